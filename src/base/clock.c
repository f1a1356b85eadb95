/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include <time.h>

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

void clock_stamp(int64_t wall, char ret_text[CLOCK_STAMP])
{
    time_t t = (time_t)wall;
    struct tm tm;

    if (!gmtime_r(&t, &tm) || tm.tm_year > 8099 || tm.tm_year < -900)
        tm = (struct tm){.tm_year = 70, .tm_mday = 1};
    strftime(ret_text, CLOCK_STAMP, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
