/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Beginnings of request paths that no name of the tree leads to until it is
 * used: pages of a publication, constituents that are joined. The store may
 * have some of an earlier mount. Private to fs/.
 */
#ifndef OPSFS_FS_STEMS_H
#define OPSFS_FS_STEMS_H

struct buf;
struct node;
struct request;

/* Both add stems, a line each, or nothing. Of an inquiry, the images that it
 * may name; of a directory of the mirror, all that it may hold. */
void stems_of_images(const struct request *inquiry, struct buf *to);
void stems_of_directory(const struct node *dir, struct buf *to);

#endif
