/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which spellings are an application, not a publication. Private to
 * ops/number.
 */
#ifndef OPSFS_OPS_APPLICATIONS_H
#define OPSFS_OPS_APPLICATIONS_H

#include "ops/number.h"
#include "ops/spelling.h"

/* What both of these return. */
enum { IS_NOT_ONE = 0, IS_ONE = 1 };

/* International ones: PCT/EP2004/008531 and its variations. When it is not one,
 * a leading PCT is taken off `s`. -ENOENT. */
int application_pct(struct spelling *s, struct number *ret_number);

/* -ENOENT, or -EINVAL with `ret_candidates`. */
int application_read(const struct parts *p, struct number *ret_number,
                     char ret_candidates[NUMBER_CANDIDATES]);

/* The check digit of an EP or CN application; 0 where none can be computed. */
char application_check(const struct number *n);

#endif
