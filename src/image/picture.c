/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/picture.h"

#include "image/png.h"
#include "image/tiff.h"

int picture_render(struct slice image, struct buf *to)
{
    struct bitmap bitmap;
    int r = tiff_read(image, &bitmap);

    if (r < 0)
        return r;
    r = png_add(&bitmap, to);
    bitmap_fini(&bitmap);
    return r;
}
