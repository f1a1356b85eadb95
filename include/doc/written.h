/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as title pages and attorneys write them: `EP 2 814 089 B1`,
 * `US 2013/0123456 A1`, `PCT/EP2013/053001`. For people; keys and names of
 * directories are the canonical ones. ops/number reads them back.
 */
#ifndef OPSFS_DOC_WRITTEN_H
#define OPSFS_DOC_WRITTEN_H

#include "base/buf.h"
#include "ops/number.h"

/* Of a publication; of an office whose way is not known, its parts with blanks
 * between. */
void written_publication(const struct number *n, struct buf *to);

/* Whether others write it with a zero after the year: US applications have
 * seven digits there, of which docdb has six. */
bool written_lacks_digit(const struct number *n);

/* Of an application; nothing where the office's way is not known. */
void written_application(const struct number *n, struct buf *to);

#endif
