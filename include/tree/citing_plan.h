/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of who cites the numbers of a list (tree/plans): a search for many
 * of them at a time, after the keys of the table. Private to tree/.
 */
#ifndef OPSFS_TREE_CITING_PLAN_H
#define OPSFS_TREE_CITING_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
int citing_start(struct assembly *a, size_t pages);
bool citing_has_next(const struct assembly *a);
int citing_next(struct assembly_part *p, struct request *ret_request);
int citing_learn(struct assembly_part *p, struct slice answer);
int citing_absent(struct assembly_part *p, const struct why *why);
void citing_join(struct assembly *a, struct buf *to);

#endif
