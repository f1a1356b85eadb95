/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which spellings are an application, not a publication. Private to
 * ops/number.
 */
#ifndef OPSFS_OPS_APPLICATIONS_H
#define OPSFS_OPS_APPLICATIONS_H

#include "ops/filings.h"
#include "ops/number.h"
#include "ops/spelling.h"

/* International ones: PCT/EP2004/008531 and its variations. When it is not
 * one, a PCT in front of something else is taken off `s`. -ENOENT. */
int application_pct(struct spelling *s, struct number *ret_number,
                    char ret_candidates[NUMBER_CANDIDATES]);

/* IS_ONE, IS_NOT_ONE, -ENOENT, or -EINVAL with `ret_candidates`. */
int application_read(const struct number_parts *p, struct number *ret_number,
                     char ret_candidates[NUMBER_CANDIDATES]);

#endif
