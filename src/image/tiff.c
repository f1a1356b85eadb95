/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libtiff turns nothing by itself: what its reader of whole pictures calls an
 * orientation is a mirror image at most. So it is read as it lies, and turned
 * here.
 */
#include "image/tiff.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#define CENTIMETRES_IN_INCH 2.54

/* A file in memory, as libtiff wants to read it. */
struct tiff_source {
    struct slice bytes;
    size_t at;
    bool failed; /* libtiff had to say something */
};

static tmsize_t source_read(thandle_t handle, void *to, tmsize_t len)
{
    struct tiff_source *s = handle;
    size_t left = s->at < s->bytes.len ? s->bytes.len - s->at : 0;
    size_t n = (size_t)len < left ? (size_t)len : left;

    memcpy(to, s->bytes.at + (n ? s->at : 0), n);
    s->at += n;
    return (tmsize_t)n;
}

static tmsize_t source_write(thandle_t handle, void *from, tmsize_t len)
{
    (void)handle;
    (void)from;
    (void)len;
    return -1;
}

static toff_t source_seek(thandle_t handle, toff_t to, int whence)
{
    struct tiff_source *s = handle;

    if (whence == SEEK_CUR)
        to += s->at;
    else if (whence == SEEK_END)
        to += s->bytes.len;
    s->at = (size_t)to;
    return to;
}

static int source_close(thandle_t handle)
{
    (void)handle;
    return 0;
}

static toff_t source_size(thandle_t handle)
{
    return ((struct tiff_source *)handle)->bytes.len;
}

static int on_error(TIFF *tiff, void *arg, const char *module,
                    const char *format, va_list args)
{
    struct tiff_source *s = arg;

    (void)tiff;
    (void)module;
    (void)format;
    (void)args;
    s->failed = true;
    return 1;
}

static int on_warning(TIFF *tiff, void *arg, const char *module,
                      const char *format, va_list args)
{
    (void)tiff;
    (void)arg;
    (void)module;
    (void)format;
    (void)args;
    return 1;
}

/* A file is no reason to take more memory than a bitmap may have. */
static TIFF *open_source(struct tiff_source *s)
{
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    TIFF *tiff;

    if (!options)
        return NULL;
    TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, s);
    TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, NULL);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, BITMAP_PIXELS);
    tiff = TIFFClientOpenExt("page", "rm", s, source_read, source_write,
                             source_seek, source_close, source_size, NULL, NULL,
                             options);
    TIFFOpenOptionsFree(options);
    return tiff;
}

static uint16_t tag(TIFF *tiff, uint32_t which)
{
    uint16_t value = 0;

    return TIFFGetFieldDefaulted(tiff, which, &value) ? value : 0;
}

static bool is_bilevel(TIFF *tiff)
{
    uint16_t photometric = tag(tiff, TIFFTAG_PHOTOMETRIC);

    return tag(tiff, TIFFTAG_BITSPERSAMPLE) == 1 &&
           tag(tiff, TIFFTAG_SAMPLESPERPIXEL) == 1 && !TIFFIsTiled(tiff) &&
           (photometric == PHOTOMETRIC_MINISWHITE ||
            photometric == PHOTOMETRIC_MINISBLACK);
}

static void invert(struct bitmap *b)
{
    for (size_t i = 0; i < b->stride * b->height; i++)
        b->rows[i] = (unsigned char)~b->rows[i];
}

/* Row by row; libtiff's idea of a row must be ours. */
static int read_bilevel(TIFF *tiff, struct bitmap *b)
{
    if ((size_t)TIFFScanlineSize(tiff) != b->stride)
        return -EBADMSG;
    for (uint32_t y = 0; y < b->height; y++) {
        if (TIFFReadScanline(tiff, b->rows + y * b->stride, y, 0) < 0)
            return -EBADMSG;
    }
    if (tag(tiff, TIFFTAG_PHOTOMETRIC) == PHOTOMETRIC_MINISWHITE)
        invert(b);
    return 0;
}

static bool is_grey(TIFF *tiff)
{
    return tag(tiff, TIFFTAG_PHOTOMETRIC) <= PHOTOMETRIC_MINISBLACK;
}

static void take_pixels(const uint32_t *raster, struct bitmap *b)
{
    size_t pixels = (size_t)b->width * b->height;
    unsigned char *to = b->rows;

    for (size_t i = 0; i < pixels; i++) {
        *to++ = TIFFGetR(raster[i]);
        if (b->kind == BITMAP_GREY)
            continue;
        *to++ = TIFFGetG(raster[i]);
        *to++ = TIFFGetB(raster[i]);
    }
}

/* Everything else by way of libtiff's own raster, top left first: the picture
 * is turned as if it were stored that way, so it is set to that. */
static int read_other(TIFF *tiff, struct bitmap *b)
{
    size_t pixels = (size_t)b->width * b->height;
    uint32_t *raster = malloc(pixels * sizeof(*raster));
    int r = -ENOMEM;

    if (!raster)
        return r;
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    r = TIFFReadRGBAImageOriented(tiff, b->width, b->height, raster,
                                  ORIENTATION_TOPLEFT, 1)
            ? 0
            : -EBADMSG;
    if (r == 0)
        take_pixels(raster, b);
    free(raster);
    return r;
}

static uint32_t per_metre(TIFF *tiff, uint32_t which)
{
    uint16_t unit = tag(tiff, TIFFTAG_RESOLUTIONUNIT);
    float value = 0;
    double each;

    if (!TIFFGetField(tiff, which, &value) || !(value > 0 && value < 1e6F) ||
        unit == RESUNIT_NONE)
        return 0;
    each = (double)value * 100;
    return (uint32_t)(unit == RESUNIT_INCH ? each / CENTIMETRES_IN_INCH : each);
}

static int read_picture(TIFF *tiff, struct bitmap *b)
{
    bool bilevel = is_bilevel(tiff);
    uint16_t orientation = tag(tiff, TIFFTAG_ORIENTATION);
    uint32_t width = 0, height = 0;
    int r;

    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    r = bitmap_init(b,
                    bilevel         ? BITMAP_BILEVEL
                    : is_grey(tiff) ? BITMAP_GREY
                                    : BITMAP_RGB,
                    width, height);
    if (r < 0)
        return r;
    b->per_metre[0] = per_metre(tiff, TIFFTAG_XRESOLUTION);
    b->per_metre[1] = per_metre(tiff, TIFFTAG_YRESOLUTION);
    r = bilevel ? read_bilevel(tiff, b) : read_other(tiff, b);
    return r < 0 ? r : bitmap_turn(b, orientation);
}

int tiff_read(struct slice bytes, struct bitmap *ret_bitmap)
{
    struct tiff_source source = {.bytes = bytes};
    struct bitmap b = {0};
    TIFF *tiff = open_source(&source);
    int r = -EBADMSG;

    if (tiff) {
        r = read_picture(tiff, &b);
        TIFFClose(tiff);
    }
    if (r == 0 && source.failed)
        r = -EBADMSG;
    if (r < 0)
        bitmap_fini(&b);
    else
        *ret_bitmap = b;
    return r;
}
