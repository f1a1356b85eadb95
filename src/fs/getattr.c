/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GETATTR. The kernel holds no lock, so a request may be pending: what OPS has
 * to be asked for is asked for, unless an indexer walks by, which gets a guess.
 */
#include "fs/absence.h"
#include "fs/attr.h"
#include "fs/failure.h"
#include "fs/fuse_ops.h"
#include "fs/live.h"
#include "fs/open.h"
#include "fs/pending.h"
#include "fs/pin.h"
#include "fs/readahead.h"

#include <errno.h>

static void reply_attr(struct fs *fs, const struct asked *asked, int r,
                       const struct answer *answer, const struct why *why)
{
    struct attr attr;

    if (r < 0) {
        attr_doubt(fs, asked->node);
        failure_reply(fs, asked, r, why);
        return;
    }
    attr_learn(fs, asked->node, answer);
    node_use(fs->house.nodes, asked->node);
    pin_hold(fs, asked->node, answer->blob);
    attr_of(fs, asked->node, &attr);
    attr_shown(asked->node);
    fuse_reply_attr(asked->req, &attr.stat, attr.timeout);
}

/* Its text is made anew at each look, and the kernel is made to read it anew,
 * too; the second alone is for people. */
static void getattr_live(struct fs *fs, fuse_req_t req, struct node *node)
{
    int64_t changed;
    struct blob *text = live_text_of(fs, node, &changed);
    struct attr attr;

    if (!text) {
        fuse_reply_err(req, ENOMEM);
        return;
    }
    pin_hold(fs, node, text);
    attr_of(fs, node, &attr);
    attr_set_size(&attr.stat, (int64_t)text->size, changed);
    attr.stat.st_mtim.tv_nsec = fs->now.ms % 1000 * 1000000;
    fuse_reply_attr(req, &attr.stat, 0);
    blob_unref(text);
}

/* fstat of an open file: OPEN has stored its size, whatever became of the
 * answer. */
static void getattr_open(struct fs *fs, fuse_req_t req, struct node *node,
                         const struct blob *blob)
{
    struct attr attr;

    attr_of(fs, node, &attr);
    attr_set_size(&attr.stat, (int64_t)blob->size, node->size.mtime);
    fuse_reply_attr(req, &attr.stat, attr.timeout);
}

static void ask(struct fs *fs, const struct asked *asked)
{
    struct request request;
    int r = fs_request(fs, asked->node, true, &request);

    if (r < 0) {
        fuse_reply_err(asked->req, -r);
        return;
    }
    readahead_step(fs, asked->req, asked->node);
    pending_want(fs, asked, &request, reply_attr);
}

/* `ls -l` looks at all that it was listed, and costs nothing. */
static bool is_guess_enough(struct fs *fs, const struct asked *asked)
{
    enum program program = program_of(fs, asked->req);

    return program == PROGRAM_INDEXER ||
           (attr_is_listed(fs, asked->node) && program != PROGRAM_EDITOR &&
            !absence_of(fs, asked->node));
}

static void getattr_guess(const struct asked *asked, const struct attr *attr)
{
    attr_guessed(asked->node);
    fuse_reply_attr(asked->req, &attr->stat, attr->timeout);
}

static void getattr_known(struct fs *fs, const struct asked *asked,
                          const struct attr *attr)
{
    readahead_use(fs, asked->req, asked->node);
    fuse_reply_attr(asked->req, &attr->stat, attr->timeout);
}

static void getattr_remote(struct fs *fs, const struct asked *asked,
                           const struct blob *open)
{
    struct attr attr;

    attr_of(fs, asked->node, &attr);
    if (attr.known)
        getattr_known(fs, asked, &attr);
    else if (is_guess_enough(fs, asked))
        getattr_guess(asked, &attr);
    else if (open && !fs->options.exact)
        getattr_open(fs, asked->req, asked->node, open);
    else
        ask(fs, asked);
}

static void getattr_other(struct fs *fs, fuse_req_t req, struct node *node)
{
    struct attr attr;

    if (absence_of_record(fs, node)) {
        fuse_reply_err(req, ENOENT);
        return;
    }
    attr_of(fs, node, &attr);
    fuse_reply_attr(req, &attr.stat, attr.timeout);
}

void op_getattr(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
    struct fs *fs = fs_of(req);
    struct asked asked = {.req = req, .node = node_of(req, ino)};
    const struct blob *open = fi ? open_blob(fs, fi) : NULL;

    if (!asked.node)
        return;
    if (is_remote(asked.node))
        getattr_remote(fs, &asked, open);
    else if (node_is_dir(asked.node) || node_is_link(asked.node))
        getattr_other(fs, req, asked.node);
    else if (open && asked.node->row->live != LIVE_LOG)
        getattr_open(fs, req, asked.node, open);
    else
        getattr_live(fs, req, asked.node);
}
