/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The answer to LOOKUP, for more than the operation (fs/fuse_ops.h). Private to
 * fs/.
 */
#ifndef OPSFS_FS_LOOKUP_H
#define OPSFS_FS_LOOKUP_H

#include "fs/session.h"

/* With the node, or ENOENT for what is known not to be there. It may be one
 * that nothing holds, which then goes. */
void lookup_reply(struct fs *fs, fuse_req_t req, struct node *node);

#endif
