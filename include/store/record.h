/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One answer as the store keeps it: what OPS sent, when, and nothing that was
 * made of it.
 */
#ifndef OPSFS_STORE_RECORD_H
#define OPSFS_STORE_RECORD_H

#include "base/blob.h"
#include "ops/verdict.h"

#include <stdbool.h>
#include <stdint.h>

#define RECORD_ETAG 64

struct record {
    int status;      /* HTTP */
    int64_t fetched; /* Unix seconds */
    bool excerpt;    /* taken out of a larger answer, without its frame */
    char etag[RECORD_ETAG]; /* "" when there was none */
    /* Of an absence what OPS said; of an excerpt, as its message, the path of
     * the request that it was taken out of, "" when it came with others. */
    struct finding finding;
    struct blob *body; /* NULL: OPS has no such thing */
};

#endif
