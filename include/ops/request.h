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

struct request {
    char path[REQUEST_PATH];
    const char *accept; /* static */
    enum source_id source;
    enum form form;
};

#endif
