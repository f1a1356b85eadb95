/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known of one request. Private to tree/.
 *
 * An entry has no answer, a fresh or a stale one, or a remembered failure; a
 * stale one stays while its successor is on the way, so that trouble at OPS
 * need not be the reader's. The memory it is of finds, counts and frees it
 * (tree/memory).
 */
#ifndef OPSFS_TREE_ENTRY_H
#define OPSFS_TREE_ENTRY_H

#include "tree/memory.h"
#include "tree/place.h"

/* How long a stale answer served in OPS's absence counts as fresh. */
#define OLDER_MS 60000

/* Its answer or failure came before any reader wanted it. */
void entry_came_ahead(struct entry *e);

/* `biblio,full-cycle`: the last step of its path, without a query. */
struct slice entry_constituents(const struct entry *e);

/* Its answer as others see it; borrowed. */
void entry_answer(const struct entry *e, struct answer *ret_answer);

/* A new answer, as old as it says; takes over the reference of its body.
 * `until`: fresh until then at most, monotonic ms. */
void entry_fill(struct entry *e, const struct outcome *outcome, int64_t until);

/* A failure. A stale answer, unless OPS said that it is gone, stays and counts
 * as fresh as long as that is remembered. */
void entry_fail(struct entry *e, const struct outcome *outcome);

void entry_expire(struct entry *e);
/* The same with all that is made of the answer to a request, and with it. */
void entry_expire_all(struct memory *m, const struct request *request);
void entry_anew(struct entry *e); /* the next reader has it asked for */
/* … at the same time as the whole that it is a part of. */
void entry_anew_with(struct entry *part, const struct entry *whole);
/* Its answer cannot be true: good for a moment, or until then, then anew. */
void entry_doubt(struct entry *e, int64_t until);
/* Did its answer come after the whole was to be made anew? */
bool entry_came_since(const struct entry *e, const struct entry *whole);
void entry_show_older(struct entry *e); /* stale counts as fresh a while */
void entry_hide_older(struct entry *e);
/* Would that be fresh, or still remembered? */
bool entry_would_last(const struct entry *e, const struct outcome *outcome);

/* What was made; takes over its references. Why it was not, until then, 0:
 * briefly. */
void entry_made(struct entry *e, const struct answer *made);
void entry_refuse(struct entry *e, const struct why *why, int64_t until);

bool entry_is_fresh(const struct entry *e);
bool entry_is_failed(const struct entry *e);

#endif
