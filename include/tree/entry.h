/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory, the first of the places: what is known of each request, within the
 * budget. Private to tree/.
 *
 * An entry has no answer, a fresh or a stale one, or a remembered failure; a
 * stale one stays while its successor is on the way, so that trouble at OPS
 * need not be the reader's. Its waiters, and how it is under way, are
 * tree/offer's and the makers' (tree/maker.h).
 */
#ifndef OPSFS_TREE_ENTRY_H
#define OPSFS_TREE_ENTRY_H

#include "base/hash.h"
#include "tree/cache.h"
#include "tree/place.h"

/* How long a stale answer served in OPS's absence counts as fresh. */
#define KEPT_MS 60000

struct maker;
struct memory;
struct entry {
    struct hash_link link;
    struct list lru;        /* on the memory's; always */
    struct list spare_link; /* on the memory's: not used since it was filled */
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
    unsigned held; /* > 0: still used after its waiters are woken; not freed */
    uint64_t number; /* of its answer; of a whole, the latest at entry_anew() */
    uint64_t numbers; /* hash of the list it is made of; equal ones are equal */
    char part[MAKING_PART];
    size_t path_len;
    char path[];
};

struct memory *memory_new(size_t budget, struct cache *cache);
void memory_free(struct memory *m); /* every entry with it; none is under way */

void memory_set_now(struct memory *m, struct instant now);
struct instant memory_now(const struct memory *m);
void memory_each(struct memory *m, void (*each)(struct entry *e));
/* Expires, or drops, entries of these paths (sorts them) or of this stem. */
void memory_expire(struct memory *m, struct slice *paths, size_t count,
                   bool drop);
void memory_expire_all(struct memory *m, const char *stem, bool drop);
/* Its answer cannot be true: good for a moment, then anew. */
void memory_doubt(struct memory *m, const struct request *request);
void memory_share(struct memory *m, size_t bytes); /* others take those */

/* Frees the least recently used until the budget holds, and unused fills until
 * they are within their share. Blobs in use live on with their readers; entries
 * that are under way, held or waited for stay. */
void memory_trim(struct memory *m);

void memory_report(const struct memory *m, struct cache_report *ret_report);
void memory_count_ahead(struct memory *m); /* wanted while on the wire */

struct entry *entry_find(const struct memory *m, const struct request *r);
struct entry *entry_new(struct memory *m, const struct request *r);
/* The one of a hint, if it is still there. */
struct entry *entry_recall(const struct memory *m, const struct hint *hint);
void entry_free_if_empty(struct entry *e); /* nothing is known of it */

/* Somebody wants it: it is the most recently used. entry_touch(): nobody does
 * yet. entry_spare(): a new one, until it is used. */
void entry_use(struct entry *e);
void entry_touch(struct entry *e);
void entry_spare(struct entry *e);
void entry_came_ahead(struct entry *e); /* its answer or failure, of readers */
/* `biblio,full-cycle`: the last step of its path, without a query. */
struct slice entry_parts(const struct entry *e);

/* Its answer as others see it; borrowed. */
void entry_answer(const struct entry *e, struct answer *ret_answer);

/* A new answer, as old as it says; takes over the reference of its body.
 * `until`: fresh until then at most, monotonic ms. */
void entry_fill(struct entry *e, const struct reply *reply, int64_t until);

/* A failure. A stale answer, unless OPS said that it is gone, stays and counts
 * as fresh as long as that is remembered. */
void entry_fail(struct entry *e, const struct reply *reply);

void entry_anew(struct entry *e); /* the next reader has it asked for */
bool entry_came_since(const struct entry *e, const struct entry *whole);
void entry_keep(struct entry *e);  /* a stale answer counts as fresh a while */
void entry_renew(struct entry *e); /* … no longer */
/* Would that be fresh, or still remembered? */
bool entry_would_last(const struct entry *e, const struct reply *reply);

/* What was made, and of which requests (both taken over; `of` may be NULL);
 * why not, until then, 0: briefly. */
void entry_made(struct entry *e, struct blob *body, struct blob *of,
                int64_t wall, int64_t until);
void entry_refuse(struct entry *e, const struct why *why, int64_t until);

static inline bool entry_is_wanted(const struct entry *e)
{
    return !list_empty(&e->waiters) || !list_empty(&e->followers);
}

bool entry_is_fresh(const struct entry *e);
bool entry_is_failed(const struct entry *e);

#endif
