/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/open.h"

#include "fs/attr.h"
#include "fs/ctl.h"
#include "fs/failure.h"
#include "fs/fuse_ops.h"
#include "fs/live.h"
#include "fs/pending.h"
#include "fs/pin.h"
#include "fs/readahead.h"
#include "fs/search_text.h"
#include "fs/user.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

/* Bytes that open files keep in memory, then in files, at most. */
#define OPENED_MAX ((size_t)8 << 20)
#define OPENED_FILED_MAX ((size_t)1 << 30)

/* An open file keeps its content, whatever becomes of the cached answer. */
struct handle {
    struct list link; /* on fs->handles */
    struct blob *blob;
    size_t counted;          /* bytes, in fs->opened */
    struct followed *follow; /* of the log, which grows; else NULL */
};

static struct handle *handle_of(const struct fuse_file_info *fi)
{
    return (struct handle *)(uintptr_t)fi->fh;
}

static void handle_free(struct fs *fs, struct handle *h)
{
    if (!h)
        return;
    fs->opened -= h->counted;
    list_remove(&h->link);
    if (h->follow)
        follow_close(h->follow);
    blob_unref(h->blob);
    free(h);
}

const struct blob *open_blob(struct fs *fs, const struct fuse_file_info *fi)
{
    struct handle *h = handle_of(fi);

    return h && h->follow ? follow_text(h->follow, fs->house.log)
           : h            ? h->blob
                          : NULL;
}

void open_end_all(struct fs *fs)
{
    while (!list_empty(&fs->handles))
        handle_free(fs, container_of(fs->handles.next, struct handle, link));
}

/* One of its own in a file, once there is much open. */
static struct blob *to_keep(const struct fs *fs, struct blob *blob)
{
    struct blob *copy = NULL;

    if (!blob->filed && fs->opened + blob->size > OPENED_MAX)
        copy = blob_filed(blob);
    return copy ? copy : blob_ref(blob);
}

/* A blob in a file is the cache's, too, and all who have it open share it. */
static struct handle *handle_new(struct fs *fs, struct blob *blob)
{
    size_t counted = blob->filed ? 0 : blob->size;
    struct handle *h = NULL;

    if (fs->opened + counted <= OPENED_FILED_MAX)
        h = calloc(1, sizeof(*h));
    if (!h)
        return NULL;
    h->blob = to_keep(fs, blob);
    h->counted = counted;
    fs->opened += counted;
    list_append(&fs->handles, &h->link);
    return h;
}

static void open_with(struct fs *fs, const struct asked *asked,
                      struct blob *blob, bool keep_cache)
{
    struct fuse_file_info fi = asked->fi;
    struct handle *h = handle_new(fs, blob);

    if (!h) {
        fuse_reply_err(asked->req, ENFILE);
        return;
    }
    if (asked->node->row->live == LIVE_LOG &&
        follow_open(&fs->follow, fs->house.log) == 0)
        h->follow = &fs->follow;
    fi.fh = (uint64_t)(uintptr_t)h;
    fi.keep_cache = keep_cache;
    fi.noflush = true;
    if (fuse_reply_open(asked->req, &fi) < 0)
        handle_free(fs, h);
}

static void reply_open(struct fs *fs, const struct asked *asked, int r,
                       const struct answer *answer, const struct why *why)
{
    if (r < 0) {
        if (r == -ENOENT)
            attr_doubt(fs, asked->node);
        failure_reply(fs, asked, r, why);
        return;
    }
    node_use(fs->house.nodes, asked->node);
    open_with(fs, asked, answer->blob,
              attr_before_open(fs, asked->node, answer));
}

/* Each user reads failures of their own, past the kernel's pages. */
static bool is_private(struct fs *fs, const struct node *node)
{
    return node->row->live == LIVE_ERRORS && user_is_one_of_many(fs);
}

static void open_live(struct fs *fs, struct asked *asked)
{
    int64_t changed;
    struct blob *text = live_text_of(fs, asked->node, &changed);
    struct answer answer = {
        .blob = text,
        .wall = changed,
        .until = fs->now.ms,
    };

    if (!text) {
        fuse_reply_err(asked->req, ENOMEM);
        return;
    }
    asked->fi.direct_io |= is_private(fs, asked->node);
    pin_hold(fs, asked->node, text);
    open_with(fs, asked, text, attr_before_open(fs, asked->node, &answer));
    blob_unref(text);
}

/* Opened before, and still cached: no request need be built. Whether a file of
 * the user's own has changed shows only when one is. */
static bool open_again(struct fs *fs, const struct asked *asked)
{
    struct answer answer;

    if (!cache_recall(fs->house.cache, &asked->node->size.hint, fs->now,
                      &answer) ||
        plan_has_list(asked->node->row->plan) ||
        search_may_be_named(asked->node))
        return false;
    readahead_use(fs, asked->req, asked->node);
    open_with(fs, asked, answer.blob,
              attr_before_open(fs, asked->node, &answer));
    return true;
}

/* An indexer gets what is cached, and nothing else. */
static bool is_refused(struct fs *fs, const struct asked *asked,
                       const struct request *request)
{
    struct answer answer;

    return cache_peek(fs->house.cache, request, fs->now, &answer) < 0 &&
           is_indexer(fs, asked->req);
}

static void open_remote(struct fs *fs, const struct asked *asked)
{
    struct request request;
    int r = fs_request(fs, asked->node, true, &request);

    if (r == 0 && is_refused(fs, asked, &request))
        r = -EACCES;
    if (r < 0) {
        fuse_reply_err(asked->req, -r);
        return;
    }
    readahead_step(fs, asked->req, asked->node);
    pending_want(fs, asked, &request, reply_open);
}

void op_open(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
    struct fs *fs = fs_of(req);
    struct asked asked = {req, node_of(req, ino), *fi};
    bool writes = (fi->flags & O_ACCMODE) != O_RDONLY || (fi->flags & O_TRUNC);

    if (!asked.node)
        return;
    asked.fi.direct_io = writes;
    if (writes && !ctl_is_allowed(fs, req, asked.node)) {
        fuse_reply_err(req, EROFS);
        return;
    }
    if (fs->options.exact) {
        fuse_reply_err(req, ENOSYS);
        return;
    }
    if ((fi->flags & O_DIRECT) && is_remote(asked.node))
        ctl_refresh(fs, asked.node);
    if (!is_remote(asked.node))
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
    blob_rest(blob);
}

/* A mapping is read without a GETATTR, however old the last one is: the cache
 * may still have what that one described, or the same bytes anew. */
static const struct blob *recall(struct fs *fs, const struct node *node)
{
    struct request request;
    struct answer answer;

    if (!is_remote(node) || fs_request(fs, node, false, &request) < 0 ||
        cache_peek(fs->house.cache, &request, fs->now, &answer) < 0 ||
        (answer.wall != node->size.mtime &&
         answer.blob->hash != node->size.hash))
        return NULL;
    pin_hold(fs, node, answer.blob);
    return answer.blob;
}

/* The kernel has one set of pages for all who have a file open. If some are of
 * an older answer, its cache can no longer be trusted. */
static const struct blob *bytes_of(struct fs *fs, struct node *node,
                                   const struct fuse_file_info *fi)
{
    const struct blob *blob = open_blob(fs, fi);

    if (blob && blob->hash != node->size.hash)
        attr_distrust(node);
    if (!blob)
        blob = pin_find(fs, node);
    return blob ? blob : recall(fs, node);
}

void op_read(fuse_req_t req, fuse_ino_t ino, size_t size, off_t offset,
             struct fuse_file_info *fi)
{
    struct fs *fs = fs_of(req);
    struct node *node = node_of(req, ino);
    const struct blob *blob = node ? bytes_of(fs, node, fi) : NULL;

    if (!node)
        return;
    if (blob && offset == 0)
        readahead_printed(fs, node, blob);
    if (blob)
        reply_bytes(req, blob, size, offset);
    else
        fuse_reply_err(req, ESTALE);
}

void op_release(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
    (void)ino;
    handle_free(fs_of(req), handle_of(fi));
    fuse_reply_err(req, 0);
}
