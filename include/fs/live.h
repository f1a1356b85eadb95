/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of the mount itself: README.txt, what is in .ops, and sources.tsv
 * of each publication. Their text is made when somebody looks, from what the
 * floors below report; they cost no request and hold no secret. Private to fs/.
 */
#ifndef OPSFS_FS_LIVE_H
#define OPSFS_FS_LIVE_H

#include "fs/session.h"

/* The text as of now; NULL: no memory. */
struct blob *live_text(struct fs *fs, enum live live);

/* The same of a file that may be about the directory it is in, and when what it
 * says was new, in Unix seconds. */
struct blob *live_text_of(struct fs *fs, const struct node *file,
                          int64_t *ret_changed);

#endif
