/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages and drawings: do the bytes begin as their format does, and end as it
 * does, where it has an end? They are not decoded.
 */
#ifndef OPSFS_DOC_MEDIA_H
#define OPSFS_DOC_MEDIA_H

#include "base/str.h"
#include "ops/catalog.h"

/* False for a form that is text. A GIF may be a PNG or a JPEG: the figures of
 * the classification are what they are, whatever their name says. */
bool media_is_whole(struct slice body, enum form form);

/* Pixels across and down that the first picture of a whole TIFF says it has; 0
 * where it does not say. */
void media_tiff_sides(struct slice tiff, size_t *ret_width, size_t *ret_height);

#endif
