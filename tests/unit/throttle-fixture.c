/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "throttle-fixture.h"

struct t_pace t_pace;

void t_pace_begin(void)
{
    t_pace.pace = pace_new(NULL);
    t_pace.now = (struct instant){T_PACE_START, T_PACE_MONDAY + 3 * 86400};
    t_pace.dice = 88172645463325252u;
}

void t_pace_end(void)
{
    pace_free(t_pace.pace);
}

void t_pace_pass(int64_t ms)
{
    t_pace.now.ms += ms;
    t_pace.now.wall = T_PACE_MONDAY + 3 * 86400 +
                      (t_pace.now.ms - T_PACE_START) / 1000;
}

unsigned t_pace_roll(unsigned sides)
{
    t_pace.dice ^= t_pace.dice << 13;
    t_pace.dice ^= t_pace.dice >> 7;
    t_pace.dice ^= t_pace.dice << 17;
    return (unsigned)(t_pace.dice % sides);
}

struct limits t_pace_header(enum light light, int64_t limit)
{
    struct limits l;

    limits_init(&l);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        l.classes[i] = (struct class_limit){light, limit};
    return l;
}

void t_pace_tell(enum light light, int64_t limit)
{
    struct limits l = t_pace_header(light, limit);

    pace_told(t_pace.pace, &l, t_pace.now);
}

int64_t t_pace_when(enum ops_class class)
{
    return pace_when(t_pace.pace, class, t_pace.now);
}

unsigned t_pace_burst(enum ops_class class)
{
    unsigned n = 0;

    while (n < 10000 && t_pace_when(class) == 0) {
        pace_sent(t_pace.pace, class, t_pace.now);
        n++;
    }
    return n;
}
