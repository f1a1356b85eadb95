/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Typed and pasted text in ASCII: typeset blanks, hyphens and slashes, digits
 * and letters of full width, and the words that stand around patent numbers in
 * other scripts. Private to ops/number.
 */
#ifndef OPSFS_OPS_PLAIN_H
#define OPSFS_OPS_PLAIN_H

#include "base/str.h"

/* Longest spelling with its words, or link, that is read. */
#define PLAIN_MAX 1000

/* Printable ASCII and a NUL. 0; -ENOENT: it is too long, not UTF-8, or has a
 * character that no number has. */
int plain_read(struct slice typed, char ret_text[PLAIN_MAX + 1]);

#endif
