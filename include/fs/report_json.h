/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `.ops/status.json`: what .ops/status says, for programs. Private to fs/. */
#ifndef OPSFS_FS_REPORT_JSON_H
#define OPSFS_FS_REPORT_JSON_H

struct buf;
struct fs;

void print_status_json(struct fs *fs, struct buf *to);

#endif
