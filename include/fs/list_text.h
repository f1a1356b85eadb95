/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The user's lists as the tree shows them. What is wrong with one is reported.
 * Private to fs/.
 */
#ifndef OPSFS_FS_LIST_TEXT_H
#define OPSFS_FS_LIST_TEXT_H

#include "fs/session.h"

/* The text of the list that a node belongs to, one name per line; borrowed
 * until the next look at it. Lines that are not numbers are reported when they
 * are new. 0 or a negative errno. */
int list_text(struct fs *fs, const struct node *node, struct blob **ret_text);

#endif
