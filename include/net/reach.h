/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the scheduler can ask OPS at all, whether it may, and how much.
 */
#ifndef OPSFS_NET_REACH_H
#define OPSFS_NET_REACH_H

#include "net/sched.h"

/* Is OPS there? */
enum reach {
    REACH_OPEN,  /* as far as is known */
    REACH_TRIAL, /* it did not answer, and may be tried again */
    REACH_SHUT,  /* it was tried just now in vain, or may not be asked */
};
enum reach sched_reach(const struct sched *s, struct instant now);

/* Requests, or bundles of them, that may go at once for a reader of a list:
 * half of what the source's class has left in this minute, so that the next
 * reader need not wait. */
unsigned sched_width(const struct sched *s, enum source_id source,
                     struct instant now);

/* Nothing is asked, not even for a token; what waits fails: -EHOSTUNREACH. What
 * is under way goes on. */
void sched_set_offline(struct sched *s, bool offline);
bool sched_is_offline(const struct sched *s);
/* The same until OPS is reached, except for a try from time to time. */
void sched_begin_without(struct sched *s);

#endif
