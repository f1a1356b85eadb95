/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one question of the program: what does OPS say to this request?
 *
 * Answers are kept in memory by path and form, within a budget of bytes, least
 * recently used out first; findings and absences each for their source's time
 * to live. What is not there is got by the first maker that takes it
 * (tree/maker.h): fetched from the row of places (tree/place.h), made of a
 * neighbour's answer, or assembled of many. However many readers wait for one
 * answer, it is got once.
 *
 * A waiter is embedded in whoever waits. It is woken exactly once, or taken
 * back with cache_leave(). The last one to leave takes a request that was not
 * sent yet with it; one that was sent still fills the cache.
 */
#ifndef OPSFS_TREE_CACHE_H
#define OPSFS_TREE_CACHE_H

#include "base/blob.h"
#include "base/clock.h"
#include "base/list.h"
#include "ops/request.h"
#include "tree/error_log.h"

struct answer_place;
struct cache;
struct entry;
struct listener;
struct maker;

/*
 * A short cut to an answer that was had before, kept by whoever had it: valid
 * until any entry is let go. Saves building and looking up the request anew for
 * a file that is opened again and again.
 */
struct hint {
    struct entry *entry; /* NULL: none */
    uint64_t era;
};

/* A kept answer. The blobs are borrowed: take a reference to keep one. */
struct answer {
    struct blob *blob;
    int64_t wall; /* when it was fetched, or the newest part was; Unix s */
    const struct answer_place *from; /* NULL: made of several */
    enum server server;
    struct blob *of; /* the requests it is made of (tree/origin); NULL: none */
    int64_t until;   /* monotonic ms: fresh until then */
    struct hint hint;
};

struct waiter {
    struct list link;     /* on its entry */
    struct list age_link; /* on the cache's list of all waiters */
    struct entry *entry;  /* NULL: waits for nothing */
    int64_t deadline;
    /* r: 0 with an answer, else a negative errno with a reason. Both are
     * borrowed during the call. */
    void (*wake)(struct waiter *w, int r, const struct answer *answer,
                 const struct why *why);
};

struct cache_options {
    size_t budget;      /* bytes, with their overhead */
    int64_t timeout_ms; /* how long a waiter waits at most, for one answer */
    /* Both borrowed, and ended by a NULL. The makers are asked in this order;
     * the listeners have a turn in this order. */
    struct maker *const *makers;
    struct listener *const *listeners;
};

struct cache *cache_new(const struct cache_options *options);
void cache_free(struct cache *c); /* waiters must be gone */

/* 0: `ret_answer` holds it. -EINPROGRESS: `w` will be woken. Any other negative
 * errno: known to be unavailable, and why (borrowed, until the next call). */
int cache_want(struct cache *c, const struct request *request,
               struct instant now, struct waiter *w, struct answer *ret_answer,
               const struct why **ret_why);

/* The answer of a hint, which counts as used; false unless it is still there
 * and fresh. */
bool cache_recall(struct cache *c, const struct hint *hint, struct instant now,
                  struct answer *ret_answer);
void cache_leave(struct waiter *w);

/* The same without wanting: 0 for a fresh answer, an errno that is remembered,
 * or -EAGAIN when only OPS knows. Never asks, never counts as use. */
int cache_peek(struct cache *c, const struct request *request,
               struct instant now, struct answer *ret_answer);

/* Fresh or not: what was shown the last time. 0 or -ENODATA. */
int cache_known(struct cache *c, const struct request *request,
                struct answer *ret_answer);
/* Ahead of readers, unless something is known already. 0 or -ENOMEM. */
int cache_ahead(struct cache *c, const struct request *request,
                struct instant now);

/* Of the budget others take `bytes` (nodes, listings, anchors): what is left is
 * for answers, half of it at least. */
void cache_share(struct cache *c, size_t bytes);

/* Wakes the waiters whose time is up. */
void cache_turn(struct cache *c, struct instant now);
int64_t cache_deadline(const struct cache *c);

struct cache_report { /* for `.ops/status` */
    size_t budget, bytes;
    unsigned entries, waiting;
    uint64_t hits, misses, evicted;
    uint64_t older;      /* answers shown though their time was over */
    uint64_t ahead;      /* answers that came ahead of readers */
    uint64_t ahead_read; /* … that were wanted since */
    uint64_t ahead_lost; /* … that were let go before */
};
void cache_report(const struct cache *c, struct cache_report *ret_report);
void cache_progress(const struct cache *c, struct buf *to); /* lines */

#endif
