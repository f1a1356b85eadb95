/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/bundle: readers who ask for one record after another, and what it costs.
 * Answers take their time, readers think; both in virtual ms.
 */
#include "bundle-fixture.h"

#include "dice.h"

#define READERS 64

static struct reader {
    int64_t asks; /* ms when; 0: waits for an answer, or has read all */
} crew[READERS];
static unsigned readers, left; /* records nobody asked for yet */
static int64_t thinks;         /* ms, at most */

static void think(struct t_sched_want *w)
{
    crew[w->who].asks = t_sched_moment().ms + rand() % (thinks + 1);
}

static void ask_next(unsigned who)
{
    crew[who].asks = 0;
    if (left == 0)
        return;
    left--;
    t_bundle_ask_many(1);
    t_sched.wants[t_sched.want_count - 1].who = who;
    t_sched.wants[t_sched.want_count - 1].then = think;
}

static void ask_in_time(void)
{
    for (unsigned i = 0; i < readers; i++)
        if (crew[i].asks && crew[i].asks <= t_sched_moment().ms)
            ask_next(i);
}

static unsigned sent_now(void)
{
    struct sched_report r;

    sched_report(t_sched.sched, &r);
    return r.sent_now;
}

/* All that is under way waits at the server for its time to come. */
static void settle(void)
{
    t_loopback_release(t_sched.server);
    do {
        http_turn(t_sched.http, t_sched_moment());
        ask_in_time();
        sched_turn(t_sched.sched, t_sched_moment());
        t_loopback_step(t_sched.server, http_fd(t_sched.http),
                        clock_now().ms + 1);
    } while (t_loopback_held(t_sched.server) < sent_now() ||
             sched_deadline(t_sched.sched) <= t_sched_moment().ms ||
             http_deadline(t_sched.http) == 0);
}

static int64_t next_event(void)
{
    int64_t next = sched_deadline(t_sched.sched);

    for (unsigned i = 0; i < readers; i++)
        if (crew[i].asks)
            next = earlier(next, crew[i].asks);
    for (size_t i = 0; i < sizeof(t_bundle.due) / sizeof(t_bundle.due[0]); i++)
        if (t_bundle.due[i] > t_sched_moment().ms)
            next = earlier(next, t_bundle.due[i]);
    return next;
}

/* Reader i begins `apart` ms after the one before. */
static void read_all(unsigned count, unsigned records, int64_t apart)
{
    unsigned all = t_sched.ended + records;

    readers = count;
    left = records;
    for (unsigned i = 0; i < count; i++)
        crew[i].asks = t_sched_moment().ms + 1 + i * apart;
    for (int i = 0; i < 100000 && t_sched.ended < all; i++) {
        int64_t next = next_event();

        if (next != NEVER && next > t_sched_moment().ms)
            t_sched.ahead += next - t_sched_moment().ms;
        settle();
    }
    CHECK_INT(t_sched.ended, all);
    t_bundle_all_good(0, all);
}

/* There is a token, and the round trip is known. */
static void begin_reading(int64_t answers, int64_t more, int64_t think_ms)
{
    t_bundle_begin();
    t_bundle_warm_up();
    srand(5);
    t_bundle.lag = answers;
    t_bundle.lag_more = more;
    thinks = think_ms;
    read_all(1, 1, 0);
    t_sched.ahead += 1000;
}

static unsigned cost(void)
{
    return t_sched_data_requests() - 2;
}

/* Whatever the round trip, and however they begin. */
static void eight_readers(void)
{
    static const struct {
        int64_t lag, more, think, apart;
    } cases[] = {
        {200, 0, 0, 0},   {200, 0, 2, 0},  {200, 50, 2, 0},  {200, 50, 4, 1},
        {200, 50, 10, 0}, {200, 50, 2, 3}, {600, 300, 5, 1}, {1500, 500, 5, 0},
        {40, 10, 2, 0},   {5, 1, 1, 0},    {1, 0, 0, 0},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]);
         i += t_is_quick() ? 4 : 1) {
        int64_t began;

        begin_reading(cases[i].lag, cases[i].more, cases[i].think);
        began = t_sched_moment().ms;
        read_all(8, 1000, cases[i].apart);
        printf("# %lld+%lld ms, think %lld, %lld apart: %u requests, %lld s\n",
               (long long)cases[i].lag, (long long)cases[i].more,
               (long long)cases[i].think, (long long)cases[i].apart, cost(),
               (long long)(t_sched_moment().ms - began) / 1000);
        CHECK(cost() <= 140);
        t_bundle_end();
    }
}

/* They who begin far apart may stay so: a wave or a few, never one each. */
static void far_apart(void)
{
    begin_reading(200, 60, 3);
    read_all(8, 1000, 70);
    printf("# %u requests\n", cost());
    CHECK(cost() <= 500);
    t_bundle_end();
}

/* 250 of them would use up the minute; the 50 that no full bundle has room for
 * go while the others are on the wire. */
static void the_rest_of_a_crowd(void)
{
    begin_reading(1000, 0, 0);
    t_bundle_ask_many(250);
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(sent_now(), 2);
    t_sched.ahead += NAGLE_MAX_MS;
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(sent_now(), 3);
    t_bundle_end();
}

static void many_readers(void)
{
    begin_reading(200, 50, 3);
    read_all(64, 1200, 0);
    printf("# %u requests\n", cost());
    CHECK(cost() <= 25);
    t_bundle_end();
}

/* A lone reader waits for nobody. */
static void one_reader(void)
{
    int64_t began;

    begin_reading(200, 0, 0);
    began = t_sched_moment().ms;
    read_all(1, 50, 0);
    CHECK_INT(cost(), 50);
    CHECK_INT(t_bundle.post_count, 0);
    CHECK_INT(t_sched_moment().ms - began, 1 + 50 * 200);
    t_bundle_end();
}

static void two_readers(void)
{
    int64_t began;

    begin_reading(200, 0, 1);
    began = t_sched_moment().ms;
    read_all(2, 100, 5);
    printf("# %u requests\n", cost());
    CHECK(cost() <= 53);
    CHECK(t_sched_moment().ms - began <= 52 * 220);
    t_bundle_end();
}

TEST_MAIN({"eight readers", eight_readers}, {"far apart", far_apart},
          {"the rest of a crowd", the_rest_of_a_crowd},
          {"many readers", many_readers}, {"one reader", one_reader},
          {"two readers", two_readers})
