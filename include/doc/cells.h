/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of a table that was written before (doc/table), read again.
 */
#ifndef OPSFS_DOC_CELLS_H
#define OPSFS_DOC_CELLS_H

#include "base/str.h"

#define CELLS_NONE (~0u)

/* The place of a column, from 0; CELLS_NONE where there is none of that
 * title. */
unsigned cells_column(struct slice header, const char *title);

/* The cell of a row in that column; where it has none, "" at its end. */
struct slice cells_at(struct slice row, unsigned column);

#endif
