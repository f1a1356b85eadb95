/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A thread beside the loop, for what would hold up everything else: work that
 * is pure but long, such as making a text of 60 MB of XML, and disks, which may
 * be slow. It is started by the first task, sleeps when there is none, and
 * shares nothing: a task owns what it works on until it is done.
 *
 * Tasks run in the order in which they came, except that a short one does not
 * wait for those more than twice its size: at most OVERTAKEN_MAX times for
 * each.
 */
#ifndef OPSFS_BASE_WORKER_H
#define OPSFS_BASE_WORKER_H

#include "base/list.h"

#include <stddef.h>
#include <stdint.h>

/* Bytes that are read or rendered in the loop itself, in one turn: some
 * milliseconds of XML or JSON. */
#define LOOP_BYTES ((size_t)512 << 10)

/* So that long work gets its turn among any number of short ones. */
#define OVERTAKEN_MAX 64

struct worker;

/* Embedded in the work. Owned by the worker from worker_do() until `done`. */
struct task {
    struct list link;
    void (*run)(struct task *task);  /* in the thread */
    void (*done)(struct task *task); /* in the loop, from worker_turn() */
    size_t size;                     /* bytes to work on; 0: keeps its place */
    unsigned overtaken;              /* times */
    uint64_t group; /* those of one come back together, as far as they are
                     * there; 0: of none */
};

struct worker *worker_new(void); /* NULL: no memory, no descriptor */

/* Waits for the running task; `done` of those that have not come back is
 * called. */
void worker_free(struct worker *w);

/* Runs all tasks, waiting for them no longer than that. False: the running task
 * does not end; the thread, `w` and what it was given are left alone for good,
 * and none of it may be freed. */
bool worker_leave(struct worker *w, int64_t ms);

/* False: there is no thread; `task` stays the caller's. */
bool worker_do(struct worker *w, struct task *task);

/* Readable when a task has come back. */
int worker_fd(const struct worker *w);
void worker_turn(struct worker *w);

#endif
