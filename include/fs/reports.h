/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the mount is doing, for the files of `.ops`: what the floors below
 * report, gathered once for all who print it. Private to fs/.
 */
#ifndef OPSFS_FS_REPORTS_H
#define OPSFS_FS_REPORTS_H

#include "fs/session.h"

struct reports {
    enum token_state token;
    struct throttle_report throttle;
    struct sched_report sched;
    struct cache_report cache;
    struct store_report store; /* all 0 without one */
    struct class_counters total;
};

void reports_gather(struct fs *fs, struct reports *ret_reports);

extern const char *const allowance_names[ALLOWANCE_COUNT];

/* Of the limit; negative when it is not known. */
double allowance_percent(const struct throttle_report *throttle,
                         enum allowance which);
/* Unix seconds: when the one that holds requests back is released, else when
 * all of it is free again; 0 when not known. */
int64_t allowance_release(const struct throttle_report *throttle,
                          enum allowance which);

#endif
