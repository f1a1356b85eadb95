/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory, the first of the places: an entry for each request that anything is
 * known of, within the budget, least recently used out first. Private to tree/.
 *
 * What an entry knows is tree/entry's; its waiters, and how it is under way,
 * are tree/offer's and the makers' (tree/maker.h); the struct is here, since
 * memory finds, counts and frees it.
 */
#ifndef OPSFS_TREE_MEMORY_H
#define OPSFS_TREE_MEMORY_H

#include "base/hash.h"
#include "tree/cache.h"

struct memory;
struct maker;

struct entry {
    struct hash_link link;
    struct list lru;         /* on the memory's; always */
    struct list unused_link; /* on the memory's: not used since it was filled */
    struct list waiters;
    struct list followers; /* to be made of this one's answer (tree/derive) */
    struct memory *memory;
    struct cache *cache;
    struct maker *maker;  /* NULL: it is not under way */
    void *making;         /* the maker's own */
    struct answer answer; /* blob NULL: none; `of`: of an absence, too */
    struct why *why;      /* of a failure; NULL: none */
    int64_t why_until;    /* monotonic ms: remembered until then */
    size_t cost;
    enum source_id source;
    enum form form;
    enum facet facet; /* FACET_NONE: OPS's own answer */
    bool anew;        /* no place but the last is to answer */
    bool older;       /* its answer is shown though its time is over */
    bool unread;      /* came ahead of readers, and nobody wanted it yet */
    unsigned uses; /* > 0: still used after its waiters are woken; not freed */
    uint64_t arrival;   /* of its answer, counted; of a whole, the latest one at
                       * entry_anew() */
    uint64_t list_hash; /* hash of the list it is made of; 0: of none */
    char selection[MAKING_SELECTION];
    size_t path_len;
    char path[];
};

struct memory *memory_new(size_t budget, struct cache *cache);
void memory_free(struct memory *m); /* every entry with it; none is under way */

void memory_set_now(struct memory *m, struct instant now);
struct instant memory_now(const struct memory *m);

/* NULL: there is none. memory_get(): a new one then, or NULL: no memory. */
struct entry *memory_find(const struct memory *m, const struct request *r);
struct entry *memory_get(struct memory *m, const struct request *r);

/* A short cut to an entry, and its entry, if that is still there. */
struct hint memory_hint(const struct entry *e);
struct entry *memory_recall(const struct memory *m, const struct hint *hint);

void memory_each(struct memory *m, void (*each)(struct entry *e));
void memory_drop_if_empty(struct entry *e); /* nothing is known of it */

/* All entries of some paths (which are sorted), or of those that begin so. */
struct sweep {
    const char *stem; /* NULL: … */
    struct slice *paths;
    size_t count;
    bool drop;                       /* what nothing uses goes at once … */
    void (*expire)(struct entry *e); /* … and this is called for the rest */
};
void memory_sweep(struct memory *m, const struct sweep *s);

/* Somebody wants it: it is the most recently used. memory_touch(): nobody does
 * yet. memory_unused(): a new one, until it is used. */
void memory_use(struct entry *e);
void memory_touch(struct entry *e);
void memory_unused(struct entry *e);

/* Somebody waits for it, or for what is made of it. */
static inline bool memory_is_wanted(const struct entry *e)
{
    return !list_empty(&e->waiters) || !list_empty(&e->followers);
}

/* What it costs has changed. */
void memory_account(struct entry *e);
void memory_share(struct memory *m, size_t bytes); /* others take those */

/* Frees the least recently used until the budget holds, and unused fills until
 * they are within their share. Blobs in use live on with their readers; entries
 * that are under way, used or waited for stay. */
void memory_trim(struct memory *m);

/* What is to be asked for anew though it may not be known here: paths that
 * begin so. The last few are remembered. */
#define MEMORY_STEM 256
void memory_outdate(struct memory *m, const char *stem);
/* True: an answer of that time was kept before its path was outdated. */
bool memory_is_outdated(const struct memory *m, struct slice path,
                        int64_t wall);

/* Counted from 1: answers that were asked for and came. */
uint64_t memory_answers(const struct memory *m);
uint64_t memory_count_answer(struct memory *m);

void memory_count_older(struct memory *m); /* shown though its time was over */
void memory_count_ahead(struct memory *m, bool wanted); /* came ahead */
void memory_report(const struct memory *m, struct cache_report *ret_report);

#endif
