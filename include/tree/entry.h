/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The insides of tree/content: what is known of one request, in memory, within
 * the budget. Private to tree/content.c (who asks, who waits), tree/entry.c
 * (what is kept, and for how long), tree/unread.c (what nobody wanted yet),
 * tree/derive.c (what is made of a neighbour's answer) and tree/fill.c (what an
 * answer holds for others).
 *
 * An entry is ABSENT of an answer, has a blob (fresh or stale), a remembered
 * failure, or is being fetched; a stale blob stays while its successor is on
 * the way, so that OPS's bad hour need not be the reader's.
 */
#ifndef OPSFS_TREE_ENTRY_H
#define OPSFS_TREE_ENTRY_H

#include "base/hash.h"
#include "tree/content.h"

/* A stale answer served in OPS's absence counts as fresh for so long. */
#define KEPT_MS 60000

struct entry {
    struct hash_link link;
    struct list lru; /* on content.lru; always */
    struct list spare_link; /* on content.spare: filled, and not used since */
    struct list waiters;
    struct list followers;   /* entries that are made of this one's answer */
    struct list follow_link; /* on its leader's */
    struct entry *leader; /* NULL unless it waits for that one's answer */
    struct content *content;
    struct job *job; /* NULL unless being fetched */
    struct gather *gather; /* NULL unless being made of others */
    struct answer answer; /* blob NULL: none */
    struct why *why;      /* of a failure; NULL: none */
    int64_t why_until;    /* monotonic ms: remembered so long */
    struct finding finding; /* of the last attempt, for its verdict's reason */
    size_t cost;
    enum source_id source;
    enum form form;
    enum facet facet; /* FACET_NONE: OPS's own answer */
    char part[MAKING_PART];
    bool dropped; /* told the scheduler that nobody waits */
    bool ahead;   /* being fetched, and nobody wanted it yet */
    bool unread;  /* was fetched so, and nobody wanted it yet */
    unsigned held; /* by who goes on with it behind a wake: not to be freed */
    bool filling; /* its answer fills others; its waiters are woken then */
    size_t path_len;
    char path[];
};

struct content {
    struct content_options options;
    struct hash table;
    struct list lru;     /* oldest first */
    struct list spare;   /* oldest first */
    struct list fills;   /* under way; see tree/fill.h */
    struct list waiters; /* oldest first, which is earliest deadline first */
    struct instant now;  /* of the latest turn or question */
    size_t shared;       /* bytes of the budget that others take */
    size_t spare_bytes;  /* of the entries on `spare` */
    size_t loose;        /* bytes let go since memory was last given back */
    size_t rendered;     /* bytes, in this turn (tree/piece.c) */
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

void entry_use(struct entry *e);   /* the latest that was used */
void entry_spare(struct entry *e); /* a new one, until it is used */

void entry_follow(struct entry *e, struct entry *leader);
void entry_unfollow(struct entry *e);

/* A new answer; takes over the reference. */
void entry_fill(struct entry *e, struct blob *body);

/* A failure, and how long it is remembered. A stale answer, unless OPS said
 * that it is gone, stays and counts as fresh as long. */
void entry_fail(struct entry *e, const struct verdict *v, int status);

/* What was made of answers, fresh as long as they are; takes over the
 * reference. And why it could not be made: told again for a moment only, for
 * the answers themselves are remembered. A stale one stays as in entry_fail(). */
void entry_made(struct entry *e, struct blob *body, int64_t wall,
                int64_t until);
void entry_refuse(struct entry *e, const struct why *why);

/* The gather of the entry is over: 0, or the errno it is refused with. */
void content_settle(struct entry *e, int r);

/* Least recently used out, until the budget holds; what fills brought and
 * nobody used, until it is within its share. Blobs in use live on with their
 * readers; entries somebody waits for stay. */
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
