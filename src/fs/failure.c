/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/failure.h"

#include "ops/reading.h"
#include "tree/node_place.h"

#include <errno.h>

#define HTTP_NOT_FOUND 404

static const char *absence_of(const struct node *node)
{
    struct place place;

    node_place(node, &place);
    return reading_absence(&place);
}

/* What is not kept, and cannot be asked for, is not there. */
static int seen(int r)
{
    return r == -EHOSTUNREACH ? -ENOENT : r;
}

void failure_add(struct fs *fs, const struct node *node, const char *below,
                 const struct why *why)
{
    struct buf path = BUF_INIT(64 * 1024);
    const char *absence = NULL;
    struct why reason;

    if (!why)
        return;
    reason = *why;
    reason.error = seen(why->error);
    if (why->error == -ENOENT && why->status == HTTP_NOT_FOUND)
        absence = absence_of(node);
    if (absence)
        reason.advice = absence;
    node_path(node, &path);
    if (below)
        buf_printf(&path, "%s%s", path.len > 1 ? "/" : "", below);
    error_log_add(fs->house.error_log, (struct slice){path.data, path.len},
                  &reason);
    buf_fini(&path);
}

void failure_reply(struct fs *fs, const struct asked *asked, int r,
                   const struct why *why)
{
    failure_add(fs, asked->node, NULL, why);
    fuse_reply_err(asked->req, -seen(r));
}
