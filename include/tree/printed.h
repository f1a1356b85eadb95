/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The publications that a table shows, in its order: whoever prints a table may
 * go on to read them one by one. Its header line says which columns they are.
 */
#ifndef OPSFS_TREE_PRINTED_H
#define OPSFS_TREE_PRINTED_H

#include "base/buf.h"
#include "base/str.h"

/* A longer table is printed, but not followed. */
#define PRINTED_BYTES ((size_t)16 << 20)

/* Columns of numbers: a list's tables show its own, and others beside them. */
#define PRINTED_WAYS 4

/* Adds each number with a NUL after it, the same one once in a row. Cells are
 * not checked: a name that is no number leads nowhere. Returns how many: 0 as
 * well when the table has no such column, or more than `most` of them. */
size_t printed_numbers(struct slice table, unsigned way, size_t most,
                       struct buf *to);

#endif
