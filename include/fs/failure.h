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

#endif
