/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of a list (tree/plans): one answer for each of its numbers, after
 * the keys of the table. Private to tree/.
 */
#ifndef OPSFS_TREE_LIST_PLAN_H
#define OPSFS_TREE_LIST_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
int list_start(struct assembly *a, size_t pages);
bool list_has_next(const struct assembly *a);
int list_next(struct assembly_part *p, struct request *ret_request);
int list_learn(struct assembly_part *p, struct slice answer);
int list_absent(struct assembly_part *p, const struct why *why);
int list_unreadable(struct assembly_part *p, int r);
void list_join(struct assembly *a, struct buf *to);

#endif
