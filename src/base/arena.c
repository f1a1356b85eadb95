/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_piece {
    struct arena_piece *before;
    _Alignas(max_align_t) char bytes[];
};

void *arena_new(struct arena *a, size_t size)
{
    struct arena_piece *piece = NULL;

    if (size <= SIZE_MAX - sizeof(*piece))
        piece = calloc(1, sizeof(*piece) + size);
    if (!piece) {
        a->error = -ENOMEM;
        return NULL;
    }
    piece->before = a->last;
    a->last = piece;
    return piece->bytes;
}

const char *arena_text(struct arena *a, const char *text, size_t len)
{
    char *copy = len ? arena_new(a, len + 1) : NULL;

    if (!copy)
        return "";
    memcpy(copy, text, len);
    return copy;
}

void arena_fini(struct arena *a)
{
    while (a->last) {
        struct arena_piece *before = a->last->before;

        free(a->last);
        a->last = before;
    }
}
