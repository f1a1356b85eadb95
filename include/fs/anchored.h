/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is remembered of the nodes that the kernel got, so that a handle to one
 * leads somewhere later: in memory, and in the store for the next mount
 * (links, which are cheap to look up anew, in memory only). Private to fs/.
 */
#ifndef OPSFS_FS_ANCHORED_H
#define OPSFS_FS_ANCHORED_H

#include "fs/session.h"

/* The kernel got it. */
void anchored_note(struct fs *fs, const struct node *node);

/* Asks the store for the anchor of an inode number. False: it will not
 * answer. */
bool anchored_ask(struct fs *fs, uint64_t ino, struct store_reader *r);

/* What that answered: the node, with no lookup counted; NULL: not known. */
struct node *anchored_node(struct fs *fs, uint64_t ino,
                           const struct record *record);

#endif
