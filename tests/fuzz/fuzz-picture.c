/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes that pass for a page or a drawing: a PNG comes of them, which is
 * shown as it is, or nothing and an error that is documented. What would take
 * a second is left out, but not what is too large.
 */
#include "doc/media.h"
#include "image/bitmap.h"
#include "image/picture.h"
#include "image/png.h"

#include "fuzz.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#define BODY_MAX 65536
#define PIXELS_MAX ((size_t)1 << 20)
#define MADE_MAX ((size_t)256 << 20)

static bool takes_long(struct slice image)
{
    size_t width = 0, height = 0;

    if (png_is_one(image))
        return false;
    media_tiff_sides(image, &width, &height);
    return width <= BITMAP_SIDE && height <= BITMAP_SIDE &&
           width * height > PIXELS_MAX;
}

static bool passes(struct slice image)
{
    return media_is_whole(image, FORM_PNG) || media_is_whole(image, FORM_TIFF);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice image = {(const char *)data, size};
    struct buf shown = BUF_INIT(MADE_MAX), again = BUF_INIT(MADE_MAX);
    int r;

    if (size > BODY_MAX || !passes(image) || takes_long(image))
        return 0;
    r = picture_render(image, &shown);
    expect(r == 0 || r == -EBADMSG || r == -EFBIG);
    if (r == 0) {
        expect(png_is_one((struct slice){shown.data, shown.len}));
        expect(picture_render((struct slice){shown.data, shown.len}, &again) ==
               0);
        expect(again.len == shown.len &&
               memcmp(again.data, shown.data, shown.len) == 0);
    }
    buf_fini(&shown);
    buf_fini(&again);
    return 0;
}
