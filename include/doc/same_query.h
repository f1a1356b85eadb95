/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a query that OPS repeats in its answer the one that was sent? OPS adds
 * blanks and drops quotation marks, so words are compared, by their ASCII
 * letters and digits. Of other signs it is not known what OPS does with each:
 * brackets, wildcards, `<` and `>`, and letters beyond ASCII count where both
 * queries have the same number of them. Pure.
 */
#ifndef OPSFS_DOC_SAME_QUERY_H
#define OPSFS_DOC_SAME_QUERY_H

#include "base/str.h"

bool same_query(struct slice sent, struct slice repeated);

/* Letters and digits alone, in any case, word by word. */
bool same_words(struct slice a, struct slice b);

/* The next run of letters and digits; "" at the end. */
struct slice query_word(struct slice *text);

#endif
