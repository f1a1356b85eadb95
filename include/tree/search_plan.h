/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of a search (tree/plans): all its pages (tree/search_pages), as one
 * table or one list of names. Private to tree/.
 */
#ifndef OPSFS_TREE_SEARCH_PLAN_H
#define OPSFS_TREE_SEARCH_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
int search_start(struct assembly *a, size_t pages);
bool search_has_next(const struct assembly *a);
int search_next(struct assembly_part *p, struct request *ret_request);
int search_learn(struct assembly_part *p, struct slice answer);
int search_absent(struct assembly_part *p, const struct why *why);
bool search_unkept(const struct assembly_part *p);
void search_join(struct assembly *a, struct buf *to);

/* The hits of all pages, in order; and a remark on those that OPS did not
 * give. */
void search_add_hits(struct assembly *a, struct buf *to);
void search_add_rest(const struct assembly *a, const char *selection,
                     struct buf *to);

#endif
