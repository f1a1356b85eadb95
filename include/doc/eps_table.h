/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of a publication (CALS: tgroup, row, entry) as lines of text whose
 * columns stand below each other. A cell is one line; a wide one pushes what
 * comes after it to the right, so that no table is much longer than its text.
 */
#ifndef OPSFS_DOC_EPS_TABLE_H
#define OPSFS_DOC_EPS_TABLE_H

#include "base/buf.h"

#include <libxml/tree.h>

/* Appends the lines of a `table`, each ended. `write` writes an element on one
 * line. */
void eps_table_write(const xmlNode *table,
                     void (*write)(const xmlNode *node, struct buf *to),
                     struct buf *to);

#endif
