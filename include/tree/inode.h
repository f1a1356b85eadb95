/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is in an inode number, so that a path can be found again by it.
 *
 * The anchor of a path is the last number, query or other name on it that is
 * not a word of the table, itself included, or the root. The upper bits are a
 * hash of the path to the anchor; the lower ones of the words that follow, 0
 * for the anchor itself. So it is enough to know where the anchors are
 * (tree/anchors.h): the words below one are few.
 */
#ifndef OPSFS_TREE_INODE_H
#define OPSFS_TREE_INODE_H

#include <stdint.h>

#define INODE_ROOT 1 /* FUSE_ROOT_ID */
#define INODE_WORDS ((UINT64_C(1) << 20) - 1)

/* 0: the root's. */
static inline uint64_t inode_anchor(uint64_t ino)
{
    return ino & ~INODE_WORDS;
}

#endif
