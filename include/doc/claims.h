/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The claims of one language, one by one where that is safe, and never cut
 * wrongly. OPS sends a `claim` for each claim, or one `claim` with a
 * `claim-text` for each, or one `claim-text` with all of them; with numbers
 * (`1.`, `1)`, `1:`, `1 -`, `1`) or without.
 *
 * Claims are split at the strongest of three kinds of places that leaves one
 * reading only: where a `claim` begins, where a `claim-text` begins, where a
 * line begins. The numbers at such places must run 1, 2, 3 … in one way only,
 * to the end and without a gap; a list inside a claim that could be taken for
 * claims, a number that was lost, or text without numbers in one `claim` make
 * the whole one piece: claim 1 is then all there is.
 *
 * In `text` a line is a line of the original: of a `claim-text`, nested or not,
 * or split by a line end inside one. A claim keeps its number.
 */
#ifndef OPSFS_DOC_CLAIMS_H
#define OPSFS_DOC_CLAIMS_H

#include "doc/render.h"

struct claims {
    struct buf text;
    size_t *starts; /* of each claim in `text` */
    size_t count;   /* 0 only when there is no text */
};

/* `element` is a `claims`. 0, -ENOMEM. */
int claims_read(const xmlNode *element, struct claims *ret_claims);
void claims_fini(struct claims *c);

/* Without its line end; i < count. */
struct slice claims_at(const struct claims *c, size_t i);

/* What comes before the first one: `Claims`, or nothing. */
struct slice claims_before(const struct claims *c);

#endif
