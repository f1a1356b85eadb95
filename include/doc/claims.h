/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The claims of one language, one by one where that is safe, and never cut
 * wrongly. OPS sends a `claim` for each claim, or one `claim` with a
 * `claim-text` for each, or one `claim-text` with all of them; with numbers
 * (`1.`, `1)`, `1:`, `1 -`, `1`, `[Claim 1]`) or without.
 *
 * Claims are split at the strongest of four kinds of edges that leaves one
 * reading only: where a `claim` begins, where a `claim-text` begins, where a
 * line begins, after a full stop. The numbers at such edges must run 1, 2,
 * 3 … in one way only, to the end and without a gap; a list inside a claim that
 * could be taken for claims, or a number that was lost, make the whole one
 * piece: claim 1 is then all there is. `claim-text`s without any number are one
 * claim each when each of them reads as a sentence of its own.
 *
 * A text may hold several sets, each of which counts from 1: as they were
 * filed, and amended, or for some of the states. A heading parts them, or that
 * the whole text counts from 1 twice, with claims 1 that begin alike; and each
 * is split by itself.
 *
 * In `text` a line is a line of the original: of a `claim-text`, nested or not,
 * or split by a line end inside one. A claim keeps its number.
 */
#ifndef OPSFS_DOC_CLAIMS_H
#define OPSFS_DOC_CLAIMS_H

#include "doc/render.h"

#define CLAIM_SETS_MAX 9

struct claim_set {
    size_t begin;   /* in `text`; its heading */
    size_t *starts; /* of each claim, and the end */
    size_t count;
    bool amended; /* its heading says so */
};

struct claims {
    struct buf text;
    struct claim_set sets[CLAIM_SETS_MAX];
    size_t count; /* of sets; 0 only when there is no text */
};

/* `element` is a `claims`. 0, -ENOMEM. */
int claims_read(const xmlNode *element, struct claims *ret_claims);
void claims_fini(struct claims *c);

/* Without its line end; i < the set's count. */
struct slice claims_at(const struct claims *c, const struct claim_set *set,
                       size_t i);

/* What comes before the first one: `Claims`, or nothing. */
struct slice claims_before(const struct claims *c, const struct claim_set *set);

#endif
