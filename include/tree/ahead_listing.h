/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader was shown of a directory: names in order, found by inode
 * number, and the walks through them, one for each file that was wanted below
 * the names. Private to tree/ahead.c.
 *
 * The orders are worked out when a name is first looked for; most listings are
 * never walked.
 */
#ifndef OPSFS_TREE_AHEAD_LISTING_H
#define OPSFS_TREE_AHEAD_LISTING_H

#include "base/list.h"
#include "base/str.h"
#include "tree/ahead_walk.h"
#include "tree/node.h"

#define AHEAD_WALKS 32 /* a listing; the one not used for longest goes */

/* One file below each name, such as `biblio.xml` or `register/status.txt`. */
struct file_walk {
    uint64_t file; /* hash of its path below the name; 0: free */
    uint64_t used; /* when, counted in steps of the listing */
    uint64_t lost; /* of all answers that came ahead, at the latest window */
    struct ahead_walk walk;
    bool due;
    bool whole; /* all of a short listing is due */
};

struct ahead_listing {
    struct list link;
    uint64_t target; /* inode number of the directory the names live in */
    uint64_t steps;
    int64_t linked; /* ms: shown as links; NEVER: not, or too many */
    size_t len, count;
    uint32_t *starts;  /* of each name */
    uint32_t *by_name; /* NULL until a name was looked for */
    struct numbered {
        uint64_t ino;
        struct position at;
    } * numbered; /* by inode number; NULL likewise */
    struct file_walk walks[AHEAD_WALKS];
    char names[]; /* NUL after each */
};

/* `shown` has a NUL after each of the `count` names. NULL: no memory. */
struct ahead_listing *ahead_listing_new(const struct node *target,
                                        struct slice shown, size_t count);
void ahead_listing_free(struct ahead_listing *l);
size_t ahead_listing_bytes(const struct ahead_listing *l);

/* False: it has no child of that inode number (or memory is out). */
bool ahead_listing_find(struct ahead_listing *l, uint64_t ino,
                        struct position *ret_at);

struct slice ahead_listing_name(const struct ahead_listing *l,
                                enum ahead_order order, int64_t at);

struct file_walk *ahead_listing_walk(struct ahead_listing *l, uint64_t file);

#endif
