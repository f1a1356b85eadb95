/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of what changed (tree/plans): what the store remembers of a patent,
 * then the answers it is compared with (doc/changes). What comes out is given
 * to the places that keep, as the answer to the request for what is remembered.
 * Private to tree/.
 */
#ifndef OPSFS_TREE_CHANGES_PLAN_H
#define OPSFS_TREE_CHANGES_PLAN_H

#include "tree/assembly.h"

/* As struct plan_calls says. */
bool changes_has_next(const struct assembly *a);
int changes_next(struct assembly_part *p, struct request *ret_request);
int changes_learn(struct assembly_part *p, struct slice answer);
void changes_of_parts(struct assembly *a, struct buf *to);
void changes_made(struct assembly *a, struct blob *whole);

/* Gives it to the places that keep, as the answer to a request for what is
 * remembered. */
void changes_remember(struct assembly *a, const struct request *request,
                      struct blob *table);

/* For a list: what is known of one, and the rows of all, newest first; `weeks`:
 * another table, `at` NULL for none. */
int changes_learn_one(struct assembly_part *p, struct slice answer);
void changes_of_list(struct assembly *a, struct slice weeks, struct buf *to);

#endif
