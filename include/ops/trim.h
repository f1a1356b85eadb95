/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands around a number on a title page, in a reference and in a cell of
 * a spreadsheet, and is no part of it: quotes and brackets about all, a comma
 * at the end, the codes of WIPO ST.9 (`(11)`), a date with the name of its
 * month. Private to ops/number.
 */
#ifndef OPSFS_OPS_TRIM_H
#define OPSFS_OPS_TRIM_H

#include "ops/plain.h"

/* In place; of a date the year is left in brackets. */
void trim_take(char text[PLAIN_MAX + 1]);

#endif
