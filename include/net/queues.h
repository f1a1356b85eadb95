/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The insides of the scheduler: where jobs wait, and what is counted. Private
 * to net/.
 */
#ifndef OPSFS_NET_QUEUES_H
#define OPSFS_NET_QUEUES_H

#include "base/list.h"
#include "net/away.h"
#include "net/backoff.h"
#include "net/nagle.h"
#include "net/sched.h"

struct sched {
    struct sched_options options;
    struct list queues[CLASS_COUNT], aheads[CLASS_COUNT];
    struct list resting;
    struct list flights; /* on the wire, or being examined */
    struct nagle nagles[CLASS_COUNT];
    struct chance chance;
    uint64_t numbers; /* given to jobs so far */
    uint64_t halves;  /* given to halves of bundles so far */
    uint64_t turns;
    int64_t now;        /* ms of the latest turn or answer */
    bool has_token;     /* at the last turn */
    int64_t ahead_from; /* ms: not before then, ahead of readers */
    bool unreached;     /* the mount began without OPS, and still is */
    bool offline;
    struct away away;
    int64_t
        throttled_since[CLASS_COUNT]; /* ms: jobs wait for the throttle; 0 */
    size_t examined;  /* bytes of bodies that the worker has, in memory */
    int64_t deadline; /* ms; 0 when something changed since the last turn */
    struct sched_report report;
};

#endif
