/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The number of a publication made canonical by the rules of its office.
 * Private to ops/number.
 */
#ifndef OPSFS_OPS_SETTLE_H
#define OPSFS_OPS_SETTLE_H

#include "ops/number.h"
#include "ops/serial.h"

/* The serial and the kind, in place. 0; -ENOENT: no number of this office looks
 * so; -EDOM: the office has no such kind; -EINVAL: `ret_candidates` says in one
 * line what is wrong. */
int settle_publication(struct number_parts *p,
                       char ret_candidates[NUMBER_CANDIDATES]);

#endif
