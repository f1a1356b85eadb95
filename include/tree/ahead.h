/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sibling read-ahead: a reader of the same file of one publication after the
 * other, in the order in which a directory showed them, finds the next ones
 * fetched already.
 *
 * It learns what was listed and what is wanted, and asks tree/cache for what
 * comes next: in windows of 2 to 100 records where they go in bulk, of 8 at
 * most where each costs a request (tree/ahead_walk, net/prefetch). It keeps
 * names and positions, never a node; nothing happens but by a reader's step, so
 * it has no deadline, and when readers stop it has stopped.
 *
 * The names that a directory of links shows live in the directory it links to:
 * that one is their target. For any other directory it is itself. A table shows
 * names, too. What leads into patent/.files/ stands for the same names of
 * patent/, whichever way a reader takes. Links are there to be followed: a
 * reader that begins at an end of a short listing of them, just after it was
 * shown, is expected to walk through it, and all of it comes with the first
 * request (`cat citations/…/title.txt`).
 */
#ifndef OPSFS_TREE_AHEAD_H
#define OPSFS_TREE_AHEAD_H

#include "tree/cache.h"
#include "tree/node.h"

/* Listings that are remembered, of one target and in all, oldest out first; the
 * longest one that is; and their memory in all. */
#define AHEAD_TARGET 8
#define AHEAD_LISTINGS 16
#define AHEAD_NAMES 32768
#define AHEAD_BYTES ((size_t)8 << 20)

struct ahead;
struct answer_place;

/* All borrowed; each server's place says how many requests it has to spare.
 * NULL for one that is not asked. */
struct ahead *ahead_new(struct nodes *nodes, struct cache *cache,
                        struct answer_place *const servers[SERVER_COUNT]);
void ahead_free(struct ahead *a);
size_t ahead_bytes(const struct ahead *a);

/* A reader was shown `count` names, each with a NUL after it, that are
 * directories in `target`. */
void ahead_listed(struct ahead *a, const struct node *target,
                  struct slice shown, size_t count);

/* The same, shown as links into `target`. */
void ahead_linked(struct ahead *a, const struct node *target,
                  struct slice shown, size_t count, struct instant now);

/* A reader was shown a table, whose numbers are directories in `target`. */
void ahead_printed(struct ahead *a, const struct node *target,
                   struct slice table);

/* A reader wants a file that is fetched from OPS, cached or not. True: it is
 * time for ahead_ask(), with the same file and before anything else. */
bool ahead_step(struct ahead *a, const struct node *file);
void ahead_ask(struct ahead *a, struct node *file, struct instant now);

#endif
