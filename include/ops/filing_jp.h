/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Applications of Japan: the year of an era and a serial, a year and a serial,
 * or docdb's serial and the last digits of a year. Private to ops/number.
 */
#ifndef OPSFS_OPS_FILING_JP_H
#define OPSFS_OPS_FILING_JP_H

#include "ops/filing.h"

/* As filing_read(). */
int filing_jp(const struct number_parts *p, struct number *ret_number,
              char ret_candidates[NUMBER_CANDIDATES]);

#endif
