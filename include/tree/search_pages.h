/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pages of a search. OPS serves 2,000 hits of a query and no more. Where
 * the user wants more, a query is split by date of publication, newest first,
 * and a part with too many hits again, until a part is small enough or a single
 * day.
 *
 * The hit count of a part comes with a request for its first hit, which costs
 * next to nothing, or with its first page, where that is likely to be wanted:
 * of the whole, and of a part that has the rest of what was counted (OPS stops
 * counting at 10,000). A rest that is too large is split unasked, unless its
 * other half had no hits: these may be hits without a date. Those are reported.
 *
 * Who cites the patents of a list is several such searches, each with as many
 * numbers as OPS takes terms. Private to tree/.
 */
#ifndef OPSFS_TREE_SEARCH_PAGES_H
#define OPSFS_TREE_SEARCH_PAGES_H

#include "base/buf.h"
#include "base/list.h"
#include "base/str.h"
#include "ops/request.h"

/* As far as they are known. */
struct search_pages {
    const struct request *request; /* for the whole; borrowed */
    struct list spans;             /* newest first */
    size_t asked, most;            /* pages: so far, and of each search */
    size_t searches;
    int64_t total, found; /* hits, where OPS has counted them */
    int today;            /* days since 1970 */
};

/* One of them. */
struct search_page {
    struct span *span; /* which part of the search */
    unsigned number;   /* 0: only its count */
    uint64_t order;
    struct slice cited; /* of a list, those whose citations it has; or "" */
};

/* `most`: pages of it. 0 or -ENOMEM; search_pages_end() in any case. */
int search_pages_start(struct search_pages *p, const struct request *request,
                       size_t most);
/* The same for who cites any of the numbers, a line each, which are borrowed;
 * `most` is of each search then. */
int search_pages_start_citing(struct search_pages *p,
                              const struct request *request, size_t most,
                              struct slice numbers);
void search_pages_end(struct search_pages *p);

bool search_pages_has_next(const struct search_pages *p);
int search_pages_next(struct search_pages *p, struct search_page *ret_page,
                      struct request *ret_request);

/* How many there are, from one of them. `answer.at` NULL: OPS has none. Today
 * in Unix seconds. 0, -EBADMSG, -ENOMEM. */
int search_pages_learn(struct search_pages *p, const struct search_page *page,
                       struct slice answer, int64_t wall);
/* Then: its hits are wanted. */
bool search_pages_keeps(const struct search_page *page);

/* A line about what is missing, if anything is. */
void search_pages_report(const struct search_pages *p, struct buf *to);

#endif
