/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The key of a list's tables: its number as a publication with its kind. A list
 * may write it without, or write an application; then the biblio of it says
 * which publication OPS takes it for, as in biblio.tsv. Private to tree/.
 */
#ifndef OPSFS_TREE_KEYS_H
#define OPSFS_TREE_KEYS_H

#include "tree/assembly.h"

/* As steps of a plan: there are open ones, the next to ask for, its answer. */
bool keys_are_open(const struct assembly *a);
int keys_next(struct assembly_part *p, struct request *ret_request);
int keys_learn(struct assembly_part *p, struct slice answer);

/* Adds the rows, with their keys, and finishes the buffer they are in. */
void keys_join(const struct assembly *a, struct buf *rows, unsigned column,
               struct buf *to);

#endif
