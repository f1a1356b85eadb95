/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/throttle: bytes used, the user's cap, and clocks that jump.
 */
#include "throttle-fixture.h"

#define GB ((int64_t)1 << 30)
#define DAY 86400
#define HOUR 3600

static struct limits bytes(int64_t hour, int64_t week)
{
    struct limits l = t_throttle_header(LIGHT_GREEN, 30);

    l.hour_used = hour;
    l.week_used = week;
    return l;
}

static void learn_bytes(int64_t hour, int64_t week)
{
    struct limits l = bytes(hour, week);

    throttle_learn(t_throttle.throttle, &l, t_throttle.now);
}

static int64_t used(enum allowance which)
{
    struct throttle_report r;

    throttle_report(t_throttle.throttle, t_throttle.now, &r);
    return r.allowances[which].used;
}

static void cap_holds_until_monday(void)
{
    struct throttle_report r;

    t_throttle_begin();
    throttle_cap(t_throttle.throttle, 3 * GB);
    learn_bytes(5, 3 * GB - 1);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    CHECK_STR(throttle_why(t_throttle.throttle, t_throttle.now), "");
    learn_bytes(5, 3 * GB);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    CHECK_STR(throttle_why(t_throttle.throttle, t_throttle.now),
              "the weekly cap of this mount (-o weekly_cap) is reached; "
              "released 2023-11-27T00:00:00Z (.ops/quota)");
    for (size_t i = 0; i < CLASS_COUNT; i++)
        CHECK(t_throttle_when((enum ops_class)i) > t_throttle.now.ms);
    throttle_report(t_throttle.throttle, t_throttle.now, &r);
    CHECK_INT(r.held, REJECTION_CAP);
    CHECK_INT(r.released, T_THROTTLE_MONDAY + 7 * DAY);
    CHECK_INT(r.cap, 3 * GB);
    CHECK_INT(r.allowances[ALLOWANCE_WEEK].limit, 3 * GB);
    CHECK_INT(r.allowances[ALLOWANCE_WEEK].free, T_THROTTLE_MONDAY + 7 * DAY);
    CHECK_INT(r.allowances[ALLOWANCE_HOUR].limit, HOURLY_BYTES);
    t_throttle_pass((4 * DAY - 1) * 1000LL);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    t_throttle_pass(1000);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    CHECK_INT(used(ALLOWANCE_WEEK), UNTOLD);
    CHECK(t_throttle_burst(CLASS_SEARCH) > 1);
    t_throttle_end();
}

/* What comes from a slower clock at OPS is of its last week: an hour holds. */
static void last_weeks_figure_in_a_new_week(void)
{
    t_throttle_begin();
    throttle_cap(t_throttle.throttle, 3 * GB);
    t_throttle.now.wall = T_THROTTLE_MONDAY + 60;
    learn_bytes(5, 3 * GB);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    t_throttle.now.wall = T_THROTTLE_MONDAY + HOUR - 1;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    t_throttle.now.wall = T_THROTTLE_MONDAY + HOUR;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    learn_bytes(5, 3 * GB);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    t_throttle.now.wall = T_THROTTLE_MONDAY + 7 * DAY - 1;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    t_throttle_end();
}

static void no_cap_holds_nobody(void)
{
    t_throttle_begin();
    learn_bytes(INT64_MAX, INT64_MAX);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    throttle_cap(t_throttle.throttle, GB);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    throttle_cap(t_throttle.throttle, 0);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    t_throttle_end();
}

static void paid_bytes_count_for_the_cap(void)
{
    struct limits l = t_throttle_header(LIGHT_GREEN, 30);

    t_throttle_begin();
    throttle_cap(t_throttle.throttle, GB);
    l.paying_used = GB;
    throttle_learn(t_throttle.throttle, &l, t_throttle.now);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    t_throttle_end();
}

/* OPS's own refusal is reported before the cap, which shows when it is over. */
static void refusal_and_cap(void)
{
    t_throttle_begin();
    throttle_cap(t_throttle.throttle, GB);
    learn_bytes(5, GB);
    throttle_quota(t_throttle.throttle, REJECTION_HOUR, t_throttle.now);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_HOUR);
    CHECK_STR(throttle_why(t_throttle.throttle, t_throttle.now),
              "the hourly quota is used up; released "
              "2023-11-23T00:10:00Z (.ops/quota)");
    t_throttle_pass(600000);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    t_throttle_end();
}

static void counters_grow_old(void)
{
    struct throttle_report r;

    t_throttle_begin();
    CHECK_INT(used(ALLOWANCE_HOUR), UNTOLD);
    learn_bytes(7, 8);
    t_throttle_pass(HOUR * 500);
    throttle_report(t_throttle.throttle, t_throttle.now, &r);
    CHECK_INT(r.allowances[ALLOWANCE_HOUR].free,
              t_throttle.now.wall + HOUR / 2);
    t_throttle_pass(HOUR * 500 - 1);
    CHECK_INT(used(ALLOWANCE_HOUR), 7);
    t_throttle_pass(1);
    CHECK_INT(used(ALLOWANCE_HOUR), UNTOLD);
    CHECK_INT(used(ALLOWANCE_WEEK), 8);
    t_throttle_end();
}

/* A wall clock that is set by days, forth and back: a window is not its
 * business, and a figure counts in its own week. */
static void wall_clock_jumps(void)
{
    static const int64_t jumps[] = {DAY,       -DAY,     30 * DAY, -30 * DAY,
                                    -60 * DAY, 60 * DAY, HOUR,     -HOUR};
    int64_t right = T_THROTTLE_MONDAY + 3 * DAY;

    t_throttle_begin();
    throttle_cap(t_throttle.throttle, GB);
    t_throttle_learn(LIGHT_GREEN, 30);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 30);
    for (size_t i = 0; i < sizeof(jumps) / sizeof(*jumps); i++) {
        t_throttle.now.wall = right + jumps[i];
        CHECK(t_throttle_when(CLASS_SEARCH) >
              t_throttle.now.ms + T_THROTTLE_WINDOW - T_THROTTLE_SLACK);
    }
    t_throttle.now.wall = right;
    learn_bytes(5, GB);
    t_throttle.now.wall = right - 30 * DAY;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    t_throttle.now.wall = right + 30 * DAY;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    t_throttle.now.wall = right - HOUR;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_CAP);
    t_throttle_end();
}

/* An hourly rest ends with either clock, so no jump makes it longer. */
static void wall_clock_jumps_in_a_rest(void)
{
    t_throttle_begin();
    throttle_quota(t_throttle.throttle, REJECTION_HOUR, t_throttle.now);
    t_throttle.now.wall -= 10 * DAY;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_HOUR);
    t_throttle.now.ms += 600000;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    t_throttle_end();
    t_throttle_begin();
    throttle_quota(t_throttle.throttle, REJECTION_HOUR, t_throttle.now);
    t_throttle.now.wall += 10 * DAY;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 1);
    t_throttle_end();
}

/* No time passes between requests, nor between answers. */
static void monotonic_clock_stands_still(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 30);
    for (int i = 0; i < 1000; i++) {
        if (t_throttle_when(CLASS_SEARCH) == 0)
            throttle_sent(t_throttle.throttle, CLASS_SEARCH, t_throttle.now);
        t_throttle.now.wall++;
        t_throttle_learn(i % 2 ? LIGHT_RED : LIGHT_YELLOW, 30);
        CHECK(t_throttle_when(CLASS_SEARCH) == 0 ||
              t_throttle_when(CLASS_SEARCH) > t_throttle.now.ms);
    }
    throttle_rest(t_throttle.throttle, CLASS_OTHER, 1, t_throttle.now);
    CHECK_INT(t_throttle_when(CLASS_OTHER), t_throttle.now.ms + 1000);
    t_throttle_pass(2 * T_THROTTLE_WINDOW);
    t_throttle_learn(LIGHT_GREEN, 30);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 30);
    t_throttle_end();
}

TEST_MAIN({"the cap holds until Monday", cap_holds_until_monday},
          {"last week's figure", last_weeks_figure_in_a_new_week},
          {"no cap", no_cap_holds_nobody},
          {"paid bytes", paid_bytes_count_for_the_cap},
          {"a refusal and the cap", refusal_and_cap},
          {"figures grow old", counters_grow_old},
          {"the wall clock jumps", wall_clock_jumps},
          {"the wall clock jumps in a rest", wall_clock_jumps_in_a_rest},
          {"the monotonic clock stands still", monotonic_clock_stands_still})
