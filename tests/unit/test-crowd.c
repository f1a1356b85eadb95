/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/crowd: who waits for whom, and how long, in virtual time.
 */
#include "check.h"
#include "net/crowd.h"
#include "ops/request.h"

#include <stdlib.h>

#define T 1000000

/* Round trip 160 ms: 20 of patience. `k` readers were answered at T. */
static struct crowd crowd_of(unsigned k, int64_t round_trip)
{
    struct crowd c = {0};

    crowd_heard(&c, round_trip);
    for (unsigned i = 0; i < k; i++)
        crowd_answered(&c, T);
    return c;
}

static struct gathered here(unsigned count, int64_t first, int64_t latest)
{
    return (struct gathered){.count = count, .first = first, .latest = latest};
}

static void a_lone_first_one(void)
{
    struct crowd c = {0};
    struct gathered g = here(1, T, T);

    CHECK_INT(crowd_hold(&c, &g, T), T + 3);
    CHECK_INT(crowd_hold(&c, &g, T + 2), T + 3);
    CHECK_INT(crowd_hold(&c, &g, T + 3), 0);
    crowd_heard(&c, 900);
    CHECK_INT(crowd_hold(&c, &g, T), T + 3);
}

static void a_lone_reader_again(void)
{
    struct crowd c = crowd_of(1, 160);
    struct gathered g = here(1, T + 1, T + 1);

    crowd_asked(&c);
    CHECK_INT(crowd_hold(&c, &g, T + 1), 0);
}

static void a_full_one(void)
{
    struct crowd c = crowd_of(300, 160);
    struct gathered g = here(BULK_MOST, T, T);

    CHECK_INT(crowd_hold(&c, &g, T), 0);
    g.count--;
    CHECK_INT(crowd_hold(&c, &g, T), T + 20);
}

static void until_all_are_back(void)
{
    struct crowd c = crowd_of(8, 160);

    for (unsigned i = 1; i <= 8; i++) {
        struct gathered g = here(i, T + 1, T + i);

        crowd_asked(&c);
        CHECK_INT(crowd_hold(&c, &g, T + i), i < 8 ? T + 20 : 0);
    }
}

/* Who waited before the others were answered does not wait longer for it. */
static void no_longer_than_patience(void)
{
    struct crowd c = crowd_of(8, 160);
    struct gathered g = here(2, T - 10, T + 1);

    CHECK_INT(crowd_hold(&c, &g, T + 1), T + 10);
    CHECK_INT(crowd_hold(&c, &g, T + 10), 0);
}

static void patience_follows_the_round_trip(void)
{
    static const struct {
        int64_t round_trip, patience;
    } cases[] = {{0, 3},   {8, 3},    {31, 3},    {40, 5},
                 {80, 10}, {160, 20}, {1600, 20}, {60000, 20}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct crowd c = crowd_of(8, cases[i].round_trip);
        struct gathered g = here(1, T, T);

        CHECK_INT(crowd_hold(&c, &g, T), T + cases[i].patience);
    }
}

static void they_who_stay_away(void)
{
    struct crowd c = crowd_of(8, 160);
    struct gathered g = here(1, T + 500, T + 500);

    CHECK_INT(crowd_hold(&c, &g, T + 500), T + 503);
    crowd_answered(&c, T + 700);
    crowd_asked(&c);
    g = here(1, T + 701, T + 701);
    CHECK_INT(crowd_hold(&c, &g, T + 701), 0);
}

/* They come one after the other: as long as they do, but no longer than 100 ms,
 * CROWD_LONGEST times the patience. One whose company has just left counts as
 * company. */
static void a_burst(void)
{
    struct crowd c = {0};
    struct gathered g = here(30, T, T + 8);

    CHECK_INT(crowd_hold(&c, &g, T + 9), T + 18);
    CHECK_INT(crowd_hold(&c, &g, T + 18), 0);
    g = here(60, T, T + 39);
    CHECK_INT(crowd_hold(&c, &g, T + 39), T + 49);
    g = here(90, T, T + 98);
    CHECK_INT(crowd_hold(&c, &g, T + 98), T + 100);
    g = here(1, T, T);
    g.under_way = 100;
    CHECK_INT(crowd_hold(&c, &g, T), T + 10);
}

static void they_who_are_due(void)
{
    struct crowd c = crowd_of(1, 160);
    struct gathered g = here(1, T + 1, T + 1);

    CHECK(crowd_is_due(&c, T - 150, T));
    CHECK(crowd_is_due(&c, T - 170, T));
    CHECK(!crowd_is_due(&c, T - 100, T));
    CHECK(!crowd_is_due(&c, T - 181, T));
    crowd_asked(&c);
    g.due = 7;
    CHECK_INT(crowd_hold(&c, &g, T + 1), T + 21);
    CHECK_INT(crowd_hold(&c, &g, T + 21), 0);
    c = (struct crowd){0};
    CHECK(!crowd_is_due(&c, T, T));
}

/* Whatever happened: nobody is held for more than 100 ms, and no lone one for
 * more than 3 unless somebody is likely to come. */
static void anything(void)
{
    struct crowd c = {0};
    int64_t now = T;

    srand(11);
    for (int i = 0; i < 200000; i++) {
        int64_t first = now - rand() % 30, latest = first + rand() % 5, until;
        struct gathered g = here(1 + (unsigned)rand() % 120, first, latest);

        now += rand() % 40;
        if (rand() % 2)
            crowd_asked(&c);
        if (rand() % 3 == 0)
            crowd_answered(&c, now);
        if (rand() % 5 == 0)
            crowd_heard(&c, rand() % 300);
        until = crowd_hold(&c, &g, now);
        CHECK(until == 0 ||
              (until > now && until <= first + CROWD_LONGEST * CROWD_MOST_MS));
        CHECK(until == 0 || g.count < BULK_MOST);
        if (g.count == 1 && c.away == 0)
            CHECK(until <= latest + CROWD_LEAST_MS);
    }
}

TEST_MAIN({"a lone first one", a_lone_first_one},
          {"a lone reader again", a_lone_reader_again},
          {"a full one", a_full_one},
          {"until all are back", until_all_are_back},
          {"no longer than patience", no_longer_than_patience},
          {"patience follows the round trip", patience_follows_the_round_trip},
          {"they who stay away", they_who_stay_away}, {"a burst", a_burst},
          {"they who are due", they_who_are_due}, {"anything", anything})
