/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/png.h"

#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

/* Drawings are a few black lines: the first levels of deflate do nearly as well
 * as the last, in a quarter of the time. */
#define EFFORT 6

struct format {
    int colour, depth;
};

static const struct format formats[] = {
    [BITMAP_BILEVEL] = {PNG_COLOR_TYPE_GRAY, 1},
    [BITMAP_GREY] = {PNG_COLOR_TYPE_GRAY, 8},
    [BITMAP_RGB] = {PNG_COLOR_TYPE_RGB, 8},
};

static void on_error(png_structp png, png_const_charp text)
{
    (void)text;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

static void on_bytes(png_structp png, png_bytep bytes, size_t len)
{
    if (buf_add(png_get_io_ptr(png), bytes, len) < 0)
        png_error(png, "too large");
}

static void on_flush(png_structp png)
{
    (void)png;
}

static void write_all(png_structp png, png_infop info, const struct bitmap *b)
{
    const struct format *f = &formats[b->kind];

    png_set_compression_level(png, EFFORT);
    if (b->kind == BITMAP_BILEVEL)
        png_set_filter(png, 0, PNG_FILTER_NONE);
    png_set_IHDR(png, info, b->width, b->height, f->depth, f->colour,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (b->per_metre[0] && b->per_metre[1])
        png_set_pHYs(png, info, b->per_metre[0], b->per_metre[1],
                     PNG_RESOLUTION_METER);
    png_write_info(png, info);
    for (uint32_t y = 0; y < b->height; y++)
        png_write_row(png, b->rows + y * b->stride);
    png_write_end(png, info);
}

/* Nothing here is changed between the two returns of setjmp(). */
static int write_guarded(png_structp png, png_infop info,
                         const struct bitmap *b, struct buf *to)
{
    if (setjmp(png_jmpbuf(png)))
        return to->error ? to->error : -ENOMEM;
    png_set_write_fn(png, to, on_bytes, on_flush);
    write_all(png, info, b);
    return 0;
}

int png_add(const struct bitmap *b, struct buf *to)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
                                              on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    int r = info ? write_guarded(png, info, b, to) : -ENOMEM;

    png_destroy_write_struct(&png, &info);
    return r;
}
