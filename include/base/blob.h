/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reference-counted immutable bytes: one answer of OPS, or one listing.
 *
 * Filled by one owner, then const; whoever keeps a pointer keeps a reference.
 * The last blob_unref() frees it, so a reader never loses its bytes to the
 * cache. `hash` is a hash of the bytes: two blobs of equal hash and size are
 * taken to be equal, which is how the pages in the kernel's cache stay valid.
 */
#ifndef OPSFS_BASE_BLOB_H
#define OPSFS_BASE_BLOB_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct blob {
    char *data;
    size_t size;
    uint64_t hash;
    unsigned refs;
    bool filed; /* in a file (base/scratch), not in memory */
};

/* Takes ownership of `data` (from malloc, may be NULL when size is 0), even on
 * failure: NULL, out of memory. */
struct blob *blob_new(char *data, size_t size);
struct blob *blob_copy(const void *data, size_t size);

/* The bytes of a buffer, which is empty afterwards, even on failure: NULL, out
 * of memory. */
struct blob *blob_of(struct buf *b);

/* A copy in a file; NULL when there can be none. */
struct blob *blob_filed(const struct blob *b);

/* All of it after what the buffer has. 0, -EFBIG, -ENOMEM. */
int blob_add_to(const struct blob *b, struct buf *to);

static inline struct slice blob_slice(const struct blob *b)
{
    return (struct slice){b->data, b->size};
}

/* The bytes are not needed for the time being. */
void blob_rest(const struct blob *b);

struct blob *blob_ref(struct blob *b);
void blob_unref(struct blob *b); /* NULL is fine */

#endif
