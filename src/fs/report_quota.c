/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/report_quota.h"

#include "fs/reports.h"

#include <inttypes.h>

static void print_bytes(int64_t bytes, bool known, struct buf *to)
{
    if (known)
        buf_printf(to, "  %12" PRId64, bytes);
    else
        buf_printf(to, "  %12s", "-");
}

static void print_row(const struct throttle_report *throttle,
                      enum allowance which, struct buf *to)
{
    int64_t used = throttle->allowances[which].used;
    int64_t limit = throttle->allowances[which].limit;
    int64_t release = allowance_release(throttle, which);
    double percent = allowance_percent(throttle, which);
    char stamp[CLOCK_STAMP] = "-";

    if (release)
        clock_stamp(release, stamp);
    buf_printf(to, "%-7s", allowance_names[which]);
    print_bytes(used, used != UNTOLD, to);
    print_bytes(limit, limit > 0, to);
    if (percent < 0)
        buf_printf(to, "  %7s", "-");
    else
        buf_printf(to, "  %7.1f", percent);
    buf_printf(to, "  %s\n", stamp);
}

/* How far the rest of the week goes, at the size of what came so far. */
static void print_mean(const struct throttle_report *throttle,
                       const struct class_counters *total, struct buf *to)
{
    int64_t left = throttle->allowances[ALLOWANCE_WEEK].limit -
                   throttle->allowances[ALLOWANCE_WEEK].used;
    uint64_t mean = total->requests ? total->bytes / total->requests : 0;

    if (!mean)
        return;
    buf_printf(to,
               "# this mount: %" PRIu64 " requests, %" PRIu64 " bytes, %" PRIu64
               " each",
               total->requests, total->bytes, mean);
    if (allowance_percent(throttle, ALLOWANCE_WEEK) >= 0 &&
        allowance_percent(throttle, ALLOWANCE_WEEK) < 100)
        buf_printf(to, "; the week allows %" PRIu64 " more like them",
                   (uint64_t)left / mean);
    buf_putc(to, '\n');
}

void print_quota(struct fs *fs, struct buf *to)
{
    struct reports r;
    struct throttle_report throttle;

    reports_gather(fs, &r);
    throttle = r.throttle;
    buf_printf(to, "%-7s  %12s  %12s  %7s  %s\n", "quota", "used", "limit",
               "percent", "released");
    for (int i = 0; i < ALLOWANCE_COUNT; i++)
        print_row(&throttle, (enum allowance)i, to);
    buf_puts(to, "# bytes, as OPS counts them; - is not known yet\n");
    print_mean(&throttle, &r.total, to);
    if (throttle.cap)
        buf_puts(to, "# the limit of a week is this mount's weekly_cap\n");
    if (throttle.held != REJECTION_NONE)
        buf_printf(to, "# nothing is asked: %s\n",
                   throttle_why(fs->house.throttle, fs->now));
}
