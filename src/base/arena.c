/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST_PIECE 1024
#define HUGE_PAGE ((size_t)2 << 20)

/* Allocations are one after another in it. */
struct arena_piece {
    _Alignas(max_align_t) struct arena_piece *before;
    size_t size, used; /* with this head */
};

static size_t aligned(size_t size)
{
    return (size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) *
           _Alignof(max_align_t);
}

/* As huge pages, if the kernel has some: what is large is touched once and then
 * freed, and to get it page by page takes longer than to fill it. */
static void *map(size_t size)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (at == MAP_FAILED)
        return NULL;
    madvise(at, size, MADV_HUGEPAGE);
    return at;
}

/* Twice as large as the last one, and enough for `least`; from a huge page on,
 * as few of those as there have to be. */
static struct arena_piece *add_piece(struct arena *a, size_t least)
{
    size_t size = a->last ? 2 * a->last->size : FIRST_PIECE;
    struct arena_piece *piece;

    least += sizeof(*piece);
    size = size < least ? least : size;
    if (size >= HUGE_PAGE)
        size = (least + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    piece = size < HUGE_PAGE ? calloc(1, size) : map(size);
    if (!piece)
        return NULL;
    *piece = (struct arena_piece){a->last, size, sizeof(*piece)};
    a->last = piece;
    return piece;
}

void arena_expect(struct arena *a, size_t size)
{
    if (size > FIRST_PIECE)
        add_piece(a, size);
}

void *arena_new(struct arena *a, size_t size)
{
    struct arena_piece *piece = a->last;
    char *at;

    if (size > SIZE_MAX / 2)
        piece = NULL;
    else if (!piece || aligned(size) > piece->size - piece->used)
        piece = add_piece(a, aligned(size));
    if (!piece) {
        a->error = -ENOMEM;
        return NULL;
    }
    at = (char *)piece + piece->used;
    piece->used += aligned(size);
    return at;
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

        if (a->last->size < HUGE_PAGE)
            free(a->last);
        else
            munmap(a->last, a->last->size);
        a->last = before;
    }
}
