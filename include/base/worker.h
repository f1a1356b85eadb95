/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loop's only thread beside it, for work that is pure but long, such as
 * making a text of 60 MB of XML, which would hold up everybody. It is started
 * by the first task, sleeps when there is none, and shares nothing: a task owns
 * what it works on until it is done.
 */
#ifndef OPSFS_BASE_WORKER_H
#define OPSFS_BASE_WORKER_H

#include "base/list.h"

struct worker;

/* Embedded in the work. Owned by the worker from worker_do() until `done`. */
struct task {
    struct list link;
    void (*run)(struct task *task);  /* in the thread */
    void (*done)(struct task *task); /* in the loop, from worker_turn() */
};

struct worker *worker_new(void); /* NULL: no memory, no descriptor */

/* Waits for the running task; `done` of those that have not come back is
 * called. */
void worker_free(struct worker *w);

/* False: there is no thread; `task` stays the caller's. */
bool worker_do(struct worker *w, struct task *task);

/* Readable when a task has come back. */
int worker_fd(const struct worker *w);
void worker_turn(struct worker *w);

#endif
