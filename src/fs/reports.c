/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/reports.h"

void reports_gather(struct fs *fs, struct reports *ret_reports)
{
    ret_reports->token = token_state(fs->house.token, fs->now);
    pace_report(fs->house.pace, fs->now, &ret_reports->pace);
    sched_report(fs->house.sched, &ret_reports->sched);
    content_report(fs->house.content, &ret_reports->content);
    ret_reports->store = (struct store_report){0};
    if (fs->house.store)
        store_report(fs->house.store, &ret_reports->store);
    ret_reports->total = figures_total(&ret_reports->sched.figures);
}

const char *const allowance_names[ALLOWANCE_COUNT] = {
    [ALLOWANCE_HOUR] = "hour",
    [ALLOWANCE_WEEK] = "week",
    [ALLOWANCE_PAID] = "paid",
};

double allowance_percent(const struct pace_report *pace, enum allowance which)
{
    int64_t used = pace->allowances[which].used;
    int64_t limit = pace->allowances[which].limit;

    return used == UNTOLD || !limit ? -1 : 100.0 * (double)used / (double)limit;
}

static bool holds(enum rejection held, enum allowance which)
{
    if (which == ALLOWANCE_HOUR)
        return held == REJECTION_HOUR;
    return held == REJECTION_WEEK || held == REJECTION_CAP;
}

int64_t allowance_release(const struct pace_report *pace, enum allowance which)
{
    return holds(pace->held, which) ? pace->released
                                    : pace->allowances[which].free;
}
