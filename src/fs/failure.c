/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/failure.h"

#include "ops/reading_room.h"
#include "tree/node_location.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define HTTP_NOT_FOUND 404

/* Bad lines of one file that are reported one by one: other errors need space
 * in .ops/errors, too. */
#define REPORTED_MAX 20

/* That OPS has nothing, and no more: not that it cannot read the number. */
static bool is_plain_absence(const struct why *why)
{
    return why->error == -ENOENT && why->status == HTTP_NOT_FOUND &&
           (strncmp(why->code, "CLIENT.", 7) != 0 ||
            strcmp(why->code, "CLIENT.NotFound") == 0);
}

static const char *absence_of(const struct node *node)
{
    struct location location;

    node_location(node, &location);
    return reading_absence(&location);
}

/* What is not kept, and cannot be asked for, is not there. */
static int seen(int r)
{
    return r == -EHOSTUNREACH ? -ENOENT : r;
}

/* Who would be asked for it, and in which class. */
struct asked_server {
    struct sched *sched;
    struct throttle *throttle;
    const struct source *source; /* NULL: for no single request */
};

static struct asked_server server_of(struct fs *fs, const struct node *node)
{
    struct asked_server s = {fs->house.sched, fs->house.throttle, NULL};
    struct request request;

    if (!(is_remote(node) || is_listing(node)) ||
        node_request(node, &request) < 0)
        return s;
    s.source = &sources[request.source];
    if (s.source->server == SERVER_USAGE)
        s.sched = fs->house.usage;
    if (s.source->server == SERVER_EPS && fs->house.eps) {
        s.sched = fs->house.eps;
        s.throttle = fs->house.eps_throttle;
    }
    return s;
}

static int64_t seconds_to(struct fs *fs, int64_t until)
{
    return until > fs->now.ms ? (until - fs->now.ms + 999) / 1000 : 0;
}

static int64_t seconds_held(struct fs *fs, const struct asked_server *s)
{
    struct throttle_report throttle;

    throttle_report(s->throttle, fs->now, &throttle);
    return throttle.released > fs->now.wall ? throttle.released - fs->now.wall
                                            : 0;
}

static int64_t seconds_away(struct fs *fs, const struct asked_server *s)
{
    struct sched_report sched;

    sched_report(s->sched, &sched);
    return seconds_to(fs, sched.away_until);
}

/* A class that may go meanwhile waits for nothing. */
static int64_t seconds_throttled(struct fs *fs, const struct asked_server *s)
{
    int64_t wait;

    if (!s->source)
        return LIMITS_WINDOW_MS / 1000;
    wait = seconds_to(fs,
                      throttle_when(s->throttle, s->source->class, fs->now));
    return wait ? wait : RETRY_SOON;
}

/* When what is in the way of it ends, in seconds from now. */
static int64_t retry_of(struct fs *fs, const struct node *node, int error)
{
    struct asked_server s;
    int64_t away;

    if (error != -EDQUOT && error != -EBUSY && error != -EIO &&
        error != -ETIMEDOUT && error != -EHOSTUNREACH)
        return 0;
    s = server_of(fs, node);
    if (error == -EDQUOT)
        return seconds_held(fs, &s);
    if (error == -EBUSY)
        return seconds_throttled(fs, &s);
    away = seconds_away(fs, &s);
    return !away && error == -EHOSTUNREACH ? RETRY_SOON : away;
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
    reason.retry_s = retry_of(fs, node, why->error);
    reason.error = seen(why->error);
    if (is_plain_absence(why))
        absence = absence_of(node);
    if (absence)
        reason.advice = absence;
    node_path(node, &path);
    if (below)
        buf_printf(&path, "%s%s", path.len > 1 ? "/" : "", below);
    error_log_add(fs->house.error_log, buf_slice(&path), &reason);
    buf_fini(&path);
}

void failure_reply(struct fs *fs, const struct asked *asked, int r,
                   const struct why *why)
{
    failure_add(fs, asked->node, NULL, why);
    fuse_reply_err(asked->req, -seen(r));
}

/* --- of the user's own files --------------------------------------------- */

static void add_own(struct fs *fs, const struct node *node, const char *message,
                    const char *advice)
{
    struct why why = {
        .wall = fs->now.wall,
        .error = -ENOENT,
        .advice = advice,
    };

    snprintf(why.message, sizeof(why.message), "%s", message);
    failure_add(fs, node, NULL, &why);
}

/* `line 3: as typed: why`, of parts with tabs between. */
static void say(struct slice line, char *message, size_t size)
{
    const char *between = "";
    struct slice part;
    size_t len = strlen(message);

    while (slice_cut(&line, '\t', &part)) {
        if (!part.len || len >= size)
            continue;
        len += (size_t)snprintf(message + len, size - len, "%s%.*s", between,
                                (int)part.len, part.at);
        between = ": ";
    }
}

void failure_add_lines(struct fs *fs, const struct node *node,
                       const char *before, struct slice text,
                       const char *advice)
{
    struct slice line;
    char message[200];
    size_t count = 0;

    while (slice_cut(&text, '\n', &line)) {
        if (!slice_starts(line, "# ") || count++ >= REPORTED_MAX)
            continue;
        strcpy(message, before);
        say(slice_skip(line, 2), message, sizeof(message));
        add_own(fs, node, message, advice);
    }
    if (count <= REPORTED_MAX)
        return;
    snprintf(message, sizeof(message), "%s%zu more lines cannot be used",
             before, count - REPORTED_MAX);
    add_own(fs, node, message, "correct those lines, too");
}

void failure_add_file(struct fs *fs, const struct node *node,
                      const char *before, int r, const char *large)
{
    char message[100];

    snprintf(message, sizeof(message), "%s%s", before, strerror(-r));
    add_own(fs, node, message,
            r == -EXDEV   ? "it must lie in the file system of its directory"
            : r == -EPERM ? "it must belong to the owner of its directory"
            : r == -EFBIG ? large
                          : "check its permissions");
}
