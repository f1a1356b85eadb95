/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nagle.h"

#include "base/clock.h"
#include "ops/limits.h"
#include "ops/service_limits.h"

#include <stdbool.h>

/* So many are a crowd. */
#define CROWD (BULK_MAX * 3 / 4)

static int64_t mean_of(const struct nagle *n)
{
    return n->mean ? n->mean : NAGLE_FIRST_MS;
}

static int64_t share(const struct nagle *n)
{
    int64_t ms = mean_of(n) / 4;

    if (ms > NAGLE_MAX_MS)
        return NAGLE_MAX_MS;
    return ms < NAGLE_MIN_MS ? NAGLE_MIN_MS : ms;
}

/* Nobody came for this long: no more are on their way. */
static int64_t lull(const struct nagle *n)
{
    return later(share(n) / 4, NAGLE_MIN_MS);
}

/* The deviation of a server that is always as fast is zero; its answers are not
 * overdue for that. */
static int64_t overdue(const struct nagle *n)
{
    int64_t mean = mean_of(n), more = 4 * n->deviation;

    return mean + (more > mean ? more : mean) + NAGLE_MIN_MS;
}

/* RFC 6298, 2.2 and 2.3. */
void nagle_heard(struct nagle *n, int64_t round_trip)
{
    int64_t rtt = round_trip > 0 ? round_trip : 1;
    int64_t off = rtt > n->mean ? rtt - n->mean : n->mean - rtt;

    if (!n->mean) {
        n->mean = rtt;
        n->deviation = rtt / 2;
        return;
    }
    n->deviation = (3 * n->deviation + off) / 4;
    n->mean = (7 * n->mean + rtt) / 8;
    n->mean += n->mean == 0;
}

void nagle_asked(struct nagle *n)
{
    if (n->away)
        n->away--;
    else if (n->answered_now)
        n->answered_now--;
    n->asked_now++;
}

void nagle_answered(struct nagle *n)
{
    n->answered_now++;
}

static void note_answered(struct nagle *n, int64_t now)
{
    if (now >= n->answered + share(n))
        n->away = 0;
    if (!n->answered_now)
        return;
    n->away += n->answered_now;
    n->answered_now = 0;
    n->answered = now;
}

static void note_asked(struct nagle *n, int64_t now)
{
    int64_t slot = now / NAGLE_SLOT_MS;

    if (slot != n->slot) {
        n->asked_before = slot == n->slot + 1 ? n->asked : 0;
        n->asked = 0;
        n->slot = slot;
    }
    n->asked += n->asked_now;
    n->asked_now = 0;
}

void nagle_turn(struct nagle *n, int64_t now)
{
    note_answered(n, now);
    note_asked(n, now);
}

/* Of the slot before, as much as is needed to make this one whole. */
static int64_t asked_a_window(const struct nagle *n, int64_t now)
{
    int64_t rest = NAGLE_SLOT_MS - now % NAGLE_SLOT_MS;
    int64_t asked = n->asked + n->asked_before * rest / NAGLE_SLOT_MS;

    return asked * (LIMITS_WINDOW_MS / NAGLE_SLOT_MS);
}

static bool is_scarce(const struct nagle *n, const struct gathered *g,
                      int64_t now)
{
    return asked_a_window(n, now) > g->left;
}

/* Those who came with a crowd that has just left. */
static bool is_rest(const struct nagle *n, const struct gathered *g)
{
    return g->with >= CROWD && g->first < g->sent + share(n);
}

static int64_t held_until(const struct nagle *n, const struct gathered *g,
                          int64_t now)
{
    int64_t until = NEVER;

    if (!g->sent)
        return n->away ? n->answered + share(n) : 0;
    if (g->count >= CROWD)
        return g->last + NAGLE_MIN_MS;
    if (is_rest(n, g))
        until = later(g->first + share(n), g->last + lull(n));
    else if (!is_scarce(n, g, now))
        until = g->first + share(n);
    return earlier(until, g->sent + overdue(n));
}

int64_t nagle_hold(const struct nagle *n, const struct gathered *g, int64_t now)
{
    int64_t until = g->count < BULK_MAX ? held_until(n, g, now) : 0;

    return until > now ? until : 0;
}
