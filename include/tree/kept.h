/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which names of a directory the store knows: those of the numbers, queries and
 * offices that something is kept of.
 */
#ifndef OPSFS_TREE_KEPT_H
#define OPSFS_TREE_KEPT_H

#include "store/store.h"
#include "tree/node.h"

/* What to ask of the store for a directory; false: its names are not of the
 * kind that only use adds. */
bool kept_filter(const struct node *dir, struct store_filter *ret_filter);

/* What the paths of requests in a directory of the mirror begin with, as the
 * kept ones are spelled: `register/publication/epodoc/`. */
void kept_stem(const struct node *dir, struct buf *ret_stem);

#endif
