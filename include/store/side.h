/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One side of the store, reading or writing: a thread, its connection, and
 * whether it works. Private to store/.
 *
 * The connection is its thread's alone: tasks open, use and close it, in order.
 * The loop knows what came of them. A side that failed is shut, and is opened
 * again by the next one who needs it, once it has rested.
 */
#ifndef OPSFS_STORE_SIDE_H
#define OPSFS_STORE_SIDE_H

#include "base/clock.h"
#include "base/hash.h"
#include "base/worker.h"
#include "store/db.h"
#include "store/store.h"

#define SIDE_WHY 400

enum side_state { SIDE_SHUT, SIDE_OPENING, SIDE_OPEN };

struct side {
    struct store *store;
    struct worker *worker;
    struct db *db; /* the thread's; NULL: not open */
    enum side_state state;
    int64_t again;      /* ms: rests until then */
    char why[SIDE_WHY]; /* of the latest failure; "" when it works */
    int error;          /* of that, a negative errno; 0 */
};

struct store {
    struct store_options options;
    struct side reading, writing;
    struct instant now;
    bool ends;
    bool repair;         /* the file was found damaged */
    struct list lookups; /* under way, oldest first */
    struct list found; /* … back, to be answered with the others of a round */
    uint64_t round;    /* of lookups: the turn they were begun in */
    unsigned given_up; /* … and more that nobody waits for any longer */
    struct list surveys; /* names that are being gathered, oldest first */
    struct list changes; /* to be written, oldest first */
    struct hash drops;   /* of them, and of the batch, what is to go … */
    struct list stems;   /* … and all whose keys begin so */
    size_t change_bytes;
    unsigned change_count;
    unsigned urgent; /* of them, those that are not gathered */
    int64_t gathers; /* ms: until then, the others wait; NEVER: not set yet */
    int64_t pause;   /* ms: until then, all do; a batch came back before */
    bool batch;      /* one is under way */
    bool sweeps;     /* there is more than may be */
    int poll;        /* of epoll_create1(2), for both threads */
    struct store_report report;
};

int side_init(struct side *side, struct store *store); /* 0 or -errno */

/* May it be given tasks? Opens it if it is time to. */
bool side_ready(struct side *side);

/* A task came back with an error. The side rests, closed, unless another
 * process had a lock. A file that is damaged or gone shuts both. */
void side_fail(struct side *side, int r, const char *why);
void side_works(struct side *side); /* … without one */
bool side_rests_long(int r);        /* after that error */

/* False: it is stuck in a task, and nothing of it may be freed. */
bool side_fini(struct side *side);

#endif
