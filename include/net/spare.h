/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The insides of net/guess.h: whether requests that nobody waits for may go,
 * and what becomes of them when they may not. Private to net/.
 *
 * A reader must never wait for what was fetched ahead of another: that goes
 * when no reader of its class is left to be sent, and has half of a green
 * class's minute at most (a quarter, what cannot go in bulk), and of a quota the
 * share that the user grants. There is no timer: what could not go in time, or has no room any
 * more, is gone at the next turn, which its own deadline brings about.
 */
#ifndef OPSFS_NET_SPARE_H
#define OPSFS_NET_SPARE_H

#include "net/guess.h"
#include "net/job.h"

/* The queue a job belongs to: what is ahead of readers has its own. */
struct list *spare_queue(const struct job *j);

/* Ends those that have no room, or have waited too long. Returns when the next
 * one will have; NEVER for none. */
int64_t spare_shed(struct sched *s, enum ops_class class, struct instant now);

/* There is room, and it would not be one too many that go alone. */
bool spare_may_go(const struct job *j, struct instant now);

/* Somebody waits for it after all. */
void spare_promote(struct job *j);

/* Of net/sched.c: sched_ask() for both ranks; could it go in bulk? */
struct job *spare_ask(struct sched *s, const struct request *request,
                      job_done *done, void *owner, bool ahead);
bool spare_is_bulk(const struct sched *s, const struct request *r);

#endif
