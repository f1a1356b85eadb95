/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes that pass for a page or a drawing: a PNG comes of them, a whole
 * one, or nothing and an error that is documented. What would take a second is
 * left out, but not what is too large.
 */
#include "doc/media.h"
#include "image/bitmap.h"
#include "image/picture.h"

#include "fuzz.h"

#include <errno.h>
#include <stdint.h>

#define BODY_MAX 65536
#define PIXELS_MAX ((size_t)1 << 20)
#define MADE_MAX ((size_t)256 << 20)

static bool takes_long(struct slice image)
{
    size_t width = 0, height = 0;

    media_tiff_sides(image, &width, &height);
    return width <= BITMAP_SIDE && height <= BITMAP_SIDE &&
           width * height > PIXELS_MAX;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice image = {(const char *)data, size};
    struct buf shown = BUF_INIT(MADE_MAX);
    int r;

    if (size > BODY_MAX || !media_is_whole(image, FORM_TIFF) ||
        takes_long(image))
        return 0;
    r = picture_render(image, &shown);
    expect(r == 0 || r == -EBADMSG || r == -EFBIG);
    expect(r < 0 || media_is_whole(buf_slice(&shown), FORM_PNG));
    buf_fini(&shown);
    return 0;
}
