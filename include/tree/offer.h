/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What tree/content does for an entry on behalf of those who have an answer for
 * it: tree/derive and tree/fill. Private to tree/.
 */
#ifndef OPSFS_TREE_OFFER_H
#define OPSFS_TREE_OFFER_H

#include "tree/entry.h"

/* Does it need an answer, and is its own request not on the wire? */
bool content_takes(const struct entry *e);

/* An answer that came by another way, for an entry that takes it: a request
 * that waits is dropped, and readers are woken. It is fresh until then, at most.
 * Takes over the reference. */
void content_give(struct entry *e, struct blob *body, int64_t until);

/* Asks, unless it is under way. 0 or -ENOMEM. */
int content_fetch(struct entry *e, const struct request *r);

/* Wakes all waiters, with the answer for r = 0. */
void content_wake(struct entry *e, int r);

#endif
