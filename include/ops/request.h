/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One request to OPS, as plain values: what net/ sends, without knowing why.
 *
 * `path` is relative to the base URL's /rest-services/ and is already
 * percent-encoded; it is also, with `accept`, the identity of the answer:
 * two wishes with the same path and accept are one fetch and one copy.
 */
#ifndef OPSFS_OPS_REQUEST_H
#define OPSFS_OPS_REQUEST_H

#include "base/blob.h"
#include "ops/catalog.h"
#include "ops/facets.h"

/* The longest path and query; longer ones cannot be asked (-ENAMETOOLONG). */
#define REQUEST_PATH 4096

/* The longest reference that is sent in bulk, and the longest path of a bulk
 * request (OPS guide 2.1.1: POST of the path without the number). */
#define REQUEST_REFERENCE 64
#define REQUEST_BULK 128

/* Room for a canonical number, and for a language or a claim. */
#define MAKING_SUBJECT 40
#define MAKING_PART 8

/*
 * What is made of the answer, or of several of which this is the first; net/
 * does not look at it. It belongs to the identity of what is made.
 */
struct making {
    enum facet facet; /* FACET_NONE: the answer itself */
    enum plan plan;
    char subject[MAKING_SUBJECT]; /* canonical number; "" for a query */
    char part[MAKING_PART];
    const struct name *row;
    struct blob *numbers; /* of a list, one a line; borrowed */
};

struct request {
    char path[REQUEST_PATH];
    const char *accept; /* static */
    enum source_id source;
    enum form form;
    char reference[REQUEST_REFERENCE]; /* the number, as OPS reads it */
    char bulk[REQUEST_BULK]; /* where to POST it with others; "" for never */
    bool has_kind; /* the reference: it stands for one publication */
    struct making making;
};

/* Hits of one page of a search, and how far OPS goes (OPS guide 3.1.4). */
#define SEARCH_PAGE 100
#define SEARCH_MOST 2000

/* Most references of one bulk request (OPS guide 3.1.1). */
#define BULK_MOST 100

#endif
