/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Intrusive hash table: chains of links that live inside their owners. The
 * table compares nothing but the 64-bit value; the caller walks the candidates
 * of one value and compares what it keeps:
 *
 *     for (l = hash_first(t, v); l; l = hash_next(l))
 *
 * Grows by doubling, and shrinks when hardly any are left. Not thread-safe,
 * owns no entry.
 */
#ifndef OPSFS_BASE_HASH_H
#define OPSFS_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash_link {
    struct hash_link *next;
    uint64_t value;
};

struct hash {
    struct hash_link **slots;
    size_t size; /* a power of two */
    size_t count;
};

int hash_init(struct hash *h); /* 0 or -ENOMEM */
void hash_fini(struct hash *h);

void hash_add(struct hash *h, struct hash_link *l, uint64_t value);
/* May move what is there: not in a walk over `slots`. */
void hash_remove(struct hash *h, struct hash_link *l);
struct hash_link *hash_first(const struct hash *h, uint64_t value);
struct hash_link *hash_next(const struct hash_link *l);

/* In the manner of FNV-1a, by words of eight bytes (of a long text four at a
 * time) and then by bytes, with a finishing mix; `seed` chains several parts
 * into one value. Not the same on every machine. */
uint64_t hash_bytes(const void *data, size_t len, uint64_t seed);

#endif
