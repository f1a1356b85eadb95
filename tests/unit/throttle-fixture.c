/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "throttle-fixture.h"

struct t_throttle t_throttle;

void t_throttle_begin(void)
{
    t_throttle.throttle = throttle_new(NULL);
    t_throttle.now = (struct instant){T_THROTTLE_START,
                                      T_THROTTLE_MONDAY + 3 * 86400};
    t_throttle.dice = 88172645463325252u;
}

void t_throttle_end(void)
{
    throttle_free(t_throttle.throttle);
}

void t_throttle_pass(int64_t ms)
{
    t_throttle.now.ms += ms;
    t_throttle.now.wall = T_THROTTLE_MONDAY + 3 * 86400 +
                          (t_throttle.now.ms - T_THROTTLE_START) / 1000;
}

unsigned t_throttle_roll(unsigned sides)
{
    t_throttle.dice ^= t_throttle.dice << 13;
    t_throttle.dice ^= t_throttle.dice >> 7;
    t_throttle.dice ^= t_throttle.dice << 17;
    return (unsigned)(t_throttle.dice % sides);
}

struct limits t_throttle_header(enum light light, int64_t limit)
{
    struct limits l;

    limits_init(&l);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        l.classes[i] = (struct class_limit){light, limit};
    return l;
}

void t_throttle_learn(enum light light, int64_t limit)
{
    struct limits l = t_throttle_header(light, limit);

    throttle_learn(t_throttle.throttle, &l, t_throttle.now);
}

int64_t t_throttle_when(enum ops_class class)
{
    return throttle_when(t_throttle.throttle, class, t_throttle.now);
}

unsigned t_throttle_burst(enum ops_class class)
{
    unsigned n = 0;

    while (n < 10000 && t_throttle_when(class) == 0) {
        throttle_sent(t_throttle.throttle, class, t_throttle.now);
        n++;
    }
    return n;
}
