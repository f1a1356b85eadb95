/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OPENDIR of a directory whose names are numbers, queries and the like: the
 * store is asked which of them it knows. Nobody waits for it any longer once
 * the disk is given up. Private to fs/.
 */
#ifndef OPSFS_FS_KEPT_NAMES_H
#define OPSFS_FS_KEPT_NAMES_H

#include "fs/pending.h"

/* Must reply to asked->req, exactly once. `kept`: as store_list() says; NULL:
 * none are known. */
typedef void kept_names_reply(struct fs *fs, const struct asked *asked,
                              const struct buf *kept);

/* Replies at once when the store cannot know any, or later. */
void kept_names_want(struct fs *fs, const struct asked *asked,
                     kept_names_reply *reply);

/* Answers all, at the end. */
void kept_names_end_all(struct fs *fs);

#endif
