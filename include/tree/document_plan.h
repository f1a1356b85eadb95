/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of a whole document (tree/plans). Of EP, the publication server is
 * asked first, which has it in one piece. Where that has none: the images
 * inquiry, then all pages that it says there are, some at a time, each asked
 * for once; when the last one is there, the worker puts them together
 * (tree/binding). A page that OPS does not have, or that is no page, fails the
 * whole by its number. Private to tree/.
 */
#ifndef OPSFS_TREE_DOCUMENT_PLAN_H
#define OPSFS_TREE_DOCUMENT_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
bool document_has_next(const struct assembly *a);
int document_next(struct assembly_part *p, struct request *ret_request);
int document_learn(struct assembly_part *p, struct slice answer);
void document_failed(struct assembly_part *p, int r, const struct why *why);
int document_unreadable(struct assembly_part *p, int r);
void document_progress(const struct assembly *a, struct buf *to);

#endif
