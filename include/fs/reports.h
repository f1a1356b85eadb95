/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the mount fares, for the files of `.ops` that tell it: each prints one
 * gathering of what the floors below report. Private to fs/.
 */
#ifndef OPSFS_FS_REPORTS_H
#define OPSFS_FS_REPORTS_H

#include "fs/session.h"

struct reports {
    enum token_state token;
    struct pace_report pace;
    struct sched_report sched;
    struct content_report content;
    struct class_figures total;
};

void reports_gather(struct fs *fs, struct reports *ret_reports);

extern const char *const allowance_names[ALLOWANCE_COUNT];

/* Of the limit; negative when it cannot be told. */
double allowance_percent(const struct pace_report *pace, enum allowance which);
/* Unix seconds: when that which holds requests back is over, else when all of
 * it is free again; 0 when untold. */
int64_t allowance_release(const struct pace_report *pace, enum allowance which);

#endif
