/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known of one request. Private to tree/.
 *
 * An entry has no answer, a fresh or a stale one, or a remembered failure; a
 * stale one stays while its successor is on the way, so that trouble at OPS
 * need not be the reader's. The memory it is of finds, counts and frees it
 * (tree/memory).
 */
#ifndef OPSFS_TREE_ENTRY_H
#define OPSFS_TREE_ENTRY_H

#include "base/hash.h"
#include "tree/cache.h"
#include "tree/memory.h"
#include "tree/place.h"

/* How long a stale answer served in OPS's absence counts as fresh. */
#define KEPT_MS 60000

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
    unsigned held; /* > 0: still used after its waiters are woken; not freed */
    uint64_t number; /* of its answer; of a whole, the latest at entry_anew() */
    uint64_t numbers; /* hash of the list it is made of; equal ones are equal */
    char part[MAKING_PART];
    size_t path_len;
    char path[];
};

/* Its answer or failure came before any reader wanted it. */
void entry_came_ahead(struct entry *e);

/* `biblio,full-cycle`: the last step of its path, without a query. */
struct slice entry_parts(const struct entry *e);

/* Its answer as others see it; borrowed. */
void entry_answer(const struct entry *e, struct answer *ret_answer);

/* A new answer, as old as it says; takes over the reference of its body.
 * `until`: fresh until then at most, monotonic ms. */
void entry_fill(struct entry *e, const struct outcome *outcome, int64_t until);

/* A failure. A stale answer, unless OPS said that it is gone, stays and counts
 * as fresh as long as that is remembered. */
void entry_fail(struct entry *e, const struct outcome *outcome);

void entry_expire(struct entry *e);
void entry_anew(struct entry *e); /* the next reader has it asked for */
/* Its answer cannot be true: good for a moment, or until then, then anew. */
void entry_doubt(struct entry *e, int64_t until);
/* Did its answer come after the whole was to be made anew? */
bool entry_came_since(const struct entry *e, const struct entry *whole);
void entry_keep(struct entry *e);  /* a stale answer counts as fresh a while */
void entry_renew(struct entry *e); /* … no longer */
/* Would that be fresh, or still remembered? */
bool entry_would_last(const struct entry *e, const struct outcome *outcome);

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
