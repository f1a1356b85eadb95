/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs that nobody waits for: what a reader will probably ask for next.
 *
 * Such a job comes after all that somebody waits for; it is never tried
 * again; it ends (`done` is called) when there is nothing to spare, or when it
 * could not be sent within PREFETCH_MAX_MS. When somebody waits after all,
 * sched_resume() makes it a job like any other.
 */
#ifndef OPSFS_NET_PREFETCH_H
#define OPSFS_NET_PREFETCH_H

#include "net/sched.h"

#define PREFETCH_MAX_MS 2000
/* Requests for one record each that are on the wire at the same time. */
#define PREFETCH_ALONE 4

/*
 * How many are worth asking for at a time: BULK_MAX, or two rounds of what
 * cannot go in bulk. 0: there are none to spare now, because the class is not
 * green, half of its minute is used (a quarter, for what cannot go in bulk), or
 * that share of a quota.
 */
unsigned prefetch_spare(struct sched *s, const struct request *request,
                        struct instant now);

/* As sched_ask(); NULL when memory is out. */
struct job *prefetch_ask(struct sched *s, const struct request *request,
                         job_done *done, void *owner);

/*
 * For net/sched. A reader must never wait for what is fetched ahead of another:
 * that goes only when no reader's request of its class is left to be sent, and
 * may use half of a green class's minute at most (a quarter, what cannot go in
 * bulk), and of a quota the share that the user allows. There is no timer: what
 * could not go in time, or is one too many by now, is gone at the next turn,
 * which its own deadline brings about.
 */

/* Ends those that are too many, or have waited too long. Returns when the next
 * one will have; NEVER for none. */
int64_t prefetch_shed(struct sched *s, enum ops_class class,
                      struct instant now);

/* There are requests to spare, and it would not be one too many of those that
 * go alone. */
bool prefetch_may_go(const struct job *j, struct instant now);

/* An answer of `bytes` came for one that nobody waits for: where there is
 * a rate for those, the next one goes when that is kept. */
void prefetch_came(struct sched *s, size_t bytes);

/* Somebody waits for it after all. */
void prefetch_promote(struct job *j);

#endif
