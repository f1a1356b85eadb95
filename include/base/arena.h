/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is freed all at once: what is read out of one document lives and
 * dies with it, so that no part of it needs an owner.
 *
 * An allocation stays where it is until arena_fini(). The first failure sticks
 * in `error`, so a whole reading may be checked once, at the end. Memory is
 * taken in pieces that grow with what is in them, and goes back to the system
 * with arena_fini() when it is much.
 */
#ifndef OPSFS_BASE_ARENA_H
#define OPSFS_BASE_ARENA_H

#include <stddef.h>

struct arena_piece;

struct arena {
    struct arena_piece *last;
    int error; /* 0 or -ENOMEM */
};

#define ARENA_INIT ((struct arena){NULL, 0})

/* A hint that `size` bytes are likely to come: what of it is not used was never
 * touched. Harmless when it is wrong, or more than there is. */
void arena_expect(struct arena *a, size_t size);

/* Zeroed, aligned for anything; NULL when memory is out. */
void *arena_new(struct arena *a, size_t size);

/* A copy, NUL-terminated; "" when memory is out, never NULL. */
const char *arena_text(struct arena *a, const char *text, size_t len);

void arena_fini(struct arena *a);

#endif
