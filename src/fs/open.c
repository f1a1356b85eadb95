/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/attr.h"
#include "fs/caller.h"
#include "fs/live.h"
#include "fs/ops.h"
#include "fs/park.h"
#include "fs/pin.h"

#include <errno.h>
#include <fcntl.h>

/* The handle is a reference to the bytes: an open file keeps its content. */
static void open_with(const struct asked *asked, struct blob *blob,
                      bool keep_cache)
{
    struct fuse_file_info fi = asked->fi;

    fi.fh = (uint64_t)(uintptr_t)blob_ref(blob);
    fi.keep_cache = keep_cache;
    if (fuse_reply_open(asked->req, &fi) < 0)
        blob_unref(blob);
}

static void reply_open(struct fs *fs, const struct asked *asked, int r,
                       const struct answer *answer)
{
    if (r < 0) {
        fuse_reply_err(asked->req, -r);
        return;
    }
    node_use(fs->house.nodes, asked->node);
    open_with(asked, answer->blob, attr_settle(fs, asked->node, answer));
}

static void open_live(struct fs *fs, const struct asked *asked)
{
    struct blob *text = live_text(fs, asked->node->row->live);
    struct answer answer = {
        .blob = text,
        .wall = fs->now.wall,
        .until = fs->now.ms,
    };

    if (!text) {
        fuse_reply_err(asked->req, ENOMEM);
        return;
    }
    pin_keep(fs, asked->node, text);
    open_with(asked, text, attr_settle(fs, asked->node, &answer));
    blob_unref(text);
}

/* Opened before, and still at hand: no request need be built. */
static bool open_again(struct fs *fs, const struct asked *asked)
{
    const struct answer *answer = content_recall(
        fs->house.content, &asked->node->size.hint, fs->now);

    if (!answer)
        return false;
    open_with(asked, answer->blob, attr_settle(fs, asked->node, answer));
    return true;
}

static void open_remote(struct fs *fs, const struct asked *asked)
{
    struct request request;
    struct attr attr;
    int r = node_request(asked->node, &request);

    attr_of(fs, asked->node, &attr);
    if (r == 0 && !attr.known &&
        caller_is_indexer(fuse_req_ctx(asked->req)->pid))
        r = -EACCES;
    if (r < 0)
        fuse_reply_err(asked->req, -r);
    else
        park_want(fs, asked, &request, reply_open);
}

void op_open(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
    struct fs *fs = fs_of(req);
    struct asked asked = {req, node_of(fs, ino), *fi};

    if ((fi->flags & O_ACCMODE) != O_RDONLY)
        fuse_reply_err(req, EROFS);
    else if (fs->options.exact)
        fuse_reply_err(req, ENOSYS);
    else if (!is_remote(asked.node))
        open_live(fs, &asked);
    else if (!open_again(fs, &asked))
        open_remote(fs, &asked);
}

static void reply_bytes(fuse_req_t req, const struct blob *blob, size_t size,
                        off_t offset)
{
    if (offset < 0 || (size_t)offset >= blob->size) {
        fuse_reply_buf(req, NULL, 0);
        return;
    }
    if (size > blob->size - (size_t)offset)
        size = blob->size - (size_t)offset;
    fuse_reply_buf(req, blob->data + offset, size);
}

void op_read(fuse_req_t req, fuse_ino_t ino, size_t size, off_t offset,
                    struct fuse_file_info *fi)
{
    struct fs *fs = fs_of(req);
    const struct blob *blob = (const struct blob *)(uintptr_t)fi->fh;

    if (!blob)
        blob = pin_find(fs, node_of(fs, ino));
    if (blob)
        reply_bytes(req, blob, size, offset);
    else
        fuse_reply_err(req, ESTALE);
}

void op_release(fuse_req_t req, fuse_ino_t ino,
                       struct fuse_file_info *fi)
{
    (void)ino;
    fs_of(req)->more = true;
    blob_unref((struct blob *)(uintptr_t)fi->fh);
    fuse_reply_err(req, 0);
}
