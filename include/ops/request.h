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

#include "ops/catalog.h"

/* The longest path and query; longer ones cannot be asked (-ENAMETOOLONG). */
#define REQUEST_PATH 4096

/* The longest reference that is sent in bulk, and the longest path of a bulk
 * request (OPS guide 2.1.1: POST of the path without the number). */
#define REQUEST_REFERENCE 64
#define REQUEST_BULK 128

struct request {
    char path[REQUEST_PATH];
    const char *accept; /* static */
    enum source_id source;
    enum form form;
    char reference[REQUEST_REFERENCE]; /* the number, as OPS reads it */
    char bulk[REQUEST_BULK]; /* where to POST it with others; "" for never */
    bool has_kind; /* the reference: it stands for one publication */
};

/* Most references of one bulk request (OPS guide 3.1.1). */
#define BULK_MOST 100

#endif
