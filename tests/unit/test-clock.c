/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include "check.h"

#include <time.h>

static const char *stamp(int64_t wall)
{
    static char text[CLOCK_STAMP];

    memset(text, 'x', sizeof(text));
    clock_stamp(wall, text);
    return text;
}

static void never_goes_back(void)
{
    struct instant before = clock_now();

    CHECK(before.ms > 0);
    for (int i = 0; i < 1000; i++) {
        struct instant now = clock_now();

        CHECK(now.ms >= before.ms);
        before = now;
    }
}

/* Not by time(2), which lags by up to a tick. */
static void wall_is_the_time_of_day(void)
{
    struct timespec before, after;
    int64_t now;

    clock_gettime(CLOCK_REALTIME, &before);
    now = clock_now().wall;
    clock_gettime(CLOCK_REALTIME, &after);
    CHECK(now >= before.tv_sec && now <= after.tv_sec);
}

static void monotonic_counts_milliseconds(void)
{
    struct timespec t;
    int64_t before, now, after;

    clock_gettime(CLOCK_MONOTONIC, &t);
    before = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
    now = clock_now().ms;
    clock_gettime(CLOCK_MONOTONIC, &t);
    after = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
    CHECK(now >= before && now <= after + 1);
}

static void the_earlier_deadline(void)
{
    CHECK_INT(earlier(1, 2), 1);
    CHECK_INT(earlier(2, 1), 1);
    CHECK_INT(earlier(NEVER, 5), 5);
    CHECK_INT(earlier(NEVER, NEVER), NEVER);
}

static void stamps(void)
{
    CHECK_STR(stamp(0), "1970-01-01T00:00:00Z");
    CHECK_STR(stamp(1716393990), "2024-05-22T16:06:30Z");
    CHECK_STR(stamp(951782400), "2000-02-29T00:00:00Z");
    CHECK_STR(stamp(-1), "1969-12-31T23:59:59Z");
    CHECK_STR(stamp(253402300799), "9999-12-31T23:59:59Z");
}

static void absurd_times_have_a_stamp_too(void)
{
    static const int64_t absurd[] = {253402300800, INT64_MAX, INT64_MIN,
                                     -62135596801, INT64_MAX / 2};

    for (size_t i = 0; i < sizeof(absurd) / sizeof(*absurd); i++)
        CHECK_STR(stamp(absurd[i]), "1970-01-01T00:00:00Z");
}

TEST_MAIN({"never goes back", never_goes_back},
          {"wall is the time of day", wall_is_the_time_of_day},
          {"monotonic counts milliseconds", monotonic_counts_milliseconds},
          {"the earlier deadline", the_earlier_deadline}, {"stamps", stamps},
          {"absurd times have a stamp too", absurd_times_have_a_stamp_too})
