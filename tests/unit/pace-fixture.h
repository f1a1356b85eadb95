/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/pace in virtual time: the parts that its tests share.
 */
#ifndef OPSFS_TESTS_PACE_FIXTURE_H
#define OPSFS_TESTS_PACE_FIXTURE_H

#include "check.h"
#include "net/pace.h"

#include <stdlib.h>

#define START 5000000 /* ms */
#define MONDAY 1700438400 /* 2023-11-20T00:00:00Z */
#define WINDOW PACE_WINDOW_MS
#define SLACK 1000 /* how much longer than needed a class may wait */

static struct pace *pace;
static struct instant now;
static uint64_t dice;

static inline void begin(void)
{
    pace = pace_new(NULL);
    now = (struct instant){START, MONDAY + 3 * 86400};
    dice = 88172645463325252u;
}

static inline void end(void)
{
    pace_free(pace);
}

static inline void pass(int64_t ms)
{
    now.ms += ms;
    now.wall = MONDAY + 3 * 86400 + (now.ms - START) / 1000;
}

static inline unsigned roll(unsigned sides)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (unsigned)(dice % sides);
}

static inline struct limits header(enum light light, int64_t limit)
{
    struct limits l;

    limits_init(&l);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        l.classes[i] = (struct class_limit){light, limit};
    return l;
}

static inline void tell(enum light light, int64_t limit)
{
    struct limits l = header(light, limit);

    pace_told(pace, &l, now);
}

static inline int64_t when(enum ops_class class)
{
    return pace_when(pace, class, now);
}

static inline unsigned burst(enum ops_class class)
{
    unsigned n = 0;

    while (n < 10000 && when(class) == 0) {
        pace_sent(pace, class, now);
        n++;
    }
    return n;
}

#endif
