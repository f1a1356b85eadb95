/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One request to a server, as plain values: what net/ sends, without knowing
 * why.
 *
 * `path` is relative to the server's base URL and root (server_roots), and is
 * already percent-encoded; it is also, with `accept`, the identity of the
 * answer: two requests with the same path and accept are one fetch and one
 * copy.
 */
#ifndef OPSFS_OPS_REQUEST_H
#define OPSFS_OPS_REQUEST_H

#include "base/blob.h"
#include "base/buf.h"
#include "base/str.h"
#include "ops/catalog.h"
#include "ops/facets.h"
#include "ops/plan.h"
#include "ops/service_limits.h"

struct location;

/* The longest path and query; longer ones cannot be asked (-ENAMETOOLONG). */
#define REQUEST_PATH 4096

/* The longest reference that is sent in bulk, and the longest path of a bulk
 * request (OPS guide 2.1.1: POST of the path without the number). */
#define REQUEST_REFERENCE 64
#define REQUEST_BULK 128

/* Enough for a canonical number, and for a language or a claim. */
#define MAKING_SUBJECT 40
#define MAKING_SELECTION 8

/*
 * What is made from the answer, or from several of which this is the first;
 * net/ does not look at it. It is part of the identity of the result.
 */
struct making {
    enum facet facet; /* FACET_NONE: the answer itself */
    enum plan plan;
    char subject[MAKING_SUBJECT]; /* canonical number; "" for a query */
    char selection[MAKING_SELECTION];
    const struct name *row;
    struct blob *numbers; /* of a list, one per line; borrowed */
};

struct request {
    char path[REQUEST_PATH];
    const char *accept; /* static */
    enum source_id source;
    enum form form;
    char reference[REQUEST_REFERENCE]; /* the number, as OPS reads it */
    char bulk[REQUEST_BULK]; /* where to POST it with others; "": never */
    bool has_kind;  /* whether the reference stands for one publication */
    bool of_list;   /* one of those that a reader of a list asks for at once */
    bool kept_only; /* no place but those that keep answers is to be asked */
    struct making making;
};

/* For the answer itself: nothing is made of it. */
static inline void request_answer(struct request *r)
{
    r->making = (struct making){.facet = FACET_NONE};
}

/* The accept header of such a request; static. */
const char *request_accept(enum source_id source, enum form form);

/* 0, -ENAMETOOLONG, or -ENOENT when OPS has no such thing for such a number.
 * `location` must be a file with a source, or a directory with a facet. */
int request_at(const struct location *location, struct request *ret_request);

/* What to ask for where OPS has no text for a request of the plan PLAN_TEXT: 0,
 * or -ENOENT when nobody else has it. */
int request_instead(const struct request *request, struct request *ret_request);
/* The whole document of a publication, of the server that has them. */
int request_document(const char *number, struct request *ret_request);

/* The request for the images inquiry that says how many pages the images room
 * at `location` (fullimage, thumbnail) has, and the link to look for in it, for
 * example `EP/1000000/A1/fullimage`. 0 or -ENAMETOOLONG. */
int request_inquiry(const struct location *location,
                    struct request *ret_request, struct buf *ret_link);

/* The request for one page, from 1, of what a link of the inquiry leads to,
 * such as `EP/1000000/A1/fullimage` or, without pages,
 * `EP/1000000/PA/firstpage`. 0, or
 * -ENOENT: that is no such link. */
int request_of_image(struct slice link, int64_t page, enum form form,
                     struct request *ret_request);

/* The request for page 1, 2 … of a search with constituents, from that for its
 * first; 0 is for its first hit alone, without constituents. */
void request_page(const struct request *first, unsigned page,
                  struct request *ret_request);

/* The request for what is remembered of a search, from that for its first
 * page. */
void request_history(const struct request *first, struct request *ret_request);

/* The days of the request for usage figures, which has none yet: those of this
 * week and the last one. Today in Unix seconds. */
void request_two_weeks(struct request *request, int64_t wall);

/* Only the hits published from one day to another, both `YYYYMMDD`. 0, or
 * -ENAMETOOLONG: the request is as it was. */
int request_within(struct request *request, const char *from, const char *to);

/* The request for one number of a list whose rows are made of `row`'s source;
 * 0, -ENOENT, -ENAMETOOLONG. */
int request_of_number(const struct name *row, struct slice number,
                      struct request *ret_request);

/* The request for the first page of who cites one of several numbers, one per
 * line, SEARCH_TERMS at most. 0, -ENAMETOOLONG. */
int request_citing(struct slice numbers, struct request *ret_request);

#endif
