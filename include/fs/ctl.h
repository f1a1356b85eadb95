/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `.ops/ctl`: a line written there is a command. Reading it lists them. Only
 * the owner of the mount, and root, may write. Private to fs/.
 */
#ifndef OPSFS_FS_CTL_H
#define OPSFS_FS_CTL_H

#include "fs/session.h"

void print_ctl(struct fs *fs, struct buf *to);

/* May the caller write there? */
bool ctl_is_allowed(const struct fs *fs, fuse_req_t req,
                    const struct node *node);

/* Carries out each line, until one fails: 0, or its errno, with a reason in
 * .ops/errors. */
int ctl_write(struct fs *fs, const struct node *ctl, struct slice text);

/* The file is asked for anew by its next reader; what is had of it is shown
 * should that fail. */
void ctl_refresh(struct fs *fs, struct node *file);

#endif
