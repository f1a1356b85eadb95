/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * National and European applications, by the rules of their office. Private to
 * ops/number.
 */
#ifndef OPSFS_OPS_FILINGS_H
#define OPSFS_OPS_FILINGS_H

#include "ops/filing.h"

/* IS_ONE, IS_NOT_ONE, -ENOENT, or -EINVAL with `ret_candidates`. */
int filing_read(const struct number_parts *p, struct number *ret_number,
                char ret_candidates[NUMBER_CANDIDATES]);

#endif
