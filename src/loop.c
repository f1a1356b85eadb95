/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loop.h"

#include "store/store.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Bits of what is ready; also what epoll returns for each descriptor. */
enum {
    READY_SIGNALS = 1,
    READY_HTTP = 2,
    READY_FS = 4,
    READY_WORKER = 8,
    READY_STORE = 16,
    SOURCES = 5
};

/* Most FUSE requests handled back to back before other event sources are
 * polled. */
#define CALM_REQUESTS 64

static int watch(struct loop *loop, int fd, uint32_t ready)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = ready};

    return epoll_ctl(loop->poll, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

int loop_init(struct loop *loop)
{
    int r;

    heap_init(&loop->heap);
    loop->poll = epoll_create1(EPOLL_CLOEXEC);
    if (loop->poll < 0)
        return -errno;
    r = watch(loop, loop->signals, READY_SIGNALS);
    if (r == 0)
        r = watch(loop, http_fd(loop->http), READY_HTTP);
    if (r == 0)
        r = watch(loop, worker_fd(loop->worker), READY_WORKER);
    if (r == 0 && loop->store)
        r = watch(loop, store_fd(loop->store), READY_STORE);
    return r;
}

void loop_fini(struct loop *loop)
{
    if (loop->poll >= 0)
        close(loop->poll);
    loop->poll = -1;
}

int loop_add_fs(struct loop *loop, struct fs *fs)
{
    loop->fs = fs;
    return watch(loop, fs_fd(fs), READY_FS);
}

static int64_t next_deadline(const struct loop *loop, int64_t until)
{
    int64_t deadline = earlier(until, http_deadline(loop->http));

    deadline = earlier(deadline, sched_deadline(loop->sched));
    deadline = earlier(deadline, sched_deadline(loop->usage));
    if (loop->eps)
        deadline = earlier(deadline, sched_deadline(loop->eps));
    deadline = earlier(deadline, cache_deadline(loop->cache));
    if (loop->store)
        deadline = earlier(deadline, store_deadline(loop->store));
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

static int64_t leisure(const struct loop *loop)
{
    int64_t store = loop->store ? store_leisure(loop->store) : NEVER;

    return earlier(store, loop->heap.deadline);
}

static bool store_is_due(const struct loop *loop, uint32_t ready, int64_t now)
{
    return loop->store && ((ready & READY_STORE) ||
                           earlier(store_deadline(loop->store),
                                   store_leisure(loop->store)) <= now);
}

/* Sleeps; says what is ready. */
static uint32_t wait_until(struct loop *loop, int64_t deadline)
{
    struct epoll_event events[SOURCES];
    uint32_t ready = 0;
    int n = epoll_wait(loop->poll, events, SOURCES, timeout_until(deadline));

    for (int i = 0; i < n; i++)
        ready |= events[i].data.u32;
    return ready;
}

/*
 * Readers first; the scheduler last, for what readers and answers have queued.
 * What it starts goes out in the next turn, which does not sleep before it.
 */
static bool give_turns(struct loop *loop, uint32_t ready)
{
    struct instant now = clock_now();
    bool mounted = true;

    if (loop->fs)
        mounted = fs_turn(loop->fs, now);
    cache_turn(loop->cache, now);
    if (ready & READY_WORKER)
        worker_turn(loop->worker);
    if (store_is_due(loop, ready, now.ms))
        store_turn(loop->store, now);
    if ((ready & READY_HTTP) || http_deadline(loop->http) <= now.ms)
        http_turn(loop->http, now);
    sched_turn(loop->sched, now);
    sched_turn(loop->usage, now);
    if (loop->eps)
        sched_turn(loop->eps, now);
    return mounted;
}

/* No timer, transfer or task is pending: only a request or a signal can come.
 * Signals are noticed after at most CALM_REQUESTS requests. */
static void serve_calmly(struct loop *loop, int64_t until)
{
    int left = CALM_REQUESTS;

    while (left-- > 0 && next_deadline(loop, until) == NEVER &&
           fs_spin(loop->fs))
        ;
}

/* Reads all pending signals; false when one of them ends the program. */
static bool heed_signals(struct loop *loop)
{
    struct signalfd_siginfo signal;
    bool goes_on = true;

    while (read(loop->signals, &signal, sizeof(signal)) ==
           (ssize_t)sizeof(signal)) {
        if (signal.ssi_signo == SIGCHLD)
            aside_reap(loop->aside);
        else if (signal.ssi_signo == SIGHUP && loop->hang_up)
            loop->hang_up(loop->hang_up_arg);
        else
            goes_on = false;
    }
    return goes_on;
}

bool loop_turn(struct loop *loop, int64_t until)
{
    uint32_t ready;
    bool mounted;

    if (loop->fs)
        serve_calmly(loop, until);
    ready = wait_until(loop,
                       earlier(next_deadline(loop, until), leisure(loop)));
    if ((ready & READY_SIGNALS) && !heed_signals(loop))
        return false;
    mounted = give_turns(loop, ready);
    heap_turn(&loop->heap, ready != 0, clock_now().ms);
    return mounted;
}
