/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/write.h"

#include "fs/ctl.h"
#include "fs/fuse_ops.h"

#include <errno.h>

void op_write(fuse_req_t req, fuse_ino_t ino, const char *data, size_t size,
              off_t offset, struct fuse_file_info *fi)
{
    struct fs *fs = fs_of(req);
    const struct node *node = node_of(req, ino);
    int r = -EROFS;

    (void)offset;
    (void)fi;
    if (!node)
        return;
    if (ctl_is_allowed(fs, req, node))
        r = ctl_write(fs, node, (struct slice){data, size});
    if (r < 0)
        fuse_reply_err(req, -r);
    else
        fuse_reply_write(req, size);
}

/* A shell empties what it writes to. */
void op_setattr(fuse_req_t req, fuse_ino_t ino, struct stat *attr, int set,
                struct fuse_file_info *fi)
{
    const struct node *node = node_of(req, ino);

    (void)attr;
    if (!node)
        return;
    if (set == FUSE_SET_ATTR_SIZE && ctl_is_allowed(fs_of(req), req, node))
        op_getattr(req, ino, fi);
    else
        fuse_reply_err(req, EROFS);
}

void op_mknod(fuse_req_t req, fuse_ino_t parent, const char *name, mode_t mode,
              dev_t device)
{
    (void)parent;
    (void)name;
    (void)mode;
    (void)device;
    fuse_reply_err(req, EROFS);
}

void op_mkdir(fuse_req_t req, fuse_ino_t parent, const char *name, mode_t mode)
{
    (void)parent;
    (void)name;
    (void)mode;
    fuse_reply_err(req, EROFS);
}

void op_remove(fuse_req_t req, fuse_ino_t parent, const char *name)
{
    (void)parent;
    (void)name;
    fuse_reply_err(req, EROFS);
}

void op_symlink(fuse_req_t req, const char *to, fuse_ino_t parent,
                const char *name)
{
    (void)to;
    (void)parent;
    (void)name;
    fuse_reply_err(req, EROFS);
}

void op_link(fuse_req_t req, fuse_ino_t ino, fuse_ino_t parent,
             const char *name)
{
    (void)ino;
    (void)parent;
    (void)name;
    fuse_reply_err(req, EROFS);
}

void op_rename(fuse_req_t req, fuse_ino_t parent, const char *name,
               fuse_ino_t other, const char *other_name, unsigned flags)
{
    (void)parent;
    (void)name;
    (void)other;
    (void)other_name;
    (void)flags;
    fuse_reply_err(req, EROFS);
}

void op_setxattr(fuse_req_t req, fuse_ino_t ino, const char *name,
                 const char *value, size_t size, int flags)
{
    (void)ino;
    (void)name;
    (void)value;
    (void)size;
    (void)flags;
    fuse_reply_err(req, EROFS);
}

void op_removexattr(fuse_req_t req, fuse_ino_t ino, const char *name)
{
    (void)ino;
    (void)name;
    fuse_reply_err(req, EROFS);
}
