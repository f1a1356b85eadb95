/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/crowd.h"

#include "base/clock.h"
#include "ops/request.h"

static int64_t patience(const struct crowd *c)
{
    int64_t ms = c->round_trip / 8;

    if (!c->round_trip || ms > CROWD_MOST_MS)
        return CROWD_MOST_MS;
    return ms < CROWD_LEAST_MS ? CROWD_LEAST_MS : ms;
}

static bool is_lately(const struct crowd *c, int64_t now)
{
    return c->answered && now < c->answered + patience(c);
}

void crowd_heard(struct crowd *c, int64_t round_trip)
{
    c->round_trip = round_trip > 0 ? round_trip : 1;
}

void crowd_answered(struct crowd *c, int64_t now)
{
    if (!is_lately(c, now))
        c->away = 0;
    c->away++;
    c->answered = now;
}

void crowd_asked(struct crowd *c)
{
    c->away -= c->away > 0;
}

bool crowd_is_due(const struct crowd *c, int64_t sent, int64_t now)
{
    int64_t left = sent + c->round_trip - now;

    return c->round_trip && left <= patience(c) && left >= -patience(c);
}

static int64_t held_until(const struct crowd *c, const struct gathered *g,
                          int64_t now)
{
    if (g->due)
        return g->first + patience(c);
    if (!is_lately(c, now) && (g->count > 1 || g->under_way > 1))
        return earlier(g->latest + patience(c) / 2,
                       g->first + CROWD_LONGEST * patience(c));
    if (!is_lately(c, now))
        return g->first + CROWD_LEAST_MS;
    return c->away ? earlier(g->first, c->answered) + patience(c) : 0;
}

int64_t crowd_hold(const struct crowd *c, const struct gathered *g, int64_t now)
{
    int64_t until = g->count < BULK_MOST ? held_until(c, g, now) : 0;

    return until > now ? until : 0;
}
