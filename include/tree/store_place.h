/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store as a place (tree/place.h): what was kept on the disk, by this mount
 * or another one. What it kept was judged once, and is judged again by the same
 * table, so that an absence has its errno and its advice.
 */
#ifndef OPSFS_TREE_STORE_PLACE_H
#define OPSFS_TREE_STORE_PLACE_H

#include "store/store.h"
#include "tree/place.h"

/* `whole`: answers that were taken out of larger ones, without their frame, are
 * not wanted. NULL: no memory. */
struct answer_place *store_place_new(struct store *store, bool whole);
void store_place_free(struct answer_place *p); /* forgets all questions */

/* What an answer is kept under; borrows the path. */
struct store_key store_place_key(const struct answer_key *key);

#endif
