/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which answer a request asks for: what its path says, read back, so that an
 * answer can be compared with it (doc/mismatch).
 */
#ifndef OPSFS_OPS_IDENTITY_H
#define OPSFS_OPS_IDENTITY_H

#include "ops/request.h"

struct identity {
    enum source_id source;
    enum form form;
    const char *path; /* of the request, or the path of a bulk request */
    const char *base; /* URL of the service; NULL: not known */
};

/* What stands in the holes of the source's template, decoded; "" for a hole
 * that was left out. */
struct identity_slots {
    struct slice of[SLOT_COUNT];
    size_t len;
    char text[REQUEST_PATH];
};

/* False when the path is not one of its source, as that of a bulk request. What
 * is read must not be copied or moved. */
bool identity_read(const struct identity *identity,
                   struct identity_slots *ret_slots);

#endif
