/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A pending request: a FUSE request whose answer is on its way from OPS.
 *
 * It owns the fuse_req_t from pending_want() until its only reply, which is the
 * `reply` it was given, or EINTR when its caller wants out. Nothing else on
 * this floor waits for an answer; fs/export and fs/kept_names wait for the
 * store. Private to fs/.
 */
#ifndef OPSFS_FS_PENDING_H
#define OPSFS_FS_PENDING_H

#include "fs/session.h"

/* What is being asked, kept while it waits. */
struct asked {
    fuse_req_t req;
    struct node *node;
    struct fuse_file_info fi; /* of OPEN and OPENDIR */
};

/* Must reply to asked->req, exactly once. r: 0 with an answer, or a negative
 * errno and perhaps why; `answer` and `why` are borrowed. */
typedef void pending_reply(struct fs *fs, const struct asked *asked, int r,
                           const struct answer *answer, const struct why *why);

/* Replies at once when the answer is cached, or later. */
void pending_want(struct fs *fs, const struct asked *asked,
                  const struct request *request, pending_reply *reply);

/* Looks at the callers of interrupted requests. */
void pending_turn(struct fs *fs);

/* Answers all with an error, at the end. */
void pending_end_all(struct fs *fs, int error);

#endif
