/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/await.h"

#include "fs/session.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#define TICK_MS 50

/*
 * A sleeper takes longer to wake than a reader to come back. To look is to keep
 * a processor, so it is offered to others between two looks: the reader may be
 * waiting for just this one. Where a third keeps it, that is dear; then there
 * is no looking for a while, and what is left is a plain read(2).
 */
#define LOOK_US 25
#define CROWDED_US 500
#define NO_LOOK_MS 1000

/* It need not do anything: that it runs ends the read. */
static void on_tick(int signal)
{
    (void)signal;
}

/* Whoever started us may have blocked the signal. */
int await_init(struct fs *fs)
{
    struct sigaction action = {.sa_handler = on_tick};
    sigset_t tick;

    sigemptyset(&tick);
    sigaddset(&tick, SIGALRM);
    if (sigaction(SIGALRM, &action, NULL) < 0 ||
        sigprocmask(SIG_UNBLOCK, &tick, NULL) < 0)
        return -errno;
    fs->patient = true;
    return await_end(fs);
}

static int set_tick(int ms)
{
    struct timeval period = {.tv_usec = ms * 1000};
    struct itimerval timer = {period, period};

    return setitimer(ITIMER_REAL, &timer, NULL);
}

/* Patient: read(2) waits for a request, until the next tick. */
static int set_patient(struct fs *fs, bool patient)
{
    int flags;

    if (fs->patient == patient)
        return 0;
    flags = fcntl(fuse_session_fd(fs->session), F_GETFL);
    if (flags < 0 || set_tick(patient ? TICK_MS : 0) < 0 ||
        fcntl(fuse_session_fd(fs->session), F_SETFL, flags ^ O_NONBLOCK) < 0)
        return -errno;
    fs->patient = patient;
    return 0;
}

int await_end(struct fs *fs)
{
    return set_patient(fs, false);
}

static int64_t micros(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static bool sleep_for_one(struct fs *fs)
{
    return set_patient(fs, true) == 0 && receive(fs);
}

static bool look_for_one(struct fs *fs)
{
    int64_t start = micros(), took = 0;
    bool came = receive(fs);

    while (!came && took < LOOK_US) {
        sched_yield();
        came = receive(fs);
        took = micros() - start;
    }
    if (took > CROWDED_US)
        fs->look_after = fs->now.ms + NO_LOOK_MS;
    return came || sleep_for_one(fs);
}

bool await_request(struct fs *fs)
{
    bool looks = fs->now.ms >= fs->look_after;

    if (!fs->busy || (looks && await_end(fs) < 0))
        return false;
    if (!(looks ? look_for_one(fs) : sleep_for_one(fs)))
        return false;
    fs->now = clock_now();
    process(fs);
    return true;
}
