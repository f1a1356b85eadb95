/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

struct instant clock_now(void)
{
    struct timespec mono, wall;

    clock_gettime(CLOCK_MONOTONIC, &mono);
    clock_gettime(CLOCK_REALTIME, &wall);
    return (struct instant){
        .ms = (int64_t)mono.tv_sec * 1000 + mono.tv_nsec / 1000000 + 1,
        .wall = wall.tv_sec,
    };
}

int64_t clock_micros(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct timespec clock_after(int64_t ms)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_nsec -= 1000000000;
        t.tv_sec++;
    }
    return t;
}

void clock_stamp(int64_t wall, char ret_text[CLOCK_STAMP])
{
    time_t t = (time_t)wall;
    struct tm tm;

    if (!gmtime_r(&t, &tm) || tm.tm_year > 8099 || tm.tm_year < -900)
        tm = (struct tm){.tm_year = 70, .tm_mday = 1};
    strftime(ret_text, CLOCK_STAMP, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
