/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does OPS answer at all? A service that cannot be reached, or reports trouble
 * several times in a row, is away: it is tried at intervals that grow, so that
 * nobody waits in vain while there is something else to show. Any answer ends
 * that. Private to net/; others see sched_reach().
 */
#ifndef OPSFS_NET_AWAY_H
#define OPSFS_NET_AWAY_H

#include <stdbool.h>
#include <stdint.h>

/* All zero at first. */
struct away {
    unsigned failures; /* in a row */
    int64_t until;     /* ms: it rests */
    int64_t since;     /* ms: it is away */
};

/* `heard`: it answered that it has trouble, rather than not at all. */
void away_failed(struct away *a, bool heard, int64_t now);
void away_answered(struct away *a);
void away_tried(struct away *a, int64_t now); /* a trial is on its way */

bool away_is(const struct away *a);
bool away_rests(const struct away *a, int64_t now);

#endif
