/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawings of others: an office may have published a document without them, or
 * OPS may have them of another member of its family only. Private to fs/.
 */
#ifndef OPSFS_FS_DRAWINGS_H
#define OPSFS_FS_DRAWINGS_H

#include "fs/session.h"

struct dir;

/* Where images/ has no drawings: adds links to those of the simple family,
 * which is about the same invention, as far as the cache knows it; asks for
 * nothing. 0 or -ENOMEM. */
int drawings_add_others(struct fs *fs, const struct node *images,
                        const struct blob *listed, struct dir *d);

#endif
