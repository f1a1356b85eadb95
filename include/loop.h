/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one place where the process sleeps: one epoll on the kernel's requests,
 * the network, the worker, the store and signals, until the earliest of all
 * deadlines. Only the worker's task and the store's two threads run beside it.
 * Just after a request, when nothing but another one can come, it first looks
 * for that one for some microseconds (fs_spin()).
 *
 * Two seconds after something has happened, memory that was freed meanwhile
 * goes back to the system, whichever thread had it, if it may be much.
 */
#ifndef OPSFS_LOOP_H
#define OPSFS_LOOP_H

#include "aside/aside.h"
#include "base/heap.h"
#include "fs/fs.h"

struct loop {
    struct fs *fs; /* NULL while the file system is not mounted */
    struct http *http;
    struct sched *sched, *usage, *eps; /* `eps` may be NULL */
    struct cache *cache;
    struct worker *worker;
    struct store *store; /* NULL: there is none */
    struct aside *aside; /* SIGCHLD: one of its processes may have ended */
    int signals;         /* of start_signals() */
    /* SIGHUP: NULL while it ends the program like the other signals do. */
    void (*hang_up)(void *arg);
    void *hang_up_arg;
    int poll; /* of epoll_create1(2) */
    struct heap heap;
};

/* Before the first turn, with `http`, `worker` and `signals` set; 0 or
 * -errno. */
int loop_init(struct loop *loop);
void loop_fini(struct loop *loop);

/* The file system is mounted: it gets turns from now on. 0 or -errno. */
int loop_add_fs(struct loop *loop, struct fs *fs);

/* Sleeps until something happens, then gives each part its turn. `until`:
 * monotonic ms of the caller's own deadline, or NEVER. False: a signal that
 * ends the program came, or the file system was unmounted. */
bool loop_turn(struct loop *loop, int64_t until);

#endif
