/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/throttle for any stream of requests and headers, and for clocks that
 * jump. The judge is a count of its own: in no 60 s were there more requests
 * than the limit that was then in force.
 */
#include "throttle-fixture.h"

static void clock_goes_back_a_little(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 10);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 10);
    t_throttle_pass(-30000);
    while (t_throttle_when(CLASS_SEARCH))
        t_throttle_pass(100);
    throttle_sent(t_throttle.throttle, CLASS_SEARCH, t_throttle.now);
    CHECK(t_throttle.now.ms >= T_THROTTLE_START);
    t_throttle_end();
}

/* Set back for good: no class stands still for more than a window or two. */
static void clock_goes_back_for_good(void)
{
    int64_t began;

    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 10);
    t_throttle_burst(CLASS_SEARCH);
    throttle_rest(t_throttle.throttle, CLASS_OTHER, 5000, t_throttle.now);
    t_throttle_pass(-4000000);
    began = t_throttle.now.ms;
    CHECK(t_throttle_when(CLASS_SEARCH) > t_throttle.now.ms);
    while (t_throttle_when(CLASS_SEARCH) || t_throttle_when(CLASS_OTHER))
        t_throttle_pass(100);
    CHECK(t_throttle.now.ms - began <= 2 * T_THROTTLE_WINDOW);
    t_throttle_end();
}

static void clock_leaps_forward(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_BLACK, 0);
    t_throttle_burst(CLASS_SEARCH);
    t_throttle_pass(INT32_MAX * 1000LL);
    CHECK_INT(t_throttle_when(CLASS_SEARCH), 0);
    CHECK(t_throttle_burst(CLASS_SEARCH) > 0);
    t_throttle_end();
}

#define STEPS 40000

struct history {
    int64_t sent[STEPS];
    unsigned sends;
    struct {
        int64_t ms, limit;
    } reported[STEPS];
    unsigned tolds;
};

/* The worst of the last minute. When nothing was reported in it, no limit is
 * known: the last one, for one second, or the usual one. */
static int64_t limit_now(const struct history *h)
{
    int64_t limit = UNTOLD, usual = classes[CLASS_SEARCH].limit;
    unsigned i = h->tolds;

    for (;
         i > 0 && h->reported[i - 1].ms > t_throttle.now.ms - T_THROTTLE_WINDOW;
         i--)
        if (limit == UNTOLD || h->reported[i - 1].limit < limit)
            limit = h->reported[i - 1].limit;
    if (limit == UNTOLD && i > 0 &&
        h->reported[i - 1].ms > t_throttle.now.ms - T_THROTTLE_WINDOW - 1000)
        limit = h->reported[i - 1].limit > usual ? h->reported[i - 1].limit
                                                 : usual;
    return limit == UNTOLD ? usual : limit;
}

static unsigned sent_in_last_minute(const struct history *h)
{
    unsigned n = 0;

    while (n < h->sends &&
           h->sent[h->sends - 1 - n] > t_throttle.now.ms - T_THROTTLE_WINDOW)
        n++;
    return n;
}

static void send_one(struct history *h)
{
    throttle_sent(t_throttle.throttle, CLASS_SEARCH, t_throttle.now);
    h->sent[h->sends++] = t_throttle.now.ms;
    CHECK((int64_t)sent_in_last_minute(h) <= limit_now(h));
}

static void hear_one(struct history *h)
{
    static const int64_t limits[] = {30, 15, 5, 30, 30, 1, 60};
    static const enum light lights[] = {LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED};
    int64_t limit = limits[t_throttle_roll(7)];

    t_throttle_learn(lights[t_throttle_roll(3)], limit);
    h->reported[h->tolds].ms = t_throttle.now.ms;
    h->reported[h->tolds++].limit = limit;
}

/* Impatient askers, headers at random, a clock that stumbles. */
static void random_stream(bool stumbles)
{
    static struct history h;
    int64_t latest = T_THROTTLE_START, waited = 0;

    h.sends = h.tolds = 0;
    for (int i = 0; i < STEPS; i++) {
        t_throttle_pass(t_throttle_roll(4) ? t_throttle_roll(50)
                                           : t_throttle_roll(3000));
        latest = t_throttle.now.ms > latest ? t_throttle.now.ms : latest;
        if (t_throttle_roll(200) == 0)
            hear_one(&h);
        if (stumbles && t_throttle_roll(50) == 0) {
            struct instant earlier = {latest - t_throttle_roll(50000),
                                      t_throttle.now.wall};

            throttle_when(t_throttle.throttle, CLASS_SEARCH, earlier);
        }
        if (t_throttle_when(CLASS_SEARCH) == 0) {
            send_one(&h);
            waited = t_throttle.now.ms;
        }
        CHECK(!waited || t_throttle.now.ms - waited <= 3 * T_THROTTLE_WINDOW);
    }
    printf("# %u sent in %lld minutes\n", h.sends,
           (long long)(t_throttle.now.ms - T_THROTTLE_START) / 60000);
    CHECK(h.sends > 1000);
}

static void never_over_the_limit(void)
{
    for (unsigned seed = 0; seed < 5; seed++) {
        t_throttle_begin();
        t_throttle.dice += seed * 7919;
        random_stream(false);
        t_throttle_end();
    }
}

static void never_over_with_a_bad_clock(void)
{
    t_throttle_begin();
    random_stream(true);
    t_throttle_end();
}

/* Whoever comes back at the time that was given is let through soon. */
static void reported_time_is_kept(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_YELLOW, 30);
    for (int i = 0; i < 300; i++) {
        int asked = 0;
        int64_t at;

        while ((at = t_throttle_when(CLASS_SEARCH)) != 0 && asked++ < 100)
            t_throttle_pass(at - t_throttle.now.ms);
        CHECK(asked < 100);
        throttle_sent(t_throttle.throttle, CLASS_SEARCH, t_throttle.now);
        t_throttle_learn(LIGHT_UNKNOWN, UNTOLD);
    }
    CHECK(t_throttle.now.ms - T_THROTTLE_START <= 20 * T_THROTTLE_WINDOW);
    t_throttle_end();
}

TEST_MAIN({"a clock goes back a little", clock_goes_back_a_little},
          {"a clock goes back for good", clock_goes_back_for_good},
          {"a clock leaps forward", clock_leaps_forward},
          {"never over the limit", never_over_the_limit},
          {"never over with a bad clock", never_over_with_a_bad_clock},
          {"a reported time is kept", reported_time_is_kept})
