/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an answer holds for others: the records of a page of hits, of a family,
 * of a full cycle; the main groups of a subclass of the CPC. Each fills the
 * entry that a request of its own would have filled, unless that one is fresh
 * or on its way from OPS. No request is made for a fill. Private to tree/.
 *
 * A fill is as good as an answer of its own, as old, and fresh for as long.
 * Until somebody uses it, it is unused: all that are have a quarter of the
 * budget at most, and the oldest go first.
 *
 * A large answer is read over some turns, and whoever waits for it is woken
 * after the last one, so that no reader of a hit comes before the hit.
 */
#ifndef OPSFS_TREE_FILL_H
#define OPSFS_TREE_FILL_H

#include "tree/maker.h"

/* NULL: no memory. */
struct listener *fill_new(void);

#endif
