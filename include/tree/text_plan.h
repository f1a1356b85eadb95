/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan for a text of a publication: OPS's answer; where OPS has none, or
 * its quota is used up, what the publication server has. Where neither has it,
 * the reason is OPS's. Private to tree/.
 */
#ifndef OPSFS_TREE_TEXT_PLAN_H
#define OPSFS_TREE_TEXT_PLAN_H

#include "tree/assembly.h"

/* As plan_calls. */
bool text_has_next(const struct assembly *a);
int text_next(struct assembly_part *p, struct request *ret_request);
bool text_lacks(const struct assembly_part *p, int r);
int text_absent(struct assembly_part *p, const struct why *why);
int text_unreadable(struct assembly_part *p, int r);

#endif
