/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The spellings OPS accepts for one thing: patent numbers in its three formats
 * (OPS guide 4), classification symbols, CQL, ranges, pages.
 *
 * A spelling is checked strictly and turned into the text that is sent: what
 * cannot be one costs no request. Only the case of its letters is normalised;
 * numbers as people write them are the business of ops/number.
 */
#ifndef OPSFS_OPS_REFERENCE_H
#define OPSFS_OPS_REFERENCE_H

#include "base/str.h"
#include "ops/names.h"

/* The longest spelling that is accepted, in bytes: the kernel's own bound. */
#define REFERENCE_MAX 1024

/* 0, the text in `ret_text` (NUL-terminated) and its length in `ret_len`; or
 * -ENOENT. `shape` is an open one. */
int reference_read(enum shape shape, struct slice name,
                   char ret_text[REFERENCE_MAX + 1], size_t *ret_len);

#endif
