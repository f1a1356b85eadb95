/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * search/README.txt: how a query is written, in one screen or two. After the
 * CQL section of the OPS guide (4.2, and its table of indexes). Private to fs/.
 */
#ifndef OPSFS_FS_CQL_HELP_H
#define OPSFS_FS_CQL_HELP_H

#include "fs/session.h"

void print_cql_help(struct fs *fs, struct buf *to);

#endif
