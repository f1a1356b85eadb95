/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `.ops/status`, for people. Private to fs/. */
#ifndef OPSFS_FS_REPORT_STATUS_H
#define OPSFS_FS_REPORT_STATUS_H

struct buf;
struct fs;

void print_status(struct fs *fs, struct buf *to);

#endif
