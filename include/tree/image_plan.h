/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of a page or a drawing (tree/plans): the images inquiry, then the
 * page that it says there is, each asked for once. The clip of the first page
 * may be missing, though the inquiry has it: then it is the first page. A page
 * of a document that is there whole is cut out of it. Private to tree/.
 */
#ifndef OPSFS_TREE_IMAGE_PLAN_H
#define OPSFS_TREE_IMAGE_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
bool image_has_next(const struct assembly *a);
int image_next(struct assembly_part *p, struct request *ret_request);
int image_learn(struct assembly_part *p, struct slice answer);
int image_absent(struct assembly_part *p, const struct why *why);
int image_unreadable(struct assembly_part *p, int r);

#endif
