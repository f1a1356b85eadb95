/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a node stands for: the request for a file or a directory of names, and
 * which names such a directory holds as far as that is known. Private to fs/.
 */
#ifndef OPSFS_FS_WISH_H
#define OPSFS_FS_WISH_H

#include "fs/session.h"

/* node_request(), with the user's list where it takes one. 0; -ENOENT, with a
 * line for people in .ops/errors when `report`; -ENAMETOOLONG. */
int wish_of(struct fs *fs, const struct node *node, bool report,
            struct request *ret_request);

/* The text of the list a directory shows, one name per line; borrowed. Lines
 * that are not numbers are reported when they are new. */
int wish_list(struct fs *fs, const struct node *dir, struct blob **ret_text);

/* Whether `dir` may hold that link, as far as is known without asking OPS. */
bool wish_holds(struct fs *fs, const struct node *dir, struct slice name);

/* Opening it takes an answer from OPS. */
static inline bool wish_is_listing(const struct node *node)
{
    return node_is_dir(node) && node->row && node->row->facet;
}

#endif
