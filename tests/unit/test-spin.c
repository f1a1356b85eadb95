/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When looking for the next request pauses, and for how long. */
#include "fs/spin.h"

#include "check.h"

static struct spin spin;

static void begin(void)
{
    spin = (struct spin){0};
}

/* The processor comes back late at `ms`; the pause that follows. */
static int64_t pause_at(int64_t ms)
{
    int64_t until = ms;

    spin_pause(&spin, ms);
    while (!spin_pays(&spin, until))
        until++;
    return until - ms;
}

/* As the reader itself is the one who has something to do. */
static void one_is_short(void)
{
    begin();
    CHECK(spin_pays(&spin, 5000));
    CHECK_INT(pause_at(5000), SPIN_PAUSE_MIN);
}

/* As beside a process that always has something to do. */
static void those_that_follow_each_other_double(void)
{
    int64_t ms = 5000, expected = SPIN_PAUSE_MIN;

    begin();
    for (int i = 0; i < 20; i++) {
        int64_t pause = pause_at(ms);

        CHECK_INT(pause, expected);
        ms += pause;
        expected *= 2;
        if (expected > SPIN_PAUSE_MAX)
            expected = SPIN_PAUSE_MAX;
    }
    CHECK_INT(expected, SPIN_PAUSE_MAX);
}

static void one_that_comes_long_after_is_short_again(void)
{
    int64_t ms = 5000, pause = 0;

    begin();
    for (int i = 0; i < 5; i++) {
        pause = pause_at(ms);
        ms += pause;
    }
    CHECK(pause > SPIN_PAUSE_MIN);
    ms += SPIN_WELL * pause - 1;
    CHECK_INT(pause_at(ms), 2 * pause);
    ms += 2 * pause + SPIN_WELL * 2 * pause;
    CHECK_INT(pause_at(ms), SPIN_PAUSE_MIN);
}

TEST_MAIN({"one is short", one_is_short},
          {"those that follow each other double",
           those_that_follow_each_other_double},
          {"one that comes long after is short again",
           one_that_comes_long_after_is_short_again})
