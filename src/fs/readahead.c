/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/readahead.h"

/* Indexers read everything and want nothing. */
void readahead_step(struct fs *fs, fuse_req_t req, struct node *file)
{
    struct ahead *ahead = fs->house.ahead;

    if (is_remote(file) && ahead_step(ahead, file) && !is_indexer(fs, req))
        ahead_ask(ahead, file, fs->now);
}

void readahead_use(struct fs *fs, fuse_req_t req, struct node *file)
{
    content_recall(fs->house.content, &file->size.hint, fs->now);
    readahead_step(fs, req, file);
}
