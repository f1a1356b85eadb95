/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When it pays to spin, that is, to try for the next request instead of
 * sleeping. Spinning offers the processor to others between two tries, and may
 * get it back late: then it pauses. Often it was the reader itself that had
 * something to do, and the pause is short; it doubles each time, up to
 * SPIN_PAUSE_MAX, unless spinning went well in between for SPIN_WELL times as
 * long as the latest one. Pure.
 * Private to fs/fs.c.
 */
#ifndef OPSFS_FS_SPIN_H
#define OPSFS_FS_SPIN_H

#include <stdbool.h>
#include <stdint.h>

#define SPIN_PAUSE_MIN 4 /* ms */
#define SPIN_PAUSE_MAX 1000
#define SPIN_WELL 8

struct spin {      /* all 0 at first */
    int64_t after; /* ms: it does not pay before */
    int64_t pause; /* ms: the latest one */
};

bool spin_pays(const struct spin *s, int64_t ms);

/* The processor came back late, at `ms`. */
void spin_pause(struct spin *s, int64_t ms);

#endif
