/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the publication server fares, as a part of each of the files of `.ops`:
 * its pace and its quota are apart from OPS's. Without one (-o eps=off), the
 * status says so, and the others say nothing. Private to fs/.
 */
#ifndef OPSFS_FS_REPORT_EPS_H
#define OPSFS_FS_REPORT_EPS_H

struct buf;
struct fs;
struct json;
struct json_writer;

void report_eps_status(struct fs *fs, struct buf *to);
void report_eps_json(struct json_writer *w, struct json *to, struct fs *fs);
void report_eps_metrics(struct fs *fs, struct buf *to);

#endif
