/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all that read applications need: the parts of a number, and the number
 * that is made of them. Private to ops/number.
 */
#ifndef OPSFS_OPS_FILING_H
#define OPSFS_OPS_FILING_H

#include "ops/number.h"
#include "ops/serial.h"

/* From this year on docdb has four digits of the year in British ones. */
#define FILING_GB_LONG_YEAR 2010

/* CC, the year and seven digits: how epodoc has applications. */
#define FILING_EPODOC_DIGITS 11

/* What those that read applications return, or a negative errno. */
enum { IS_NOT_ONE = 0, IS_ONE = 1 };

/* The application with that serial, as printf(3) has it. IS_ONE. */
int filing_become(struct number *n, const char *country, const char *serial,
                  ...) __attribute__((format(printf, 3, 4)));

/* None, or A. */
bool filing_kind_fits(const struct number_parts *p);

/* A kind that an application keeps: P of a provisional one, T of one for
 * a translation, U of a utility model. */
bool filing_keeps_kind(const char *country, const char *kind);

/* OPS's own parts, or written like them. */
bool filing_is_docdb(const struct number_parts *p);

bool filing_is_epodoc(const struct number_parts *p);

#endif
