/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two clocks. They are read where something begins (by the loop, main, the
 * log, the operations of fs/) and where a thread waits; everything else gets
 * `now` as an argument, so that a test may say what time it is.
 *
 * Monotonic milliseconds count durations and never jump. Wall-clock seconds
 * (Unix) are for dates people read and for quotas that end at midnight UTC.
 */
#ifndef OPSFS_BASE_CLOCK_H
#define OPSFS_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

struct instant {
    int64_t ms;   /* monotonic milliseconds, > 0 */
    int64_t wall; /* Unix seconds */
};

#define NEVER INT64_MAX /* a deadline in ms that never comes */

struct instant clock_now(void);

/* Monotonic microseconds, for what is shorter than a millisecond. */
int64_t clock_micros(void);

/* `ms` later on the monotonic clock, for a thread that waits. */
struct timespec clock_after(int64_t ms);

/* Of two deadlines. */
static inline int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* `2026-11-24T06:00:00Z`, always 20 characters and a NUL. */
#define CLOCK_STAMP 21
void clock_stamp(int64_t wall, char ret_text[CLOCK_STAMP]);

#endif
