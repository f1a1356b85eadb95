/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why a path cannot be had, for `.ops/errors` and user.opsfs.error. Private to
 * fs/.
 */
#ifndef OPSFS_FS_FAILURE_H
#define OPSFS_FS_FAILURE_H

#include "fs/pending.h"

/* The node's path, or that of a name `below` it that has no node (NULL: none).
 * NULL for no reason is fine. */
void failure_add(struct fs *fs, const struct node *node, const char *below,
                 const struct why *why);

/* Replies with that errno (ENOENT for -EHOSTUNREACH: it is not kept, and OPS is
 * not asked now), and adds the reason. */
void failure_reply(struct fs *fs, const struct asked *asked, int r,
                   const struct why *why);

/* The lines in the text of a file of the user's own that own_files_complain()
 * wrote, with `before` in front of each. */
void failure_add_lines(struct fs *fs, const struct node *node,
                       const char *before, struct slice text,
                       const char *advice);

/* That such a file cannot be read, a negative errno. */
void failure_add_file(struct fs *fs, const struct node *node,
                      const char *before, int r, const char *large);

#endif
