/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Titles of the CPC symbols that a biblio.txt names, as its last lines,
 * `CPC title (H04W 84/20): …`: of answers that are cached, none is asked for.
 * Parts of tree/beside_plan; private to tree/.
 */
#ifndef OPSFS_TREE_SYMBOL_TITLES_H
#define OPSFS_TREE_SYMBOL_TITLES_H

#include "tree/assembly.h"

/* Of the symbols in the text of the first part that were not looked at yet. */
bool symbol_titles_has_next(const struct assembly *a);
int symbol_titles_next(struct assembly_part *p, struct request *ret_request);

/* Its line, unless that is there. */
void symbol_titles_add(const struct assembly_part *p, struct buf *to);

#endif
