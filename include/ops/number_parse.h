/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A number as users type it: alone (ops/number), or in a text with more in it,
 * a claim, a paragraph, a name, or another number.
 */
#ifndef OPSFS_OPS_NUMBER_PARSE_H
#define OPSFS_OPS_NUMBER_PARSE_H

#include "ops/number.h"

/* As number_parse_whole(). 0 for one number and where in it, or what became of
 * it; -EINVAL for several, too: `ret_candidates` names them. */
int number_parse(struct slice spelling, struct number *ret_number,
                 char ret_candidates[NUMBER_CANDIDATES]);

#endif
