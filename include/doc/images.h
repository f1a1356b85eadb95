/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The images inquiry (OPS guide 3.1.3): how many pages a link has.
 */
#ifndef OPSFS_DOC_IMAGES_H
#define OPSFS_DOC_IMAGES_H

#include "base/str.h"

#include <stdint.h>

#define IMAGES_PAGES 9999 /* an absurd number of pages is refused */

/* Number of pages of the instance whose link ends in `link`, for example
 * `EP/1000000/A1/fullimage`; the older form of the link, without the path
 * before it, counts too. -ENOENT when the inquiry has no such link, -EBADMSG
 * when it does not parse or has an absurd number. */
int images_pages(struct slice inquiry, struct slice link, int64_t *ret_pages);

#endif
