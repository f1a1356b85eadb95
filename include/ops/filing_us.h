/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Applications of the United States: a series and a serial, a year, or both.
 * Private to ops/number.
 */
#ifndef OPSFS_OPS_FILING_US_H
#define OPSFS_OPS_FILING_US_H

#include "ops/filing.h"

/* 12/942680. */
bool filing_us_is_series(const struct number_parts *p);

/* As filing_read(). */
int filing_us_read(const struct number_parts *p, struct number *ret_number,
                   char ret_candidates[NUMBER_CANDIDATES]);

#endif
