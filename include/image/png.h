/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pictures as PNG, written with libpng: one bit a pixel stays that. The same
 * picture gives the same bytes; there is no date in them.
 */
#ifndef OPSFS_IMAGE_PNG_H
#define OPSFS_IMAGE_PNG_H

#include "base/buf.h"
#include "image/bitmap.h"

/* 0, -ENOMEM, or the buffer's error. */
int png_add(const struct bitmap *b, struct buf *to);

#endif
