/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A picture in memory: rows of pixels from the top, each row padded to a whole
 * byte, the leftmost pixel in the highest bits. Between image/tiff, which reads
 * one, and image/png, which writes one. Its maker owns it until bitmap_fini().
 */
#ifndef OPSFS_IMAGE_BITMAP_H
#define OPSFS_IMAGE_BITMAP_H

#include <stddef.h>
#include <stdint.h>

/* The longest side, and the most pixels: A0 at 300 per inch, twice. What is
 * larger was made to fill the memory. Pictures of more than one bit a pixel
 * have an eighth of that. */
#define BITMAP_SIDE 20000
#define BITMAP_PIXELS ((size_t)256 << 20)

enum bitmap_kind {
    BITMAP_BILEVEL, /* 1 bit, 0 is black */
    BITMAP_GREY,    /* 8 bits, 0 is black */
    BITMAP_RGB,     /* 24 bits */
};

struct bitmap {
    enum bitmap_kind kind;
    uint32_t width, height;
    uint32_t per_metre[2]; /* pixels across and down; 0: unknown */
    size_t stride;         /* bytes of a row */
    unsigned char *rows;
};

/* All black. 0, -EFBIG for a side or an area beyond the limits or of nothing,
 * -ENOMEM. */
int bitmap_init(struct bitmap *b, enum bitmap_kind kind, uint32_t width,
                uint32_t height);
void bitmap_fini(struct bitmap *b);

/* Upright, from how it lies by TIFF 6.0's tag 274: 1 is upright, 6 is to be
 * turned clockwise; any other number than 1 to 8 is taken for 1. 0 or
 * -ENOMEM. */
int bitmap_turn(struct bitmap *b, unsigned orientation);

#endif
