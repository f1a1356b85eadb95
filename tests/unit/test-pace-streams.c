/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/pace for any stream of requests and headers, and for clocks that jump.
 * The judge is a count of its own: in no 60 s were there more requests than the
 * limit that was then in force.
 */
#include "pace-fixture.h"

static void clock_goes_back_a_little(void)
{
    begin();
    tell(LIGHT_GREEN, 10);
    CHECK_INT(burst(CLASS_SEARCH), 10);
    pass(-30000);
    while (when(CLASS_SEARCH))
        pass(100);
    pace_sent(pace, CLASS_SEARCH, now);
    CHECK(now.ms >= START);
    end();
}

/* Set back for good: no class stands still for more than a window or two. */
static void clock_goes_back_for_good(void)
{
    int64_t began;

    begin();
    tell(LIGHT_GREEN, 10);
    burst(CLASS_SEARCH);
    pace_rest(pace, CLASS_OTHER, 5000, now);
    pass(-4000000);
    began = now.ms;
    CHECK(when(CLASS_SEARCH) > now.ms);
    while (when(CLASS_SEARCH) || when(CLASS_OTHER))
        pass(100);
    CHECK(now.ms - began <= 2 * WINDOW);
    end();
}

static void clock_leaps_forward(void)
{
    begin();
    tell(LIGHT_BLACK, 0);
    burst(CLASS_SEARCH);
    pass(INT32_MAX * 1000LL);
    CHECK_INT(when(CLASS_SEARCH), 0);
    CHECK(burst(CLASS_SEARCH) > 0);
    end();
}

#define STEPS 40000

struct history {
    int64_t sent[STEPS];
    unsigned sends;
    struct {
        int64_t ms, limit;
    } told[STEPS];
    unsigned tolds;
};

/* The worst of the last minute. When nothing was told in it, no limit is
 * known: the last one, while its second lasts, or the usual one. */
static int64_t limit_now(const struct history *h)
{
    int64_t limit = UNTOLD, usual = classes[CLASS_SEARCH].limit;
    unsigned i = h->tolds;

    for (; i > 0 && h->told[i - 1].ms > now.ms - WINDOW; i--)
        if (limit == UNTOLD || h->told[i - 1].limit < limit)
            limit = h->told[i - 1].limit;
    if (limit == UNTOLD && i > 0 && h->told[i - 1].ms > now.ms - WINDOW - 1000)
        limit = h->told[i - 1].limit > usual ? h->told[i - 1].limit : usual;
    return limit == UNTOLD ? usual : limit;
}

static unsigned sent_in_last_minute(const struct history *h)
{
    unsigned n = 0;

    while (n < h->sends && h->sent[h->sends - 1 - n] > now.ms - WINDOW)
        n++;
    return n;
}

static void send_one(struct history *h)
{
    pace_sent(pace, CLASS_SEARCH, now);
    h->sent[h->sends++] = now.ms;
    CHECK((int64_t)sent_in_last_minute(h) <= limit_now(h));
}

static void hear_one(struct history *h)
{
    static const int64_t limits[] = {30, 15, 5, 30, 30, 1, 60};
    static const enum light lights[] = {LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED};
    int64_t limit = limits[roll(7)];

    tell(lights[roll(3)], limit);
    h->told[h->tolds].ms = now.ms;
    h->told[h->tolds++].limit = limit;
}

/* Impatient askers, headers at random, a clock that stumbles. */
static void random_stream(bool stumbles)
{
    static struct history h;
    int64_t latest = START, waited = 0;

    h.sends = h.tolds = 0;
    for (int i = 0; i < STEPS; i++) {
        pass(roll(4) ? roll(50) : roll(3000));
        latest = now.ms > latest ? now.ms : latest;
        if (roll(200) == 0)
            hear_one(&h);
        if (stumbles && roll(50) == 0) {
            struct instant behind = {latest - roll(50000), now.wall};

            pace_when(pace, CLASS_SEARCH, behind);
        }
        if (when(CLASS_SEARCH) == 0) {
            send_one(&h);
            waited = now.ms;
        }
        CHECK(!waited || now.ms - waited <= 3 * WINDOW);
    }
    printf("# %u sent in %lld minutes\n", h.sends,
           (long long)(now.ms - START) / 60000);
    CHECK(h.sends > 1000);
}

static void never_over_the_limit(void)
{
    for (unsigned seed = 0; seed < 5; seed++) {
        begin();
        dice += seed * 7919;
        random_stream(false);
        end();
    }
}

static void never_over_with_a_bad_clock(void)
{
    begin();
    random_stream(true);
    end();
}

/* Whoever comes back when told is let through in the end, soon. */
static void told_time_is_kept(void)
{
    begin();
    tell(LIGHT_YELLOW, 30);
    for (int i = 0; i < 300; i++) {
        int asked = 0;
        int64_t at;

        while ((at = when(CLASS_SEARCH)) != 0 && asked++ < 100)
            pass(at - now.ms);
        CHECK(asked < 100);
        pace_sent(pace, CLASS_SEARCH, now);
        tell(LIGHT_UNKNOWN, UNTOLD);
    }
    CHECK(now.ms - START <= 20 * WINDOW);
    end();
}

TEST_MAIN({"a clock goes back a little", clock_goes_back_a_little},
          {"a clock goes back for good", clock_goes_back_for_good},
          {"a clock leaps forward", clock_leaps_forward},
          {"never over the limit", never_over_the_limit},
          {"never over with a bad clock", never_over_with_a_bad_clock},
          {"a told time is kept", told_time_is_kept})
