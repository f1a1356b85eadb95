/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words around a number: US Patent No. 6,099,572; EP-A-0 528 631; Eur.
 * Pat. Appl. 528631; 2847136 C1 (RU). They are taken off, and what they say
 * is kept. Private to ops/number.
 */
#ifndef OPSFS_OPS_PHRASE_H
#define OPSFS_OPS_PHRASE_H

#include "ops/spelling.h"

/* 0; -ENOENT: there is a word that is not understood; -EINVAL: two offices are
 * named, the one in `s->said` and that which the text begins with. */
int phrase_take(struct spelling *s);

#endif
