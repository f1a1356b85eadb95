/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * National and European applications, by the rules of their office. Private to
 * ops/number.
 */
#ifndef OPSFS_OPS_FILINGS_H
#define OPSFS_OPS_FILINGS_H

#include "ops/number.h"
#include "ops/serial.h"

/* From this year on docdb has four digits of the year in British ones. */
#define FILING_GB_LONG_YEAR 2010

/* What those that read applications return, or a negative errno. */
enum { IS_NOT_ONE = 0, IS_ONE = 1 };

void filing_become(struct number *n, const char *country, const char *serial);

/* None, or A. */
bool filing_kind_fits(const struct parts *p);

/* A kind that an application has in docdb, and no publication has: P of
 * a provisional one, T of one for a translation. */
bool filing_keeps_kind(const char *country, const char *kind);

/* IS_ONE, IS_NOT_ONE, -ENOENT, or -EINVAL with `ret_candidates`. */
int filing_read(const struct parts *p, struct number *ret_number,
                char ret_candidates[NUMBER_CANDIDATES]);

#endif
