/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a neighbour's answer says, too: abstracts are read from the biblio of the
 * same reference, a part of the register from an answer with several parts.
 * What is at hand is never fetched. Private to tree/.
 *
 * Whoever asks for a second part of a register entry will want the third: all
 * three are asked for in one request, once, by an entry of their own; that of
 * each part follows it, and is made of its answer.
 */
#ifndef OPSFS_TREE_DERIVE_H
#define OPSFS_TREE_DERIVE_H

#include "net/sched.h"

struct entry;

/* Gives the entry what is made of a fresh neighbour; it is as long fresh as
 * that one. False: there is none. */
bool derive(struct entry *e);

/* True: the entry follows another one. */
bool derive_together(struct entry *e);

/* The entry has a new answer: neighbours whose request waits for its turn are
 * given what it says for them. */
void derive_waiting(struct entry *e);

/* The entry's request has ended; its followers get theirs, or ask alone. */
void derive_followers(struct entry *e, const struct outcome *o);

#endif
