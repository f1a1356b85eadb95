/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only user of libzstd: a body packed for the disk, and unpacked again.
 * Each frame has the length and a checksum of what is in it. Private to store/.
 */
#ifndef OPSFS_STORE_PACK_H
#define OPSFS_STORE_PACK_H

#include "base/blob.h"
#include "base/str.h"

struct pack; /* zstd's memory; of one thread */

struct pack *pack_new(void); /* NULL: memory is out */
void pack_free(struct pack *p);

/* The packed bytes are `p`'s, until the next call. 0 or -ENOMEM. */
int pack_body(struct pack *p, const struct blob *body,
              struct slice *ret_packed);

/* `size`: what it was before. 0, -EBADMSG (that is not what was packed) or
 * -ENOMEM. */
int pack_open(struct pack *p, struct slice packed, size_t size,
              struct blob **ret_body);

#endif
