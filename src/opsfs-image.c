/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * opsfs-image: the daemon's work on pages and pictures, in a process that holds
 * nothing else (aside/aside.h). The daemon starts it, with a socket; nobody
 * else has a use for it.
 */
#include "aside/process.h"
#include "aside/serve.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define IDLE_S 60

/* Of processor time, for one call: a document of a thousand pages, or the
 * largest picture, takes some seconds. */
#define WORK_S 60

/* A sanitizer's memory is of a size of its own. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_INSTRUMENTED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_INSTRUMENTED 1
#endif
#endif

/* In memory: the largest picture as it lies, as libtiff has it, and turned; or
 * the largest document, twice. */
static const struct limit {
    int of;
    rlim_t most;
} limits[] = {
    {RLIMIT_CORE, 0},
    {RLIMIT_NPROC, 0},
    {RLIMIT_NOFILE, 32},
    {RLIMIT_FSIZE, (rlim_t)512 << 20},
#ifndef IS_INSTRUMENTED
    {RLIMIT_AS, (rlim_t)2 << 30},
#endif
};

/* A lower one, of the user or of a service, stays. */
static int lower(const struct limit *to)
{
    struct rlimit limit;

    if (getrlimit((unsigned)to->of, &limit) < 0)
        return -errno;
    if (limit.rlim_max > to->most)
        limit.rlim_max = to->most;
    limit.rlim_cur = limit.rlim_max;
    return setrlimit((unsigned)to->of, &limit) < 0 ? -errno : 0;
}

/* It has no descriptor but those that the daemon means it to have. What a
 * library might have left open is closed where the system can do that. */
static int confine(void)
{
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
        int r = lower(&limits[i]);

        if (r < 0)
            return r;
    }
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error */
    close_range(PROCESS_SOCKET + 1, ~0U, 0);
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? -errno : 0;
}

static int expect_calls(void)
{
    const struct timeval idle = {IDLE_S, 0};

    return setsockopt(PROCESS_SOCKET, SOL_SOCKET, SO_RCVTIMEO, &idle,
                      sizeof(idle)) < 0
               ? -errno
               : 0;
}

/* From now on. After it there is SIGXCPU. */
static int limit_time(void)
{
    struct rusage used;
    struct rlimit limit;

    if (getrusage(RUSAGE_SELF, &used) < 0 || getrlimit(RLIMIT_CPU, &limit) < 0)
        return -errno;
    limit.rlim_cur = (rlim_t)used.ru_utime.tv_sec +
                     (rlim_t)used.ru_stime.tv_sec + 2 + WORK_S;
    if (limit.rlim_cur > limit.rlim_max)
        limit.rlim_cur = limit.rlim_max;
    return setrlimit(RLIMIT_CPU, &limit) < 0 ? -errno : 0;
}

/* Skips the exit handlers of libraries: their memory goes with the process. */
int main(void)
{
    int r = expect_calls();

    if (r < 0) {
        fprintf(stderr, "opsfs-image works for opsfs, which starts it\n");
        return EXIT_FAILURE;
    }
    r = confine();
    while (r == 0) {
        r = limit_time();
        if (r == 0)
            r = serve(PROCESS_SOCKET);
    }
    _exit(r == -EAGAIN || r == -EPIPE ? EXIT_SUCCESS : EXIT_FAILURE);
}
