/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of what the register and legal events say of unitary effect and of
 * the Unified Patent Court (tree/plans): the file's own request first. Private
 * to tree/.
 */
#ifndef OPSFS_TREE_UPC_PLAN_H
#define OPSFS_TREE_UPC_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
bool upc_has_next(const struct assembly *a);
int upc_next(struct assembly_part *p, struct request *ret_request);
void upc_join(struct assembly *a, struct buf *to);

#endif
