/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which requests an answer is made of, and as of when: what sources.tsv and the
 * attributes of a file show.
 *
 * A blob of lines, one for each request, in the order of asking, none twice; it
 * goes with the answer, and with what is made of it, for as long as that is
 * shown, whatever becomes of the answers themselves. An absence is an answer,
 * too.
 */
#ifndef OPSFS_TREE_ORIGIN_H
#define OPSFS_TREE_ORIGIN_H

#include "base/blob.h"
#include "base/str.h"
#include "ops/catalog.h"

/* The lines of one blob, at most; what there is beyond is one more. */
#define ORIGINS_MAX 1000

struct origin {
    struct slice path;     /* of the request; "": of `count` together */
    enum source_id source; /* SOURCE_COUNT: one of OPS's */
    enum form form;
    struct slice place; /* where it came from, for people */
    struct slice etag;  /* "": none */
    int64_t fetched;    /* Unix seconds */
    int64_t lasts;      /* seconds that such an answer is fresh */
    int status;         /* HTTP; 0: several */
    bool excerpt;       /* one of several records in that answer */
    unsigned count;
};

enum server origin_server(const struct origin *o);

/* Is it older than it may be before it is asked for again? */
bool origin_is_stale(const struct origin *o, int64_t wall);

/* One line; NULL: no memory. */
struct blob *origin_new(const struct origin *o);

/* Takes the first line off; false at the end. Borrows. */
bool origin_next(struct slice *lines, struct origin *ret_origin);

/* All lines of some blobs; a reference for the caller. NULL: there are none, or
 * no memory. A blob may be NULL. */
struct blob *origin_join(struct blob *const *all, size_t count);

#endif
