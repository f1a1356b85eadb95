/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a claim names another one: a claim that does not is independent. It
 * is computed from the word for a claim, in the languages whose word is known.
 */
#ifndef OPSFS_DOC_INDEPENDENT_H
#define OPSFS_DOC_INDEPENDENT_H

#include "doc/claims.h"

/* Whether the word is known of a language: `EN`, `en`. */
bool independent_knows(struct slice lang);
/* Of a claim with its number in front, in a language that is known. */
bool independent_names_another(struct slice claim, struct slice lang);

/* `, independent: 1, 9`; nothing for a text that was not split, or in another
 * language. `lang` as OPS writes it, `EN`. */
void independent_add(const struct claims *c, const struct claim_set *set,
                     struct slice lang, struct buf *to);

#endif
