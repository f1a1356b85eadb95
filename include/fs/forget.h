/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which answers are forgotten with a file or a directory: each that it is made
 * of, and all pages of a search. Private to fs/.
 */
#ifndef OPSFS_FS_FORGET_H
#define OPSFS_FS_FORGET_H

struct buf;
struct fs;
struct request;

/* By the store at once; for memory their paths are added, a line each, to be
 * forgotten all together (cache_forget()): what one file is made of would
 * otherwise be gone with another. What the paths of others begin with is added
 * to `stems`. */
void forget_kept(struct fs *fs, const struct request *request,
                 struct buf *paths, struct buf *stems);

#endif
