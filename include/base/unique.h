/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines without duplicates.
 */
#ifndef OPSFS_BASE_UNIQUE_H
#define OPSFS_BASE_UNIQUE_H

#include "base/buf.h"
#include "base/str.h"

/* Adds each line of `text` where it first occurs, with a line end. 0, -ENOMEM,
 * or the buffer's error. */
int unique_lines(struct slice text, struct buf *to);

#endif
