/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of what changed of a list (tree/plans): what changed of each of its
 * numbers (tree/changes_plan), then the weeks of the publication server
 * (tree/weeks_plan). Private to tree/.
 */
#ifndef OPSFS_TREE_CHANGES_LIST_PLAN_H
#define OPSFS_TREE_CHANGES_LIST_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
bool changes_list_has_next(const struct assembly *a);
int changes_list_next(struct assembly_part *p, struct request *ret_request);
int changes_list_learn(struct assembly_part *p, struct slice answer);
int changes_list_absent(struct assembly_part *p, const struct why *why);
bool changes_list_lacks(const struct assembly_part *p, int r);
void changes_list_join(struct assembly *a, struct buf *to);
void changes_list_made(struct assembly *a, struct blob *whole);

#endif
