/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is to be written, and the transactions it goes in. Private to store/.
 *
 * One batch is under way at a time; what is added meanwhile goes with the next
 * one. While there is more in the file than may be, batches only sweep.
 *
 * An answer is written at once, and those that follow it wait for each other, a
 * twentieth of a second at most: there may be hundreds a second, and a
 * transaction for each would disturb whoever reads. That a record was used, and
 * the path of a handle, waits a second for others: a walk makes one of each a
 * file.
 */
#ifndef OPSFS_STORE_CHANGE_H
#define OPSFS_STORE_CHANGE_H

#include "base/str.h"
#include "store/side.h"

/* What a record is kept under, as one text (store/rows.h). 0, -EFBIG or
 * -ENOMEM. */
int change_key(const struct store_key *key, struct buf *ret_key);
/* What the keys of all of OPS's paths with that stem begin with; as above. */
int change_stem(struct slice stem, struct buf *ret_stem);

int64_t change_hours(const struct store *s); /* since 1970 */

/* The key is moved out of `key`. */
void change_keep(struct store *s, struct buf *key, const struct record *record);
void change_use(struct store *s, struct buf *key);
void change_drop(struct store *s, struct buf *key);
void change_drop_all(struct store *s, struct buf *stem);
/* It is to go, whatever the file still says. */
bool change_is_dropped(const struct store *s, const struct buf *key);

/* Sends a batch on its way, if there is anything to be done. */
void change_turn(struct store *s);
int64_t change_deadline(const struct store *s);
int64_t change_leisure(const struct store *s);

/* The last batch: all that waits. Nothing may be added after it. */
void change_end(struct store *s);
void change_free_all(struct store *s);

#endif
