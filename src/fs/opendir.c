/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OPENDIR, which may be pending, fetches what OPS alone knows of a directory:
 * its pages, or the names that a facet holds. READDIR replies from that.
 */
#include "doc/inquiry.h"
#include "fs/absence.h"
#include "fs/dir.h"
#include "fs/drawings.h"
#include "fs/export.h"
#include "fs/failure.h"
#include "fs/fuse_ops.h"
#include "fs/kept_names.h"
#include "fs/pending.h"
#include "tree/node_location.h"

#include <errno.h>
#include <fcntl.h>

static void refuse_dir(struct fs *fs, const struct asked *asked, int r)
{
    struct why why = {
        .wall = fs->now.wall,
        .error = r,
        .advice = "too many long directories are open to open another; close "
                  "some",
    };

    failure_reply(fs, asked, r, &why);
}

/* find, du, chmod -R and others that read a tree open no directory through a
 * link; they ask for the attributes of each name. ls and a shell's TAB do
 * neither. */
static bool is_walk(const struct fuse_file_info *fi)
{
    return fi->flags & O_NOFOLLOW;
}

static void open_dir_with(struct fs *fs, const struct asked *asked,
                          struct dir *dir)
{
    struct fuse_file_info fi = asked->fi;
    int r = dir ? dir_share(fs, dir) : -ENOMEM;

    if (dir && is_walk(&fi))
        dir_walk(dir);
    fi.fh = (uint64_t)(uintptr_t)dir;
    if (r < 0) {
        dir_free(fs, dir);
        refuse_dir(fs, asked, r);
    } else if (fuse_reply_open(asked->req, &fi) < 0) {
        dir_free(fs, dir);
    }
}

/* The link of a room of pages, as the inquiry spells it. */
static int pages_of(const struct node *node, const struct blob *inquiry,
                    int64_t *ret_pages)
{
    struct buf link = BUF_INIT(REFERENCE_MAX);
    struct request request;
    struct location location;
    int r;

    node_location(node, &location);
    r = request_inquiry(&location, &request, &link);
    if (r == 0)
        r = inquiry_pages(blob_slice(inquiry), buf_slice(&link), ret_pages);
    buf_fini(&link);
    return r;
}

static void reply_pages(struct fs *fs, const struct asked *asked, int r,
                        const struct answer *answer, const struct why *why)
{
    struct dir *dir;
    int64_t pages = 0;

    if (r == 0)
        r = pages_of(asked->node, answer->blob, &pages);
    if (r < 0 && r != -ENOENT && r != -EHOSTUNREACH) {
        failure_reply(fs, asked, r == -EBADMSG ? -EIO : r, why);
        return;
    }
    if (r < 0)
        failure_add(fs, asked->node, NULL, why);
    dir = dir_new(fs, asked->node);
    if (dir && dir_add_pages(dir, pages) < 0) {
        dir_free(fs, dir);
        dir = NULL;
    }
    open_dir_with(fs, asked, dir);
}

/* It was listed before anybody knew: for a program that walks through all there
 * is, it holds nothing. */
static bool is_always_listed(const struct node *node)
{
    return !shape_is_open(node->row->shape);
}

static int add_names(struct fs *fs, const struct node *node,
                     const struct blob *text, struct dir *dir)
{
    int r = dir_add_names(fs, dir, text);

    if (r == 0 && node_room(node) == ROOM_PATENT_IMAGES)
        r = drawings_add_others(fs, node, text, dir);
    return r;
}

static void reply_names(struct fs *fs, const struct asked *asked, int r,
                        const struct answer *answer, const struct why *why)
{
    struct dir *dir;

    if (r < 0 && r != -EHOSTUNREACH &&
        !(r == -ENOENT && is_always_listed(asked->node))) {
        failure_reply(fs, asked, r, why);
        return;
    }
    if (r < 0)
        failure_add(fs, asked->node, NULL, why);
    else
        node_use(fs->house.nodes, asked->node);
    dir = dir_new(fs, asked->node);
    if (dir && r == 0 && add_names(fs, asked->node, answer->blob, dir) < 0) {
        dir_free(fs, dir);
        dir = NULL;
    }
    open_dir_with(fs, asked, dir);
}

static void open_names(struct fs *fs, const struct asked *asked)
{
    struct request request;
    int r = fs_request(fs, asked->node, true, &request);

    if (r < 0)
        fuse_reply_err(asked->req, -r);
    else
        pending_want(fs, asked, &request, reply_names);
}

static void open_pages(struct fs *fs, const struct asked *asked)
{
    struct buf link = BUF_INIT(REFERENCE_MAX);
    struct request request;
    struct location location;

    node_location(asked->node, &location);
    if (request_inquiry(&location, &request, &link) < 0)
        fuse_reply_err(asked->req, ENAMETOOLONG);
    else
        pending_want(fs, asked, &request, reply_pages);
    buf_fini(&link);
}

static bool lists_pages(const struct node *node)
{
    return node_room(node) == ROOM_FULLIMAGE ||
           node_room(node) == ROOM_THUMBNAIL;
}

static void reply_kept(struct fs *fs, const struct asked *asked,
                       const struct buf *kept)
{
    struct dir *dir = dir_new(fs, asked->node);

    if (dir && kept && dir_add_kept(fs, dir, kept) < 0) {
        dir_free(fs, dir);
        dir = NULL;
    }
    open_dir_with(fs, asked, dir);
}

void op_opendir(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
    struct fs *fs = fs_of(req);
    struct asked asked = {req, node_of(req, ino), *fi};
    struct dir *sought;
    bool pages;

    if (!asked.node)
        return;
    pages = lists_pages(asked.node);
    if ((sought = export_names(fs, asked.node, fi)))
        open_dir_with(fs, &asked, sought);
    else if (absence_of_record(fs, asked.node))
        fuse_reply_err(req, ENOENT);
    else if (is_indexer(fs, req))
        open_dir_with(fs, &asked, dir_new(fs, asked.node));
    else if (!pages && !is_listing(asked.node))
        kept_names_want(fs, &asked, reply_kept);
    else if (pages)
        open_pages(fs, &asked);
    else
        open_names(fs, &asked);
}

void op_readdir(fuse_req_t req, fuse_ino_t ino, size_t size, off_t offset,
                struct fuse_file_info *fi)
{
    (void)ino;
    dir_reply(fs_of(req), req, (struct dir *)(uintptr_t)fi->fh, size, offset,
              false);
}

void op_readdirplus(fuse_req_t req, fuse_ino_t ino, size_t size, off_t offset,
                    struct fuse_file_info *fi)
{
    (void)ino;
    dir_reply(fs_of(req), req, (struct dir *)(uintptr_t)fi->fh, size, offset,
              true);
}

void op_releasedir(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
    (void)ino;
    dir_free(fs_of(req), (struct dir *)(uintptr_t)fi->fh);
    fuse_reply_err(req, 0);
}
