/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages of OPS as TIFF (OPS guide 3.1.3), read with libtiff: CCITT G4 as a
 * rule, and whatever else it decodes. Only the first picture of a file counts.
 */
#ifndef OPSFS_IMAGE_TIFF_H
#define OPSFS_IMAGE_TIFF_H

#include "base/str.h"
#include "image/bitmap.h"

/* Black and white stays that. 0, and the picture upright; -EBADMSG when it
 * cannot be decoded whole; -EFBIG when it is larger than a bitmap may be;
 * -ENOMEM. */
int tiff_read(struct slice tiff, struct bitmap *ret_bitmap);

#endif
