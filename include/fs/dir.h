/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An open directory: a snapshot of its names, taken at OPENDIR, so that a
 * reader sees each name once however long it takes. Private to fs/.
 */
#ifndef OPSFS_FS_DIR_H
#define OPSFS_FS_DIR_H

#include "fs/session.h"

struct dir;

/* What the table lists, without what OPS is known not to have, and the names
 * that were used. NULL: no memory. */
struct dir *dir_new(struct fs *fs, struct node *node);
struct dir *dir_empty(struct fs *fs, struct node *node); /* without those */
void dir_free(struct fs *fs, struct dir *d);
void dir_end_all(struct fs *fs); /* frees those that are still open */

int dir_add_name(struct dir *d, struct slice name); /* 0 or -ENOMEM */

/* The names of a text, one per line; what it has twice, once. 0 or -ENOMEM. */
int dir_add_names(struct fs *fs, struct dir *d, const struct blob *text);

/* The names that the store knows of, lines in order of bytes, but for those
 * that are listed already. 0 or -ENOMEM. */
int dir_add_kept(struct fs *fs, struct dir *d, const struct buf *kept);

/* Its reader looks at each name that it is shown. */
void dir_walk(struct dir *d);

/* All names are there: equal ones of other open directories are shared. 0, or
 * -ENFILE: there are too many open directories. */
int dir_share(struct fs *fs, struct dir *d);

/* Pages 001 … `count`, in every form the row of pages has. 0 or -ENOMEM. */
int dir_add_pages(struct dir *d, int64_t count);

/* Replies to READDIR, or (`plus`) READDIRPLUS. */
void dir_reply(struct fs *fs, fuse_req_t req, struct dir *d, size_t size,
               off_t offset, bool plus);

#endif
