/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The maker that asks the row of places (tree/place.h), one after the other,
 * until one has an answer that is still fresh. An older one is kept for when
 * the places after it have none. Private to tree/.
 */
#ifndef OPSFS_TREE_FETCH_H
#define OPSFS_TREE_FETCH_H

#include "tree/maker.h"
#include "tree/place.h"

/* The row is in order, without memory; it and its places are borrowed, and must
 * have forgotten all questions before the cache is freed. What arrives is kept
 * in the places before the one that it is from. NULL: no memory. */
struct maker *fetch_new(struct answer_place *const *row, size_t count);

/* What a place says to a question, which is gone then; a body's reference is
 * taken over. NULL: it has nothing. */
void fetch_answered(struct question *q, const struct outcome *outcome);

#endif
