/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bounds what the kernel makes us remember: names that it has looked up and
 * keeps, a million of them if somebody walks that far. It is asked to forget
 * those that nobody uses, and says so by FORGET.
 *
 * Kernels since 6.18 can be asked (FUSE 7.45) in a way that takes no lock which
 * a request of ours may wait for; older ones forget when they want memory
 * themselves. Private to fs/.
 */
#ifndef OPSFS_FS_PRUNE_H
#define OPSFS_FS_PRUNE_H

#include "fs/session.h"

/* What the kernel speaks: 7.`minor`. */
void prune_init(struct fs *fs, unsigned minor);

void prune_turn(struct fs *fs);

#endif
