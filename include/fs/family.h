/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The family of a publication, as far as the cache knows it: nothing is asked.
 * Private to fs/.
 */
#ifndef OPSFS_FS_FAMILY_H
#define OPSFS_FS_FAMILY_H

#include "fs/session.h"

/* The members of patent/NUMBER/family/WHICH, one number per line, for a node
 * below that patent/NUMBER; borrowed until the next call to the cache. NULL:
 * not known. */
const struct blob *family_members(struct fs *fs, const struct node *node,
                                  const char *which);

#endif
