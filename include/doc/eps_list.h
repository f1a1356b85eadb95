/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lists of the European Publication Server: pages for people, of which the
 * links alone are read, to days of publication or to documents. A link is a
 * name to ask for, never an address to go to.
 */
#ifndef OPSFS_DOC_EPS_LIST_H
#define OPSFS_DOC_EPS_LIST_H

#include "base/buf.h"
#include "base/str.h"
#include "ops/catalog.h"

/* Thousands of documents a day, and some days since 1978. */
#define EPS_LIST_MAX 20000

enum eps_listed {
    EPS_LISTED, /* some, and not too many */
    EPS_LISTED_NONE,
    EPS_LISTED_TOO_MANY,
    EPS_LISTED_FOREIGN, /* one of them leads to another host */
};

/* What a list of that source is good for; `base` is the service's URL, or NULL
 * when any host will do. */
enum eps_listed eps_list_check(enum source_id source, struct slice page,
                               const char *base);

/* Facets; 0 or -ENOMEM, -EFBIG of the buffer. Newest day first. */
int eps_list_dates(struct slice page, struct buf *to);
/* Canonical names, none twice, one per line. */
int eps_list_names(struct slice page, struct buf *to);
/* A table. */
int eps_list_index(struct slice page, struct buf *to);

#endif
