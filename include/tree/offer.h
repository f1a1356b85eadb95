/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What gives an entry its answer and wakes its waiters: what every maker
 * stands on. Private to tree/.
 *
 * A wake may do anything: ask again, take other waiters out, and with the last
 * of them an entry. So nobody touches an entry after a wake, unless it is held.
 */
#ifndef OPSFS_TREE_OFFER_H
#define OPSFS_TREE_OFFER_H

#include "tree/entry.h"
#include "tree/maker.h"

/* Reached into by tree/offer.c and tree/cache.c only. */
struct cache {
    struct cache_options options;
    struct memory *memory;
    struct list waiters; /* oldest first, which is earliest deadline first */
    bool busy;           /* a listener wants a turn at once */
    unsigned waiting;
    uint64_t hits, misses;
};

/* For tree/renew. */
struct memory *offer_memory(const struct cache *c);

/* Finds a maker for an entry that is not under way: the first that takes it, of
 * those after `after` (NULL: of all). As maker.start; never -ENODATA. */
int offer_start(struct entry *e, const struct request *r,
                const struct maker *after, bool ahead);

/* True: an answer that came otherwise saves a request: none is fresh, and none
 * was sent. */
bool offer_takes(const struct entry *e);

/* Such an answer, taken out of another one, for an entry that takes it: what is
 * under way is stopped, and readers are woken. As old as the other one, fresh
 * for `until` at most. Takes over the reference. */
void offer_give(struct entry *e, struct blob *body, const struct answer *of,
                int64_t until);

/* The entry has a new answer, or a failure, and no maker any more: calls
 * the listeners and wakes its waiters. */
void offer_arrived(struct entry *e, const struct outcome *outcome);

/* The answer to a request cannot be true: neither memory nor any other place
 * has it any more, but for the moment in which tools ask again. */
void offer_doubt(struct memory *m, const struct request *request);

/* Wakes all waiters, with the answer for r = 0; and lets memory go. */
void offer_wake(struct entry *e, int r);

void offer_join(struct entry *e, struct waiter *w);
void offer_leave(struct waiter *w);
/* Something it waits for has made progress: it gets its full time again. */
void offer_wait_on(struct waiter *w);
/* One fewer wants it: stops what nobody waits for. */
void offer_unwant(struct entry *e);

#endif
