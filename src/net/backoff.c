/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/backoff.h"

#include <sys/random.h>

void chance_init(struct chance *c)
{
    if (getrandom(&c->state, sizeof(c->state), GRND_NONBLOCK) !=
            sizeof(c->state) ||
        c->state == 0)
        c->state = 0x9e3779b97f4a7c15; /* never 0: it would stay there */
}

static uint64_t draw(struct chance *c)
{
    c->state ^= c->state << 13;
    c->state ^= c->state >> 7;
    c->state ^= c->state << 17;
    return c->state;
}

int64_t backoff_ms(unsigned failures, int64_t first_ms, int64_t longest_ms)
{
    int64_t ms = first_ms;

    while (failures-- > 0 && ms < longest_ms)
        ms *= 2;
    return ms < longest_ms ? ms : longest_ms;
}

int64_t backoff_jitter(struct chance *c, int64_t ms)
{
    int64_t half = ms / 2;

    return ms - (int64_t)(draw(c) % (uint64_t)(half + 1));
}
