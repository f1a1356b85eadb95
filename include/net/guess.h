/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs that nobody waits for: what a reader will probably ask for next.
 *
 * Such a job stands behind all that somebody waits for; it is never tried
 * again; it ends (`done` is called) when there is no room to spare, or when it
 * could not be sent within GUESS_MOST_MS. When somebody waits after all,
 * sched_keep() makes it a job like any other.
 */
#ifndef OPSFS_NET_GUESS_H
#define OPSFS_NET_GUESS_H

#include "net/sched.h"

#define GUESS_MOST_MS 2000
/* Requests for one record each that are on the wire at the same time. */
#define GUESS_ALONE 4

/*
 * How many are worth asking for at a time: BULK_MOST, or two rounds of what
 * cannot go in bulk. 0: there is no room now, because the class is not green,
 * half of its minute is used (a quarter, for what cannot go in bulk), or so much
 * of a quota.
 */
unsigned guess_room(struct sched *s, const struct request *request,
                    struct instant now);

/* As sched_ask(); NULL when memory is out. */
struct job *guess_ask(struct sched *s, const struct request *request,
                      job_done *done, void *owner);

#endif
