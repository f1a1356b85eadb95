/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known to be absent without asking OPS: what it has said before, and
 * texts that it has for no document of an office. Private to fs/.
 */
#ifndef OPSFS_FS_ABSENCE_H
#define OPSFS_FS_ABSENCE_H

#include "fs/session.h"

/* True: what the file shows is absent, or the answer that it, or the directory,
 * is made of. */
bool absence_of(struct fs *fs, const struct node *node);

/* The file or directory that `name` is in `dir`. */
bool absence_of_name(struct fs *fs, struct node *dir, struct slice name);

/* OPS has said that there is no such publication: a directory of patent/, which
 * is held. It can be looked up, since the reason is an extended attribute of
 * its files; apart from that it is not there. */
bool absence_of_record(struct fs *fs, struct node *dir);

#endif
