/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page or a drawing of OPS as people look at it: a PNG, upright. Takes tens
 * of milliseconds for a page, so it is work for base/worker.
 */
#ifndef OPSFS_IMAGE_PICTURE_H
#define OPSFS_IMAGE_PICTURE_H

#include "base/buf.h"
#include "base/str.h"

/* Of a TIFF. 0; -EBADMSG when it cannot be decoded, -EFBIG when it is too
 * large, -ENOMEM. */
int picture_render(struct slice image, struct buf *to);

#endif
