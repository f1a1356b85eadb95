/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GETXATTR and LISTXATTR: the line of .ops/errors about a file, and who said
 * what it shows, as attributes of the file itself.
 */
#include "fs/attr.h"
#include "fs/fuse_ops.h"
#include "tree/place.h"

#include "tree/node_place.h"

#include <errno.h>
#include <string.h>

#define ERROR_XATTR "user.opsfs.error"
#define SOURCE_XATTR "user.opsfs.source"

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
    r = error_log_find(fs->house.error_log, (struct slice){path.data, path.len},
                       to);
    buf_fini(&path);
    return r;
}

/* `OPS`, `publication server (store)`; of what is known already. */
static int source_of(struct fs *fs, fuse_ino_t ino, struct buf *to)
{
    const struct node *node = nodes_at(fs->house.nodes, ino);
    struct request request;
    struct answer answer;

    if (!node)
        return -ESTALE;
    if (!is_remote(node) || fs_request(fs, node, false, &request) < 0 ||
        cache_peek(fs->house.cache, &request, fs->now, &answer) < 0)
        return -ENODATA;
    buf_puts(to, server_names[answer.server]);
    if (answer.from && strcmp(answer.from->name, server_names[answer.server]))
        buf_printf(to, " (%s)", answer.from->name);
    return to->error;
}

void op_getxattr(fuse_req_t req, fuse_ino_t ino, const char *name, size_t size)
{
    struct buf text = BUF_INIT(64 * 1024);
    int r = -ENODATA;

    if (strcmp(name, ERROR_XATTR) == 0 ||
        strcmp(name, ERROR_XATTR_UNCHECKED) == 0)
        r = error_of(fs_of(req), ino, &text);
    else if (strcmp(name, SOURCE_XATTR) == 0)
        r = source_of(fs_of(req), ino, &text);
    if (r < 0)
        fuse_reply_err(req, -r);
    else
        reply_xattr(req, (struct slice){text.data, text.len}, size);
    buf_fini(&text);
}

static void add_attribute(struct buf *list, const char *name)
{
    buf_add(list, name, strlen(name) + 1);
}

void op_listxattr(fuse_req_t req, fuse_ino_t ino, size_t size)
{
    struct buf text = BUF_INIT(64 * 1024), list = BUF_INIT(1024);

    if (error_of(fs_of(req), ino, &text) == 0)
        add_attribute(&list, ERROR_XATTR);
    if (source_of(fs_of(req), ino, &text) == 0)
        add_attribute(&list, SOURCE_XATTR);
    reply_xattr(req, (struct slice){list.data, list.len}, size);
    buf_fini(&text);
    buf_fini(&list);
}
