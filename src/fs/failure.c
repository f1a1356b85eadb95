/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/failure.h"

#include "tree/node_place.h"

void failure_add(struct fs *fs, const struct node *node, const char *below,
                 const struct why *why)
{
    struct buf path = BUF_INIT(64 * 1024);

    if (!why)
        return;
    node_path(node, &path);
    if (below)
        buf_printf(&path, "%s%s", path.len > 1 ? "/" : "", below);
    troubles_add(fs->house.troubles, (struct slice){path.data, path.len}, why);
    buf_fini(&path);
}

void failure_reply(struct fs *fs, const struct asked *asked, int r,
                   const struct why *why)
{
    failure_add(fs, asked->node, NULL, why);
    fuse_reply_err(asked->req, -r);
}
