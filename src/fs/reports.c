/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/reports.h"

void reports_gather(struct fs *fs, struct reports *ret_reports)
{
    ret_reports->token = token_state(fs->house.token, fs->now);
    throttle_report(fs->house.throttle, fs->now, &ret_reports->throttle);
    sched_report(fs->house.sched, &ret_reports->sched);
    cache_report(fs->house.cache, &ret_reports->cache);
    ret_reports->store = (struct store_report){0};
    if (fs->house.store)
        store_report(fs->house.store, &ret_reports->store);
    ret_reports->total = counters_total(&ret_reports->sched.counters);
}

const char *const allowance_names[ALLOWANCE_COUNT] = {
    [ALLOWANCE_HOUR] = "hour",
    [ALLOWANCE_WEEK] = "week",
    [ALLOWANCE_PAID] = "paid",
};

static bool holds(enum rejection held, enum allowance which)
{
    if (which == ALLOWANCE_HOUR)
        return held == REJECTION_HOUR;
    return held == REJECTION_WEEK || held == REJECTION_CAP;
}

/* What OPS refuses for is used up, whatever it counted in its last answer. */
double allowance_percent(const struct throttle_report *throttle,
                         enum allowance which)
{
    int64_t used = throttle->allowances[which].used;
    int64_t limit = throttle->allowances[which].limit;
    double percent = limit ? 100.0 * (double)used / (double)limit : -1;

    if (used == UNTOLD || !limit)
        return -1;
    return holds(throttle->held, which) && percent < 100 ? 100 : percent;
}

int64_t allowance_release(const struct throttle_report *throttle,
                          enum allowance which)
{
    return holds(throttle->held, which) ? throttle->released
                                        : throttle->allowances[which].free;
}
