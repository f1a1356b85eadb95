/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/bitmap.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const unsigned bits_of[] = {
    [BITMAP_BILEVEL] = 1,
    [BITMAP_GREY] = 8,
    [BITMAP_RGB] = 24,
};

int bitmap_init(struct bitmap *b, enum bitmap_kind kind, uint32_t width,
                uint32_t height)
{
    size_t most = kind == BITMAP_BILEVEL ? BITMAP_PIXELS : BITMAP_PIXELS / 8;

    *b = (struct bitmap){.kind = kind, .width = width, .height = height};
    if (!width || !height || width > BITMAP_SIDE || height > BITMAP_SIDE ||
        (size_t)width * height > most)
        return -EFBIG;
    b->stride = ((size_t)width * bits_of[kind] + 7) / 8;
    b->rows = calloc(height, b->stride);
    return b->rows ? 0 : -ENOMEM;
}

void bitmap_fini(struct bitmap *b)
{
    free(b->rows);
    b->rows = NULL;
}

/* Where the pixel at (x, y) of the upright picture comes from: first the axes
 * change places, then each may run backwards. */
struct placing {
    bool swap, back_x, back_y;
};

static const struct placing turns[] = {
    [1] = {false, false, false}, [2] = {false, true, false},
    [3] = {false, true, true},   [4] = {false, false, true},
    [5] = {true, false, false},  [6] = {true, false, true},
    [7] = {true, true, true},    [8] = {true, true, false},
};

static void copy_pixel(struct bitmap *to, size_t x, size_t y,
                       const struct bitmap *from, size_t from_x, size_t from_y)
{
    const unsigned char *source = from->rows + from_y * from->stride;
    unsigned char *target = to->rows + y * to->stride;
    size_t bytes = bits_of[from->kind] / 8;

    if (bytes)
        memcpy(target + x * bytes, source + from_x * bytes, bytes);
    else if (source[from_x / 8] & 0x80 >> from_x % 8)
        target[x / 8] |= (unsigned char)(0x80 >> x % 8);
}

static void copy_turned(struct bitmap *to, const struct bitmap *from,
                        const struct placing *t)
{
    for (size_t y = 0; y < to->height; y++) {
        for (size_t x = 0; x < to->width; x++) {
            size_t from_x = t->swap ? y : x, from_y = t->swap ? x : y;

            if (t->back_x)
                from_x = from->width - 1 - from_x;
            if (t->back_y)
                from_y = from->height - 1 - from_y;
            copy_pixel(to, x, y, from, from_x, from_y);
        }
    }
}

int bitmap_turn(struct bitmap *b, unsigned orientation)
{
    const struct placing *t;
    struct bitmap turned;
    int r;

    if (orientation < 2 || orientation >= sizeof(turns) / sizeof(turns[0]))
        return 0;
    t = &turns[orientation];
    r = bitmap_init(&turned, b->kind, t->swap ? b->height : b->width,
                    t->swap ? b->width : b->height);
    if (r < 0)
        return r;
    turned.per_metre[0] = b->per_metre[t->swap];
    turned.per_metre[1] = b->per_metre[!t->swap];
    copy_turned(&turned, b, t);
    bitmap_fini(b);
    *b = turned;
    return 0;
}
