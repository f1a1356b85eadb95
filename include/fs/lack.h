/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why OPS does not have something, for people. Private to fs/.
 */
#ifndef OPSFS_FS_LACK_H
#define OPSFS_FS_LACK_H

#include "fs/session.h"

/* Reports why OPS has nothing for a file whose node_request() said -ENOENT, and
 * which members of its family it may have, as far as the cache knows. */
void lack_report(struct fs *fs, const struct node *node);

#endif
