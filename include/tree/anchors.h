/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an inode number back to its path, for file handles: those that a server
 * of NFS gives away outlive what the kernel remembers, and the mount.
 *
 * Known are the paths to the anchors (tree/inode.h) that the kernel got, the
 * latest ANCHORS_BYTES of them, which the cache has less for answers; the words
 * below an anchor are looked through.
 */
#ifndef OPSFS_TREE_ANCHORS_H
#define OPSFS_TREE_ANCHORS_H

#include "tree/node.h"

/* With what a table takes; some 40,000 paths. */
#define ANCHORS_BYTES ((size_t)4 << 20)

struct anchors;

struct anchors *anchors_new(void); /* NULL: no memory */
void anchors_free(struct anchors *a);
size_t anchors_bytes(const struct anchors *a); /* with malloc's share */

struct anchor {
    const char *path; /* `/patent/EP1000000A1`; borrowed until the next call */
    bool kept;        /* for the caller: it is where it outlives the mount */
};

/* The kernel gets a node. NULL: it is no anchor, or memory is out. */
struct anchor *anchors_add(struct anchors *a, const struct node *node);

/* Of the anchor that an inode number has; NULL: not known. */
const char *anchors_path(const struct anchors *a, uint64_t ino);

/* The node with that number at the anchor `path` or below it, with no lookup
 * counted; NULL: nothing has it. The path may be anything. */
struct node *anchors_follow(struct nodes *n, const char *path, uint64_t ino);

#endif
