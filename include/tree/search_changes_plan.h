/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of which hits of a search are new (tree/plans): what the store
 * remembers of it, then its pages from the newest on, as long as the last hit
 * of a page is not known. The first reading is of one page, and marks the
 * beginning. OPS gives what it loaded last first. Private to tree/.
 */
#ifndef OPSFS_TREE_SEARCH_CHANGES_PLAN_H
#define OPSFS_TREE_SEARCH_CHANGES_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
int search_changes_start(struct assembly *a, size_t pages);
bool search_changes_has_next(const struct assembly *a);
int search_changes_next(struct assembly_part *p, struct request *ret_request);
int search_changes_learn(struct assembly_part *p, struct slice answer);
int search_changes_absent(struct assembly_part *p, const struct why *why);
void search_changes_join(struct assembly *a, struct buf *to);
void search_changes_made(struct assembly *a, struct blob *whole);

#endif
