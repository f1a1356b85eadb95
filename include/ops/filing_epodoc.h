/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Offices of which only the width differs between epodoc's number of an
 * application and docdb's. Private to ops/number.
 *
 * All return IS_ONE, IS_NOT_ONE, -ENOENT, or -EINVAL with `candidates`.
 */
#ifndef OPSFS_OPS_FILING_EPODOC_H
#define OPSFS_OPS_FILING_EPODOC_H

#include "ops/filing.h"

/* Without the zero after the year; before 2000 its two digits follow. */
int filing_without_zero(const struct number_parts *p, struct number *n,
                        const char *office, int year);

/* The last `year` digits of the year, and `width` of the serial. */
int filing_by_year(const struct number_parts *p, struct number *n, size_t year,
                   size_t width);

int filing_au(const struct number_parts *p, struct number *n, char *candidates);
int filing_ca(const struct number_parts *p, struct number *n, char *candidates);
int filing_es(const struct number_parts *p, struct number *n, char *candidates);
int filing_mx(const struct number_parts *p, struct number *n, char *candidates);
int filing_nl(const struct number_parts *p, struct number *n, char *candidates);
int filing_tw(const struct number_parts *p, struct number *n, char *candidates);

#endif
