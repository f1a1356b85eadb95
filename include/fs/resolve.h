/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a path that somebody wrote, as seen from the mount point, to the node
 * that the kernel would find: links are followed, whether they spell a name
 * otherwise or lead elsewhere in the mount.
 */
#ifndef OPSFS_FS_RESOLVE_H
#define OPSFS_FS_RESOLVE_H

#include "fs/session.h"

/* An absolute path may begin with that of the mount point. The node is held, to
 * be let go with node_forget(…, 1). 0, -ENOENT, -ENOTDIR, -ELOOP, -ENOMEM. */
int resolve(struct fs *fs, struct slice path, struct node **ret_node);

#endif
