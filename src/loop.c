/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loop.h"

#include <limits.h>
#include <poll.h>

enum { POLL_SIGNALS, POLL_HTTP, POLL_FS, POLL_COUNT };

static int64_t next_deadline(const struct loop *loop, int64_t until)
{
    int64_t deadline = earlier(until, http_deadline(loop->http));

    deadline = earlier(deadline, sched_deadline(loop->sched));
    deadline = earlier(deadline, content_deadline(loop->content));
    if (loop->fs)
        deadline = earlier(deadline, fs_deadline(loop->fs));
    return deadline;
}

static int timeout_until(int64_t deadline)
{
    int64_t left;

    if (deadline == NEVER)
        return -1;
    left = deadline - clock_now().ms;
    if (left <= 0)
        return 0;
    return left > INT_MAX ? INT_MAX : (int)left;
}

/*
 * Readers first, so that what they ask for goes out in the same turn; the
 * scheduler last, for what readers and answers have queued.
 */
static bool give_turns(struct loop *loop, const struct pollfd *fds)
{
    struct instant now = clock_now();
    bool mounted = true;

    content_turn(loop->content, now);
    if (loop->fs)
        mounted = fs_turn(loop->fs, now);
    if (fds[POLL_HTTP].revents || http_deadline(loop->http) <= now.ms)
        http_turn(loop->http, now);
    sched_turn(loop->sched, now);
    return mounted;
}

bool loop_turn(struct loop *loop, int64_t until)
{
    struct pollfd fds[POLL_COUNT] = {
        [POLL_SIGNALS] = {.fd = loop->signals, .events = POLLIN},
        [POLL_HTTP] = {.fd = http_fd(loop->http), .events = POLLIN},
        [POLL_FS] = {.fd = loop->fs ? fs_fd(loop->fs) : -1, .events = POLLIN},
    };

    poll(fds, POLL_COUNT, timeout_until(next_deadline(loop, until)));
    if (fds[POLL_SIGNALS].revents)
        return false;
    return give_turns(loop, fds);
}
