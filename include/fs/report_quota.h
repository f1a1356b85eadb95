/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `.ops/quota`: one row per allowance. Private to fs/. */
#ifndef OPSFS_FS_REPORT_QUOTA_H
#define OPSFS_FS_REPORT_QUOTA_H

struct buf;
struct fs;

void print_quota(struct fs *fs, struct buf *to);

#endif
