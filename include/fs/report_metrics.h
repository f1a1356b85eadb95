/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `.ops/metrics`: Prometheus's text. Private to fs/. */
#ifndef OPSFS_FS_REPORT_METRICS_H
#define OPSFS_FS_REPORT_METRICS_H

struct buf;
struct fs;

void print_metrics(struct fs *fs, struct buf *to);

#endif
