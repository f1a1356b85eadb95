/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/nagle: when a reader waits for others, and how long, in virtual time; and
 * what that costs readers who ask for one record after another.
 */
#include "check.h"
#include "dice.h"
#include "net/nagle.h"
#include "ops/request.h"

#include <stdbool.h>
#include <string.h>

#define T 1000000
#define PLENTY 1000000

/* Round trip 200 ms: a share is 50, and 403 are overdue. */
static struct nagle nagle_of(unsigned answered)
{
    struct nagle n = {0};

    for (int i = 0; i < 100; i++)
        nagle_heard(&n, 200);
    for (unsigned i = 0; i < answered; i++)
        nagle_answered(&n);
    nagle_turn(&n, T);
    return n;
}

static void ask(struct nagle *n, unsigned count, int64_t now)
{
    for (unsigned i = 0; i < count; i++)
        nagle_asked(n);
    nagle_turn(n, now);
}

/* `count` readers, the first at T, while what was sent then is on the wire. */
static struct gathered here(unsigned count, int64_t sent, int64_t left)
{
    return (struct gathered){count, T, T, sent, left};
}

static void a_lone_reader_never_waits(void)
{
    struct nagle n = {0};
    struct gathered g = here(1, 0, 0);

    for (int64_t now = T; now < T + 100000; now += 137) {
        ask(&n, 1, now);
        g.first = now;
        CHECK_INT(nagle_hold(&n, &g, now), 0);
        nagle_heard(&n, now % 400);
        nagle_answered(&n);
        nagle_turn(&n, now + 100);
    }
}

static void who_comes_meanwhile_waits_for_the_answer(void)
{
    struct nagle n = nagle_of(0);
    struct gathered g = here(7, T - 20, 4);

    ask(&n, 1, T);
    CHECK_INT(nagle_hold(&n, &g, T), T - 20 + 403);
    CHECK_INT(nagle_hold(&n, &g, T + 382), T - 20 + 403);
    CHECK_INT(nagle_hold(&n, &g, T + 383), 0);
    g.sent = 0;
    CHECK_INT(nagle_hold(&n, &g, T), 0);
}

static void a_share_if_there_is_plenty(void)
{
    struct nagle n = nagle_of(0);
    struct gathered g = here(7, T - 20, PLENTY);

    ask(&n, 7, T);
    CHECK_INT(nagle_hold(&n, &g, T + 1), T + 50);
    CHECK_INT(nagle_hold(&n, &g, T + 50), 0);
    g.sent = T - 390;
    CHECK_INT(nagle_hold(&n, &g, T + 1), T + 13);
}

/* Five seconds count; they fade as five others pass. */
static void what_would_not_last(void)
{
    struct nagle n = nagle_of(0);
    struct gathered g = here(2, T - 20, 120);

    ask(&n, 10, T);
    CHECK_INT(nagle_hold(&n, &g, T + 1), T + 50);
    ask(&n, 1, T + 1);
    CHECK_INT(nagle_hold(&n, &g, T + 1), T - 20 + 403);
    g.left = 132;
    CHECK_INT(nagle_hold(&n, &g, T + 1), T + 50);
    g = (struct gathered){2, T + 7500, T + 7500, T + 7490, 60};
    nagle_turn(&n, T + 7500);
    CHECK_INT(nagle_hold(&n, &g, T + 7500), T + 7550);
    g.left = 59;
    CHECK_INT(nagle_hold(&n, &g, T + 7500), T + 7490 + 403);
    nagle_turn(&n, T + 15000);
    g = (struct gathered){2, T + 15000, T + 15000, T + 14990, 0};
    CHECK_INT(nagle_hold(&n, &g, T + 15000), T + 15050);
}

static void a_full_one_goes(void)
{
    struct nagle n = nagle_of(300);
    struct gathered g = here(BULK_MAX, T - 1, 0);

    CHECK_INT(nagle_hold(&n, &g, T), 0);
    g.sent = 0;
    CHECK_INT(nagle_hold(&n, &g, T), 0);
    g.count--;
    CHECK_INT(nagle_hold(&n, &g, T), T + 50);
}

/* Of which each bundle would be nearly full. */
static void a_crowd_waits_for_a_lull(void)
{
    struct nagle n = nagle_of(0);
    struct gathered g = here(BULK_MAX * 3 / 4, T - 1, 0);

    ask(&n, g.count, T + 5);
    g.last = T + 5;
    CHECK_INT(nagle_hold(&n, &g, T + 5), T + 5 + NAGLE_MIN_MS);
    CHECK_INT(nagle_hold(&n, &g, T + 5 + NAGLE_MIN_MS), 0);
    g.count--;
    CHECK_INT(nagle_hold(&n, &g, T + 5), T - 1 + 403);
}

/* Else some of it would leave a moment before the others. */
static void the_rest_of_a_crowd_waits_while_more_come(void)
{
    struct nagle n = nagle_of(0);
    struct gathered g = here(42, T - 1, 0);

    g.with = BULK_MAX;
    g.last = T + 48;
    ask(&n, 1000, T);
    CHECK_INT(nagle_hold(&n, &g, T + 48), T + 48 + 12);
    CHECK_INT(nagle_hold(&n, &g, T + 60), 0);
    g.last = T + 410;
    CHECK_INT(nagle_hold(&n, &g, T + 48), T - 1 + 403);
}

/* A thousand ask at once: what is left when the full bundles have gone would
 * not be fewer requests for waiting. Who comes later waits as before. */
static void the_rest_of_a_crowd_waits_a_share(void)
{
    struct nagle n = nagle_of(0);
    struct gathered g = here(2, T - 1, 0);

    ask(&n, 1000, T);
    CHECK_INT(nagle_hold(&n, &g, T), T - 1 + 403);
    g.with = BULK_MAX * 3 / 4;
    CHECK_INT(nagle_hold(&n, &g, T), T + 50);
    g.with--;
    CHECK_INT(nagle_hold(&n, &g, T), T - 1 + 403);
    g.with = BULK_MAX;
    g.sent = T - 49;
    CHECK_INT(nagle_hold(&n, &g, T), T + 50);
    g.sent = T - 50;
    CHECK_INT(nagle_hold(&n, &g, T), T - 50 + 403);
}

/* Answered, one waits for the others: until the last is back. */
static void until_all_are_back(void)
{
    struct nagle n = nagle_of(8);

    for (unsigned i = 1; i <= 8; i++) {
        struct gathered g = here(i, 0, PLENTY);

        ask(&n, 1, T + i);
        CHECK_INT(nagle_hold(&n, &g, T + i), i < 8 ? T + 50 : 0);
    }
}

static void who_stays_away_is_not_waited_for(void)
{
    struct nagle n = nagle_of(8);
    struct gathered g = here(3, 0, 0);

    ask(&n, 3, T + 2);
    CHECK_INT(nagle_hold(&n, &g, T + 49), T + 50);
    CHECK_INT(nagle_hold(&n, &g, T + 50), 0);
    for (int i = 0; i < 3; i++)
        nagle_answered(&n);
    nagle_turn(&n, T + 250);
    ask(&n, 3, T + 251);
    g.first = T + 251;
    CHECK_INT(nagle_hold(&n, &g, T + 251), 0);
}

static void shares_follow_the_round_trip(void)
{
    static const struct {
        int64_t round_trip, share;
    } cases[] = {{1, 3},     {8, 3},      {40, 10},    {160, 40},
                 {400, 100}, {1600, 100}, {60000, 100}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct gathered g = here(2, T, PLENTY);
        struct nagle n = {0};

        CHECK_INT(nagle_hold(&n, &g, T), T + NAGLE_FIRST_MS / 4);
        nagle_heard(&n, cases[i].round_trip);
        CHECK_INT(nagle_hold(&n, &g, T), T + cases[i].share);
    }
}

/* --- readers ------------------------------------------------------------- */

#define READERS 64
#define MINUTE 60000

/* Time is a variable here; answers take `least` to `most` ms, by chance. */
struct play {
    unsigned readers, records;
    uint32_t least, most, thinks;
    int64_t limit; /* a minute */
};

struct played {
    unsigned requests;
    unsigned busiest; /* minute */
    int64_t ms;
    int64_t held; /* ms at most, one reader */
};

static struct {
    struct nagle nagle;
    struct dice dice;
    int64_t asks[READERS]; /* when; 0: waits, or has done */
    struct queued {
        unsigned who;
        int64_t came;
    } queue[READERS];
    struct sent {
        int64_t left, due;
        unsigned who[READERS], count;
    } wire[READERS];
    unsigned queued, flights;
    int64_t sent[4000];
} stage;

static unsigned since(const struct played *p, int64_t ms)
{
    unsigned count = 0;

    for (unsigned i = 0; i < p->requests; i++)
        count += stage.sent[i] > ms;
    return count;
}

static void land(const struct play *play, int64_t now)
{
    for (unsigned i = 0; i < stage.flights; i++) {
        struct sent *s = &stage.wire[i];

        if (s->due > now)
            continue;
        nagle_heard(&stage.nagle, now - s->left);
        for (unsigned k = 0; k < s->count; k++) {
            nagle_answered(&stage.nagle);
            stage.asks[s->who[k]] = now + 1 +
                                    dice_roll(&stage.dice, play->thinks + 1);
        }
        *s = stage.wire[--stage.flights];
        i--;
    }
}

static void come(const struct play *play, unsigned *left, int64_t now)
{
    for (unsigned i = 0; i < play->readers; i++) {
        if (!stage.asks[i] || stage.asks[i] > now)
            continue;
        stage.asks[i] = 0;
        if (!*left)
            continue;
        --*left;
        nagle_asked(&stage.nagle);
        stage.queue[stage.queued++] = (struct queued){i, now};
    }
}

static int64_t latest_left(int64_t came)
{
    int64_t latest = 0;

    for (unsigned i = 0; i < stage.flights; i++)
        if (stage.wire[i].left <= came && stage.wire[i].left > latest)
            latest = stage.wire[i].left;
    return latest;
}

static void leave(const struct play *play, struct played *p, int64_t now)
{
    struct gathered g = {stage.queued, stage.queue[0].came,
                         stage.queue[stage.queued ? stage.queued - 1 : 0].came,
                         latest_left(stage.queue[0].came),
                         play->limit - since(p, now - MINUTE)};
    struct sent *s = &stage.wire[stage.flights];

    if (!stage.queued || g.left <= 0 || nagle_hold(&stage.nagle, &g, now))
        return;
    *s = (struct sent){now,
                       now + play->least +
                           dice_roll(&stage.dice, play->most - play->least + 1),
                       {0},
                       stage.queued};
    for (unsigned i = 0; i < stage.queued; i++)
        s->who[i] = stage.queue[i].who;
    if (p->held < now - g.first)
        p->held = now - g.first;
    stage.queued = 0;
    stage.flights++;
    stage.sent[p->requests++] = now;
    if (p->busiest < since(p, now - MINUTE))
        p->busiest = since(p, now - MINUTE);
}

static struct played perform(const struct play *play)
{
    struct played p = {0};
    unsigned left = play->records;
    int64_t now = T;

    memset(&stage, 0, sizeof(stage));
    stage.dice.state = 3;
    for (unsigned i = 0; i < play->readers; i++)
        stage.asks[i] = now + 1 + 2 * i;
    for (; left || stage.queued || stage.flights; now++) {
        land(play, now);
        come(play, &left, now);
        nagle_turn(&stage.nagle, now);
        leave(play, &p, now);
    }
    p.ms = now - T;
    printf("# %u readers, %u records, %u-%u ms, think %u: %u requests, "
           "%lld ms, %u in a minute, held %lld\n",
           play->readers, play->records, play->least, play->most, play->thinks,
           p.requests, (long long)p.ms, p.busiest, (long long)p.held);
    return p;
}

static void eight_readers(void)
{
    static const struct {
        struct play play;
        unsigned requests;
        int64_t ms;
    } cases[] = {
        {{8, 400, 80, 330, 5, 200}, 65, 15000},
        {{8, 400, 80, 330, 30, 200}, 65, 15000},
        {{8, 400, 80, 330, 60, 200}, 65, 18000},
        {{8, 1000, 80, 330, 5, 200}, 160, 36000},
        {{8, 1000, 80, 330, 30, 200}, 160, 36000},
        {{8, 1000, 80, 330, 60, 200}, 160, 45000},
        {{8, 1000, 150, 150, 2, 200}, 140, 25000},
        {{8, 400, 80, 330, 5, 100}, 65, 15000},
        {{8, 1000, 1, 2, 1, 200}, 160, 36000},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct played p = perform(&cases[i].play);

        CHECK(p.requests <= cases[i].requests);
        CHECK(p.ms <= cases[i].ms);
    }
}

/* Never over the limit, nor more than they would need alone. */
static void two_readers_and_many(void)
{
    struct played p = perform(&(struct play){2, 400, 80, 330, 5, 200});

    CHECK(p.requests <= 220);
    p = perform(&(struct play){32, 400, 80, 330, 20, 200});
    CHECK(p.requests <= 20);
    p = perform(&(struct play){32, 1000, 80, 330, 20, 200});
    CHECK(p.requests <= 45);
    p = perform(&(struct play){64, 2000, 80, 330, 40, 200});
    CHECK(p.requests <= 50);
}

/* With plenty left nobody waits longer than a share. */
static void a_few_now_and_then(void)
{
    struct played p = perform(&(struct play){3, 60, 80, 330, 6000, 200});

    CHECK(p.held <= NAGLE_MAX_MS);
    CHECK(p.requests <= 60);
}

TEST_MAIN({"a lone reader never waits", a_lone_reader_never_waits},
          {"who comes meanwhile waits for the answer",
           who_comes_meanwhile_waits_for_the_answer},
          {"a share if there is plenty", a_share_if_there_is_plenty},
          {"what would not last", what_would_not_last},
          {"a full one goes", a_full_one_goes},
          {"a crowd waits for a lull", a_crowd_waits_for_a_lull},
          {"the rest of a crowd waits while more come",
           the_rest_of_a_crowd_waits_while_more_come},
          {"the rest of a crowd waits a share",
           the_rest_of_a_crowd_waits_a_share},
          {"until all are back", until_all_are_back},
          {"who stays away is not waited for",
           who_stays_away_is_not_waited_for},
          {"shares follow the round trip", shares_follow_the_round_trip},
          {"eight readers", eight_readers},
          {"two readers and many", two_readers_and_many},
          {"a few now and then", a_few_now_and_then})
