/* SPDX-License-Identifier: GPL-3.0-or-later */
/* READLINK: the links of the tree lead to other places of it. */
#include "fs/fuse_ops.h"

#include "tree/node_location.h"

#include <errno.h>
#include <limits.h>

/* A link leads into our own tree, and never changes. */
void op_readlink(fuse_req_t req, fuse_ino_t ino)
{
    const struct node *node = node_of(req, ino);
    struct buf to = BUF_INIT(PATH_MAX);
    int r = node ? node_link(node, &to) : 0;

    if (!node)
        return;
    if (r < 0)
        fuse_reply_err(req, r == -EFBIG ? ENAMETOOLONG : -r);
    else
        fuse_reply_readlink(req, buf_text(&to));
    buf_fini(&to);
}
