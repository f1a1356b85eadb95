/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs whose request can go in bulk are bundled: one POST for all that wait for
 * the same `bulk` path, BULK_MOST at most. What its answer means is again for
 * others to say (tree/content): `judge` as for a job; `split` tells how each
 * reference fared, in any order, once each.
 */
#ifndef OPSFS_NET_BULK_H
#define OPSFS_NET_BULK_H

#include "net/sched.h"

enum fate {
    FATE_FOUND,   /* `body` is its answer; the call takes over the reference */
    FATE_MISSING, /* OPS has no such record */
    FATE_UNTOLD,  /* ask for it alone */
};

typedef void bulk_each(void *arg, size_t index, enum fate fate,
                       struct blob *body);

struct bulk_calls {
    struct verdict (*judge)(const struct attempt *attempt);
    /* Pure as well, and called where `examine` was. */
    int (*split)(const struct attempt *attempt, const char *path,
                 const struct slice *references, size_t count,
                 bulk_each *each, void *arg);
};

#endif
