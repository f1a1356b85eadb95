/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many hits a search has, as its first page says (OPS guide 3.1.4, 3.3.3).
 * OPS counts to 10,000 and stops.
 */
#ifndef OPSFS_DOC_HIT_COUNT_H
#define OPSFS_DOC_HIT_COUNT_H

#include "doc/render.h"

/* 0; -EBADMSG when the page does not say. */
int hit_count(struct slice page, int64_t *ret_total);

/* The facet: the number alone in the first line, for scripts, and what OPS
 * serves of them; 0 without an answer. Searches of the register have one,
 * too. */
int hit_count_render(const struct rendering *r);

#endif
