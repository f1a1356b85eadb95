/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows and lines in an assembly that say what could not be had. In a table it
 * is a row with a key and a remark, in a text a comment. `selection`: that of
 * the rows around it (doc/table). Private to tree/.
 */
#ifndef OPSFS_TREE_REMARK_H
#define OPSFS_TREE_REMARK_H

#include "tree/assembly.h"

/* The table's header line; nothing where there is no table. */
void remark_header(const struct assembly *a, const char *selection,
                   struct buf *to);

void remark_row(const struct assembly *a, const char *selection,
                struct slice key, const char *text, struct buf *to);

/* A line of a list that is not a number, as tree/lists reports it; and each. */
void remark_bad_line(const struct assembly *a, const char *selection,
                     struct slice line, struct buf *to);
void remark_bad_lines(const struct assembly *a, struct buf *to);

#endif
