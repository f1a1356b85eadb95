/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open files, for more than the operations on them (fs/fuse_ops.h). Private to
 * fs/.
 */
#ifndef OPSFS_FS_OPEN_H
#define OPSFS_FS_OPEN_H

#include "fs/session.h"

/* The bytes an open file was opened with; NULL when OPEN was not asked. */
const struct blob *open_blob(struct fs *fs, const struct fuse_file_info *fi);

/* The kernel sends no RELEASE to a daemon that ends. */
void open_end_all(struct fs *fs);

#endif
