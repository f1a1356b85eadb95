/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What malloc() keeps for later, given back to the system: the free memory
 * between pieces that are in use, too, which malloc_trim(3) finds by a walk
 * over all of them.
 *
 * That is two seconds after something has happened, so that what happens in a
 * row is one walk; never where it cannot be much, so that a process which has
 * little is not woken for it. Of one arena (start_frugal()).
 */
#ifndef OPSFS_BASE_HEAP_H
#define OPSFS_BASE_HEAP_H

#include <stdbool.h>
#include <stdint.h>

struct heap {
    const char *begin; /* of what malloc() took since heap_init(), sbrk(2) */
    int64_t deadline;  /* monotonic ms of the next heap_turn(), or NEVER */
};

void heap_init(struct heap *h);

/* `happened`: since the last call, something that may have freed memory. */
void heap_turn(struct heap *h, bool happened, int64_t now);

#endif
