/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When it pays to look for the next request instead of sleeping. Whoever looks
 * offers the processor to others, and may get it back late: then looking
 * pauses. Often it was the reader itself that had something to do, and the
 * pause is short; it doubles each time, up to LOOK_PAUSE_MAX, unless looking
 * went well in between for LOOK_WELL times as long as the latest one. Pure.
 * Private to fs/fs.c.
 */
#ifndef OPSFS_FS_LOOK_H
#define OPSFS_FS_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#define LOOK_PAUSE_MIN 4 /* ms */
#define LOOK_PAUSE_MAX 1000
#define LOOK_WELL 8

struct look {      /* all 0 at first */
    int64_t after; /* ms: it does not pay before */
    int64_t pause; /* ms: the latest one */
};

bool look_pays(const struct look *l, int64_t ms);

/* The processor came back late, at `ms`. */
void look_pause(struct look *l, int64_t ms);

#endif
