/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of how many hits a search has (tree/plans): its first page where
 * that is cached, else its first hit, which is enough; and where that cannot be
 * had in time, the first page again, if it is kept. Private to tree/.
 */
#ifndef OPSFS_TREE_COUNT_PLAN_H
#define OPSFS_TREE_COUNT_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
bool count_has_next(const struct assembly *a);
int count_next(struct assembly_part *p, struct request *ret_request);
int count_absent(struct assembly_part *p, const struct why *why);
bool count_unkept(const struct assembly_part *p);
bool count_lacks(const struct assembly_part *p, int r);
void count_failed(struct assembly_part *p, int r, const struct why *why);

#endif
