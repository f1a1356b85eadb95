/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read-ahead's arithmetic: what counts as a walk, and how windows grow. */
#include "tree/ahead_walk.h"

#include "check.h"
#include "dice.h"

enum { COUNT = 1000, MOST = 100 };

static struct ahead_walk walk;
static unsigned windows, sizes[200], asked_for;
static bool asked[COUNT];
static unsigned most;
static bool room, lost;

static void begin(void)
{
    walk = (struct ahead_walk){0};
    windows = asked_for = 0;
    memset(asked, 0, sizeof(asked));
    most = MOST;
    room = true;
    lost = false;
}

static void ask(size_t count)
{
    struct ahead_window w;

    if (!room) {
        ahead_walk_close(&walk);
        return;
    }
    w = ahead_walk_open(&walk, most, lost, count);
    sizes[windows++] = w.count;
    for (unsigned i = 0; i < w.count; i++) {
        int64_t at = w.first + (int64_t)i * w.way;

        CHECK(at >= 0 && at < (int64_t)count);
        CHECK(!asked[at]);
        asked[at] = true;
        asked_for++;
    }
}

/* Two orders that agree, unless `name` says where the name stands. */
static void read_as(int64_t listed, int64_t name)
{
    struct position at = {.in = {listed, name}};

    if (ahead_walk_step(&walk, &at, COUNT))
        ask(COUNT);
}

static void read_at(int64_t at)
{
    read_as(at, at);
}

static void sizes_are(const unsigned *want, unsigned count)
{
    CHECK_INT(windows, count);
    for (unsigned i = 0; i < count && i < windows; i++)
        CHECK_INT(sizes[i], want[i]);
}

static void two_steps_are_a_walk(void)
{
    begin();
    read_at(0);
    read_at(1);
    CHECK_INT(windows, 0);
    read_at(2);
    sizes_are((unsigned[]){2}, 1);
    CHECK(asked[3] && asked[4] && !asked[5]);
}

static void the_window_doubles(void)
{
    static const unsigned want[] = {2,   4,   8,   16,  32,  64,  100, 100,
                                    100, 100, 100, 100, 100, 100, 71};

    begin();
    for (int i = 0; i < COUNT; i++) {
        CHECK(i < 3 || asked[i]);
        read_at(i);
    }
    sizes_are(want, sizeof(want) / sizeof(want[0]));
    CHECK_INT(asked_for, COUNT - 3);
}

static void backwards_it_is_the_same(void)
{
    begin();
    for (int i = COUNT - 1; i >= 0; i--)
        read_at(i);
    CHECK_INT(windows, 15);
    CHECK_INT(asked_for, COUNT - 3);
}

/* Listed in no order, read by name; and read as listed. */
static void either_order_is_a_walk(void)
{
    begin();
    for (int i = 0; i < COUNT; i++)
        read_as(i * 7 % COUNT, i);
    CHECK_INT(asked_for, COUNT - 3);
    begin();
    for (int i = 0; i < COUNT; i++)
        read_as(i, i * 7 % COUNT);
    CHECK_INT(asked_for, COUNT - 3);
}

/* The first places are the same in both orders, and the last ones listed. */
static void the_order_that_goes_on_is_it(void)
{
    begin();
    for (int i = 0; i < 30; i++)
        read_as(i < 5 ? COUNT - 5 + i : (i * 3) % 8 + COUNT - 13, i);
    CHECK(asked[6] && asked[29]);
}

static void what_is_read_twice_is_one_step(void)
{
    begin();
    for (int i = 0; i < 3; i++) {
        read_at(i);
        read_at(i);
        read_at(i);
    }
    sizes_are((unsigned[]){2}, 1);
}

static void a_bound_of_the_window(void)
{
    begin();
    most = 8;
    for (int i = 0; i < 100; i++)
        read_at(i);
    for (unsigned i = 2; i < windows; i++)
        CHECK_INT(sizes[i], 8);
    CHECK(asked_for <= 97 + 12);
}

static void others_are_no_walk(void)
{
    begin();
    for (int i = 0; i < COUNT; i += 2)
        read_at(i);
    CHECK_INT(windows, 0);
    begin();
    for (int i = 0; i < 100; i++)
        read_at(i % 2);
    CHECK_INT(windows, 0);
    begin();
    for (int i = 0; i < 100; i++)
        read_at(i % 2 ? i : COUNT - 1 - i);
    CHECK_INT(windows, 0);
}

static void chance_is_no_walk(void)
{
    struct dice dice = {.state = 1};
    unsigned all = 0;

    for (int run = 0; run < 20; run++) {
        begin();
        for (int i = 0; i < COUNT; i++)
            read_as(dice_roll(&dice, COUNT), dice_roll(&dice, COUNT));
        all += asked_for;
    }
    CHECK(all <= 20);
}

static void a_jump_ends_it_and_halves(void)
{
    begin();
    for (int i = 0; i < 60; i++)
        read_at(i);
    CHECK_INT(sizes[windows - 1], 64);
    read_at(500);
    read_at(501);
    CHECK_INT(sizes[windows - 1], 64);
    read_at(502);
    CHECK_INT(sizes[windows - 1], 32);
    read_at(800);
    read_at(100);
    read_at(600);
    CHECK_INT(sizes[windows - 1], 32);
    read_at(601);
    read_at(602);
    CHECK_INT(sizes[windows - 1], 16);
}

static void skipping_halves(void)
{
    unsigned before;

    begin();
    for (int i = 0; i < 60; i++)
        read_at(i);
    before = windows;
    for (int i = 61; i < 400; i += 2)
        read_at(i);
    CHECK(windows > before);
    CHECK_INT(sizes[before], 32);
    for (unsigned i = before + 1; i < windows; i++)
        CHECK(sizes[i] <= 32);
}

static void what_got_lost_halves(void)
{
    begin();
    for (int i = 0; i < 60; i++)
        read_at(i);
    lost = true;
    for (int i = 60; i < 200; i++)
        read_at(i);
    CHECK_INT(sizes[windows - 1], 2);
}

/* Eight readers of one walk, each a little ahead of the next. */
static void side_by_side(void)
{
    struct dice dice = {.state = 7};

    begin();
    for (int i = 0; i < COUNT; i += 8) {
        int order[8] = {0, 1, 2, 3, 4, 5, 6, 7};

        for (int k = 7; k > 0; k--) {
            int with = (int)dice_roll(&dice, (uint32_t)k + 1), was = order[k];

            order[k] = order[with];
            order[with] = was;
        }
        for (int k = 0; k < 8; k++)
            read_at(i + order[k]);
    }
    CHECK(asked_for > COUNT * 9 / 10);
    CHECK(windows < 30);
}

struct turn {
    int64_t at;
    uint32_t when;
};

/* `crew` processes take the next place each, as those of xargs -P do, every ten
 * ms, and are up to `late` ms late. */
static void take_turns(unsigned crew, uint32_t late, uint64_t seed)
{
    struct dice dice = {.state = seed};
    struct turn turns[32];
    uint32_t next = 0;

    begin();
    for (; next < crew; next++)
        turns[next] = (struct turn){next, 10 * next + dice_roll(&dice, late)};
    for (int k = 0; k < COUNT; k++) {
        struct turn *first = turns;

        for (unsigned i = 1; i < crew; i++)
            if (turns[i].when < first->when)
                first = &turns[i];
        read_at(first->at);
        *first = (struct turn){next, 10 * next + dice_roll(&dice, late)};
        if (next++ >= COUNT)
            first->when = UINT32_MAX;
    }
}

static void processes_take_turns(void)
{
    for (unsigned crew = 2; crew <= 32; crew *= 2) {
        for (uint64_t seed = 1; seed <= 40; seed++) {
            take_turns(crew, 30, seed);
            CHECK(asked_for >= COUNT * 95 / 100);
            CHECK(windows <= 18);
            take_turns(crew, 60, seed);
            CHECK(asked_for >= COUNT * 75 / 100);
            CHECK(windows <= 22);
        }
    }
}

static void no_room_asks_for_nothing_and_again_later(void)
{
    begin();
    room = false;
    for (int i = 0; i < 100; i++)
        read_at(i);
    CHECK_INT(windows, 0);
    room = true;
    for (int i = 100; i < 120; i++)
        read_at(i);
    CHECK(windows > 0);
    CHECK_INT(sizes[0], 2);
}

static void the_end_is_the_end(void)
{
    begin();
    for (int i = COUNT - 3; i < COUNT; i++)
        read_at(i);
    CHECK_INT(windows, 0);
    begin();
    for (int i = COUNT - 5; i < COUNT; i++)
        read_at(i);
    sizes_are((unsigned[]){2}, 1);
}

TEST_MAIN({"two steps are a walk", two_steps_are_a_walk},
          {"the window doubles", the_window_doubles},
          {"backwards it is the same", backwards_it_is_the_same},
          {"either order is a walk", either_order_is_a_walk},
          {"the order that goes on is it", the_order_that_goes_on_is_it},
          {"what is read twice is one step", what_is_read_twice_is_one_step},
          {"a bound of the window", a_bound_of_the_window},
          {"others are no walk", others_are_no_walk},
          {"chance is no walk", chance_is_no_walk},
          {"a jump ends it and halves", a_jump_ends_it_and_halves},
          {"skipping halves", skipping_halves},
          {"what got lost halves", what_got_lost_halves},
          {"side by side", side_by_side},
          {"processes take turns", processes_take_turns},
          {"no room asks for nothing, and again later",
           no_room_asks_for_nothing_and_again_later},
          {"the end is the end", the_end_is_the_end})
