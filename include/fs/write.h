/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The operations that would change something: EROFS, but for a line that is
 * written to .ops/ctl. Private to fs/.
 */
#ifndef OPSFS_FS_WRITE_H
#define OPSFS_FS_WRITE_H

#include "fs/session.h"

void op_write(fuse_req_t req, fuse_ino_t ino, const char *data, size_t size,
              off_t offset, struct fuse_file_info *fi);
void op_setattr(fuse_req_t req, fuse_ino_t ino, struct stat *attr, int set,
                struct fuse_file_info *fi);
void op_mknod(fuse_req_t req, fuse_ino_t parent, const char *name, mode_t mode,
              dev_t device);
void op_mkdir(fuse_req_t req, fuse_ino_t parent, const char *name, mode_t mode);
void op_remove(fuse_req_t req, fuse_ino_t parent, const char *name);
void op_symlink(fuse_req_t req, const char *to, fuse_ino_t parent,
                const char *name);
void op_link(fuse_req_t req, fuse_ino_t ino, fuse_ino_t parent,
             const char *name);
void op_rename(fuse_req_t req, fuse_ino_t parent, const char *name,
               fuse_ino_t other, const char *other_name, unsigned flags);
void op_setxattr(fuse_req_t req, fuse_ino_t ino, const char *name,
                 const char *value, size_t size, int flags);
void op_removexattr(fuse_req_t req, fuse_ino_t ino, const char *name);

#endif
