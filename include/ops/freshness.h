/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long each kind of answer is fresh: until then it costs no request, after
 * that it is asked for again by the next reader. How long it is kept is another
 * matter, that of memory and of the store.
 */
#ifndef OPSFS_OPS_FRESHNESS_H
#define OPSFS_OPS_FRESHNESS_H

#include "base/str.h"
#include "ops/catalog.h"

struct freshness {
    enum source_id source;
    const char *constituent; /* with this one among others; NULL: with any */
    uint32_t found;          /* seconds */
    uint32_t absent;         /* seconds that an absence is remembered */
};

/* `constituents`: of the request, comma-joined; "" for none. */
const struct freshness *freshness_of(enum source_id source,
                                     struct slice constituents);

/* The rows, for whoever explains them; NULL after the last. */
const struct freshness *freshness_row(size_t i);

#endif
