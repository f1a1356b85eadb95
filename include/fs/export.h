/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * File handles, as name_to_handle_at(2) and a server of NFS give them away: the
 * kernel looks up `.` and `..` of a number that it does not know any more, and
 * searches the parent for the name of a directory. Private to fs/.
 *
 * A handle is stale when its path is not known any more, and when the record is
 * not there.
 */
#ifndef OPSFS_FS_EXPORT_H
#define OPSFS_FS_EXPORT_H

#include "fs/dir.h"

/* LOOKUP of `.` or `..`; false: it is another name, and nothing was done. */
bool export_lookup(fuse_req_t req, fuse_ino_t ino, const char *name);

/* The kernel itself opens a directory to find the name of an inode that a
 * handle led to: lists such names alone, at no cost. NULL: it is no such
 * open. */
struct dir *export_names(struct fs *fs, struct node *node,
                         const struct fuse_file_info *fi);

void export_end_all(struct fs *fs); /* whoever waits */

#endif
