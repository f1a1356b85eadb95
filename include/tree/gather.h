/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is made of answers: an entry whose bytes are no answer of OPS's but a
 * text or table of one or more of them (ops/facets). It waits for those like
 * any reader does, so one fetch serves every file that is made of it, and what
 * nobody waits for any more is not asked for.
 *
 * Each answer is rendered as it comes and let go; the pieces are joined in
 * order. A gather belongs to its entry, whose maker this is, until it finishes or
 * is stopped. Private to tree/{gather,joint,makers,pages,piece}.c.
 */
#ifndef OPSFS_TREE_GATHER_H
#define OPSFS_TREE_GATHER_H

#include "base/worker.h"
#include "tree/maker.h"

/* The longest text that is made. */
#define GATHER_MOST ((size_t)256 << 20)

/* One answer on the way, or what was made of it. */
struct need {
    struct list link; /* on its gather's, while it waits: for its answer, or … */
    struct waiter waiter;
    struct gather *gather;
    size_t index;
    struct piece *piece; /* … for the worker; NULL: not */
    struct buf text;
    char subject[MAKING_SUBJECT];
    struct slice group; /* of a list, those it is about; of gather.list */
    struct span *span; /* of a search: which part, which page; 0: its count */
    unsigned page;
    uint64_t order; /* among the pages of a search */
};

/* What all of them share. */
struct gatherer {
    struct maker maker;
    struct listener listener; /* for its turns */
    struct worker *worker;    /* for long work; NULL: there is none */
    size_t pages;   /* of one search, at most */
    bool alone;     /* records come by requests of their own only */
    size_t rendered; /* bytes, in this turn (tree/piece.c) */
};

struct gather {
    struct gatherer *by;
    struct entry *entry;
    struct request request;
    struct slice numbers; /* of a list, those not asked for yet */
    struct blob *list;
    struct need **needs;
    size_t count, cap;
    size_t waiting;
    struct list waits; /* the needs that do */
    size_t away;       /* … for the worker */
    struct list spans; /* of a search (tree/pages) */
    size_t pages_asked;
    int64_t total, found; /* hits, where OPS has counted them */
    bool bulk;
    bool pumping; /* asking: who is answered at once does not ask on */
    int error;
    struct why why;
    int64_t wall, until;
};

/* `hits`: of one search, at most. `alone`: as derive_new(). Freed after the
 * worker. NULL: no memory. */
struct maker *gather_new(struct worker *worker, size_t hits, bool alone);
struct listener *gather_listener(struct maker *m); /* of the same */
void gather_free(struct maker *m);

/* Makes a need's text of its answer; as render() returns, or -EINPROGRESS:
 * gather_made() will be called. */
int gather_make(struct need *n, struct blob *answer);
void gather_made(struct need *n, int r);
void gather_unwant(struct need *n); /* it will not */

/* What came of making it; whether the whole can be made without it. */
void gather_judge(struct need *n, int r);

/* The whole cannot be made, for the first such reason. The other one is: OPS's
 * answer has no such part, or cannot be understood. `why` NULL: memory is out,
 * or the query too long. */
void gather_give_up(struct gather *g, int error, const struct why *why);
void gather_give_up_making(struct gather *g, int error);

/* What a piece is asked for as: the part of the whole, or the rows of one of
 * its numbers. */
const char *gather_part(const struct making *m);

/* The text of no answer at all: a table's header. */
int gather_make_none(const struct gather *g, const char *part, struct buf *to);

/* The pages of a search, as far as they are known. An answer teaches how many
 * there are; `page.at` NULL: OPS has none. 0, -EBADMSG, -ENOMEM. */
int pages_start(struct gather *g);
void pages_end(struct gather *g);
bool pages_has_next(const struct gather *g);
int pages_next(struct gather *g, struct need *n, struct request *ret_request);
int pages_learn(struct gather *g, struct need *n, struct slice page);
void pages_tell(const struct gather *g, struct buf *to); /* what is missing */
bool pages_keeps(const struct need *n); /* its hits are wanted */

/* All pieces in one, into the entry. 0, -EFBIG or -ENOMEM. */
int gather_join(struct gather *g);

#endif
