/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What plans (tree/plans) do alike with the parts of what they assemble.
 * Private to tree/.
 */
#ifndef OPSFS_TREE_PART_H
#define OPSFS_TREE_PART_H

#include "tree/assembly.h"

/* Asks for the answer that the whole itself is named after: the first step of
 * most plans. 0. */
int part_ask_own(struct assembly_part *p, struct request *ret_request);

/* Its number, from 0, without those that were missed. */
size_t part_index(const struct assembly_part *p);

/* Keeps its bytes and origin, for what is made of all parts. */
void part_take(struct assembly_part *p, const struct answer *answer);

/* What a part has; `at` NULL for one that was not answered. */
struct slice part_text(const struct assembly_part *p);

/* OPS lacks this part: the whole is made without it. 0. */
int part_passed_over(struct assembly_part *p, const struct why *why);

/* As if it had not been answered, or could not be read. 0. */
int part_drop(struct assembly_part *p, int r);

/* Whether there is no program for pages and pictures: the whole is refused for
 * that. */
bool part_lacks_program(struct assembly_part *p, int r);

/* The last part is the whole. Nothing is copied: it may be long. */
void part_join_last(struct assembly *a, struct buf *to);

#endif
