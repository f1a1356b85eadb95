/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text with more in it than a number: a claim, a paragraph, a name, or
 * another number. Private to ops/number.
 */
#ifndef OPSFS_OPS_SEVERAL_H
#define OPSFS_OPS_SEVERAL_H

#include "ops/number.h"

/* How one number is read, and named. */
struct several_calls {
    int (*parse)(struct slice spelling, struct number *ret_number,
                 char ret_candidates[NUMBER_CANDIDATES]);
    void (*name)(const struct number *n, char ret_name[NUMBER_NAME]);
};

/* What could not be read as a whole. 0: one number, and where in it, or what
 * became of it; -EINVAL: `ret_candidates` names what it has; -ENOENT. */
int several_read(struct slice typed, const struct several_calls *calls,
                 struct number *ret_number,
                 char ret_candidates[NUMBER_CANDIDATES]);

#endif
