/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GETXATTR and LISTXATTR: the line of .ops/errors about a file, and what it is
 * made of, as attributes of the file itself.
 */
#include "fs/fuse_ops.h"
#include "fs/sources.h"
#include "tree/node_location.h"

#include <errno.h>
#include <string.h>

#define ERROR_XATTR "user.opsfs.error"

/* The same under a name that the kernel reads without checking permissions.
 * With exact sizes it checks them for the other name by a GETATTR like that of
 * stat(2), which fails as the file does. */
#define ERROR_XATTR_UNCHECKED "security.opsfs.error"

/* The protocol of xattr calls: size 0 asks how long the value is. */
static void reply_xattr(fuse_req_t req, struct slice value, size_t size)
{
    if (!size)
        fuse_reply_xattr(req, value.len);
    else if (size < value.len)
        fuse_reply_err(req, ERANGE);
    else
        fuse_reply_buf(req, value.at, value.len);
}

static int error_of(struct fs *fs, fuse_ino_t ino, struct buf *to)
{
    const struct node *node = nodes_at(fs->house.nodes, ino);
    struct buf path = BUF_INIT(64 * 1024);
    int r;

    if (!node)
        return -ESTALE;
    node_path(node, &path);
    r = error_log_find(fs->house.error_log, buf_slice(&path), to);
    buf_fini(&path);
    return r;
}

void op_getxattr(fuse_req_t req, fuse_ino_t ino, const char *name, size_t size)
{
    const struct node *node = nodes_at(fs_of(req)->house.nodes, ino);
    struct buf text = BUF_INIT(64 * 1024);
    int r = -ENODATA;

    if (strcmp(name, ERROR_XATTR) == 0 ||
        strcmp(name, ERROR_XATTR_UNCHECKED) == 0)
        r = error_of(fs_of(req), ino, &text);
    else if (node && slice_starts(slice_of(name), SOURCES_XATTR))
        r = sources_value(fs_of(req), node,
                          slice_of(name + strlen(SOURCES_XATTR)), &text);
    if (r < 0)
        fuse_reply_err(req, -r);
    else
        reply_xattr(req, buf_slice(&text), size);
    buf_fini(&text);
}

void op_listxattr(fuse_req_t req, fuse_ino_t ino, size_t size)
{
    const struct node *node = nodes_at(fs_of(req)->house.nodes, ino);
    struct buf text = BUF_INIT(64 * 1024), list = BUF_INIT(1024);

    if (error_of(fs_of(req), ino, &text) == 0)
        buf_add(&list, ERROR_XATTR, sizeof(ERROR_XATTR));
    if (node)
        sources_list(fs_of(req), node, &list);
    reply_xattr(req, buf_slice(&list), size);
    buf_fini(&text);
    buf_fini(&list);
}
