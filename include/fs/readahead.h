/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports to tree/ahead what readers want, so that it can fetch what comes next
 * in the same series. Private to fs/.
 */
#ifndef OPSFS_FS_READAHEAD_H
#define OPSFS_FS_READAHEAD_H

#include "fs/session.h"

/* A reader wants a file, cached or not. Call it before anything is asked
 * for. */
void readahead_step(struct fs *fs, fuse_req_t req, struct node *file);

/* The same for a file whose size the kernel now knows, so that it may ask
 * nothing more: to have named it counts as reading it. */
void readahead_use(struct fs *fs, fuse_req_t req, struct node *file);

/* A reader was shown links to publications in `where` of patent/: `count`
 * names, each with a NUL after it. */
void readahead_linked(struct fs *fs, const char *where, struct slice shown,
                      size_t count);

/* A reader reads a file from its beginning; a table names publications. */
void readahead_printed(struct fs *fs, const struct node *file,
                       const struct blob *blob);

#endif
