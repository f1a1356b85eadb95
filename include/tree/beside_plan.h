/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of what other answers add to a file of a patent (tree/plans): its
 * own answer, then others that are cached, which are never asked for. Also what
 * they say of an entry of a list. Private to tree/.
 */
#ifndef OPSFS_TREE_BESIDE_PLAN_H
#define OPSFS_TREE_BESIDE_PLAN_H

#include "ops/number.h"
#include "tree/assembly.h"

/* As struct plan_calls says. */
bool beside_has_next(const struct assembly *a);
int beside_next(struct assembly_part *p, struct request *ret_request);
int beside_absent(struct assembly_part *p, const struct why *why);
int beside_unreadable(struct assembly_part *p, int r);
void beside_join(struct assembly *a, struct buf *to);

/* The European publication of an international one, where a cached answer
 * says it. */
bool beside_european_of(const struct assembly *a, struct slice international,
                        char ret_name[NUMBER_NAME]);

#endif
