/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The request for a file or a directory of names. Private to fs/.
 *
 * A file is looked up, opened and asked for its attributes one after the other,
 * and each of these needs its request: the latest ones are remembered.
 */
#ifndef OPSFS_FS_REQUEST_H
#define OPSFS_FS_REQUEST_H

#include "ops/request.h"

#include <stdbool.h>

struct fs;
struct node;

/* Part of struct fs. */
#define REQUESTS_KEPT 16

struct fs_requests {
    struct {
        const struct node *node; /* which may be gone: its path is `ino` */
        uint64_t ino;
        unsigned era; /* of the user's named searches */
        struct request request;
    } kept[REQUESTS_KEPT];
    uint64_t built; /* so far */
};

/* node_request(), with the user's list where it takes one, which is borrowed
 * until the next look at that. 0; -ENOENT, with a line for people in
 * .ops/errors when `report`; -ENAMETOOLONG; an errno of the list's. */
int fs_request(struct fs *fs, const struct node *node, bool report,
               struct request *ret_request);

#endif
