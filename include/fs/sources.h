/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which requests a file is made of, and as of when: sources.tsv of a
 * publication, and the attributes user.opsfs.url, .fetched, .source and .etag
 * of any file. Made from what memory has; nothing is asked for. Private to fs/.
 */
#ifndef OPSFS_FS_SOURCES_H
#define OPSFS_FS_SOURCES_H

#include "fs/session.h"

#define SOURCES_XATTR "user.opsfs."

/* The value of `url` and the like. 0; -ENODATA: there is no such attribute, or
 * memory has nothing of it. */
int sources_value(struct fs *fs, const struct node *node, struct slice name,
                  struct buf *to);

/* Adds the whole name of each such attribute, with a NUL after it. */
void sources_list(struct fs *fs, const struct node *node, struct buf *to);

/* The table of what memory has below a directory; returns when the newest of it
 * was fetched, in Unix seconds, 0 for an empty one. */
int64_t print_sources(struct fs *fs, struct node *dir, struct buf *to);

#endif
