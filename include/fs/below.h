/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands below a directory and is made of answers: the names that the
 * table of names lists, and those that were read, such as `claims/001.txt`.
 * Links are not followed. Private to fs/.
 */
#ifndef OPSFS_FS_BELOW_H
#define OPSFS_FS_BELOW_H

#include "fs/session.h"

/* A file, or a directory of names that OPS alone knows; held during the call,
 * which may not take nodes away. 0, or an errno that ends it all. */
typedef int below_visit(void *arg, struct node *node);

/* The node itself, if it is one, then what is below it, directory by
 * directory. */
int below_each(struct fs *fs, struct node *node, below_visit *visit, void *arg);

#endif
