/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the European Publication Server published of a list since it was read
 * the last time: part of the plan of what changed of a list (tree/plans). The
 * first part of that is what is remembered, the last ones are the weeks since
 * then, one request each for all numbers; the first reading has the latest week
 * alone. A week's list is asked for from the day after its Wednesday on.
 *
 * A list without a number of EP asks for none, and where that server cannot be
 * asked, the rest of the table is as it is without it. Private to tree/.
 */
#ifndef OPSFS_TREE_WEEKS_PLAN_H
#define OPSFS_TREE_WEEKS_PLAN_H

#include "tree/assembly.h"

/* Whether a part is what is remembered, or a week. */
bool weeks_has(const struct assembly_part *p);

/* The first part; -ENODATA: nothing is asked. */
int weeks_begin(struct assembly_part *p, struct request *ret_request);

/* Once the numbers are asked for: is there another week? */
bool weeks_has_next(const struct assembly *a);
int weeks_next(struct assembly_part *p, struct request *ret_request);

int weeks_learn(struct assembly_part *p, struct slice answer);
int weeks_absent(struct assembly_part *p, const struct why *why);

/* The rows as a table, `at` NULL for none; the text is the first part's. */
struct slice weeks_join(struct assembly *a);
/* What is to be remembered, as the answer to that request; NULL: as it was. The
 * caller's. */
struct blob *weeks_made(struct assembly *a, struct request *ret_request);

#endif
