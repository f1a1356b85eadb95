/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The insides of tree/content: what is known of one request, in memory, within
 * the budget. Private to tree/content.c (who asks, who waits), tree/unread.c
 * (what nobody wanted yet) and tree/entry.c (what is kept, and for how long).
 *
 * An entry is ABSENT of an answer, has a blob (fresh or stale), a remembered
 * failure, or is being fetched; a stale blob stays while its successor is on
 * the way, so that OPS's bad hour need not be the reader's.
 */
#ifndef OPSFS_TREE_ENTRY_H
#define OPSFS_TREE_ENTRY_H

#include "base/hash.h"
#include "doc/intake.h"
#include "tree/content.h"

/* A stale answer served in OPS's absence counts as fresh for so long. */
#define KEPT_MS 60000

struct entry {
    struct hash_link link;
    struct list lru; /* on content.lru; always */
    struct list waiters;
    struct content *content;
    struct job *job; /* NULL unless being fetched */
    struct answer answer; /* blob NULL: none */
    struct why *why;      /* of a failure; NULL: none */
    int64_t why_until;    /* monotonic ms: remembered so long */
    struct finding finding; /* of the last attempt, for its verdict's reason */
    size_t cost;
    enum source_id source;
    enum form form;
    bool dropped; /* told the scheduler that nobody waits */
    bool ahead;   /* being fetched, and nobody wanted it yet */
    bool unread;  /* was fetched so, and nobody wanted it yet */
    bool held;    /* its waiters are being woken: not to be freed */
    size_t path_len;
    char path[];
};

struct content {
    struct content_options options;
    struct hash table;
    struct list lru;     /* oldest first */
    struct list waiters; /* oldest first, which is earliest deadline first */
    struct instant now;  /* of the latest turn or question */
    size_t shared;       /* bytes of the budget that others take */
    size_t loose;        /* bytes let go since memory was last given back */
    uint64_t era;        /* of the hints that are valid now */
    struct content_report report;
};

/* Whose jobs are: content's. */
extern const struct job_owner content_calls;

/* Somebody wants it; what came of what was asked for ahead. */
void entry_wanted(struct entry *e);
void entry_arrived(struct entry *e);

struct entry *entry_find(const struct content *c, const struct request *r);
struct entry *entry_new(struct content *c, const struct request *r);

/* Off every list, and gone. Nobody may wait for it or fetch it. */
void entry_free(struct entry *e);

/* A new answer; takes over the reference. */
void entry_fill(struct entry *e, struct blob *body);

/* A failure, and how long it is remembered. A stale answer, unless OPS said
 * that it is gone, stays and counts as fresh as long. */
void entry_fail(struct entry *e, const struct verdict *v, int status);

/* Least recently used out, until the budget holds. Blobs in use live on with
 * their readers; entries somebody waits for stay. */
void entry_evict(struct content *c);

static inline bool entry_is_fresh(const struct entry *e, struct instant now)
{
    return e->answer.blob && now.ms < e->answer.until;
}

static inline bool entry_is_failed(const struct entry *e, struct instant now)
{
    return e->why && now.ms < e->why_until;
}

#endif
