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
    struct limits l = t_pace_header(LIGHT_GREEN, 30);

    l.hour_used = hour;
    l.week_used = week;
    return l;
}

static void tell_bytes(int64_t hour, int64_t week)
{
    struct limits l = bytes(hour, week);

    pace_told(t_pace.pace, &l, t_pace.now);
}

static int64_t used(enum allowance which)
{
    struct pace_report r;

    pace_report(t_pace.pace, t_pace.now, &r);
    return r.allowances[which].used;
}

static void cap_holds_until_monday(void)
{
    struct pace_report r;

    t_pace_begin();
    pace_cap(t_pace.pace, 3 * GB);
    tell_bytes(5, 3 * GB - 1);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    CHECK_STR(pace_why(t_pace.pace, t_pace.now), "");
    tell_bytes(5, 3 * GB);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    CHECK_STR(pace_why(t_pace.pace, t_pace.now),
              "the weekly cap of this mount (-o weekly_cap) is reached; "
              "released 2023-11-27T00:00:00Z (.ops/quota)");
    for (size_t i = 0; i < CLASS_COUNT; i++)
        CHECK(t_pace_when((enum ops_class)i) > t_pace.now.ms);
    pace_report(t_pace.pace, t_pace.now, &r);
    CHECK_INT(r.held, REJECTION_CAP);
    CHECK_INT(r.released, T_PACE_MONDAY + 7 * DAY);
    CHECK_INT(r.cap, 3 * GB);
    CHECK_INT(r.allowances[ALLOWANCE_WEEK].limit, 3 * GB);
    CHECK_INT(r.allowances[ALLOWANCE_WEEK].free, T_PACE_MONDAY + 7 * DAY);
    CHECK_INT(r.allowances[ALLOWANCE_HOUR].limit, HOURLY_BYTES);
    t_pace_pass((4 * DAY - 1) * 1000LL);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    t_pace_pass(1000);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    CHECK_INT(used(ALLOWANCE_WEEK), UNTOLD);
    CHECK(t_pace_burst(CLASS_SEARCH) > 1);
    t_pace_end();
}

/* What comes from a slower clock at OPS is of its last week: an hour holds. */
static void last_weeks_figure_in_a_new_week(void)
{
    t_pace_begin();
    pace_cap(t_pace.pace, 3 * GB);
    t_pace.now.wall = T_PACE_MONDAY + 60;
    tell_bytes(5, 3 * GB);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    t_pace.now.wall = T_PACE_MONDAY + HOUR - 1;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    t_pace.now.wall = T_PACE_MONDAY + HOUR;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    tell_bytes(5, 3 * GB);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    t_pace.now.wall = T_PACE_MONDAY + 7 * DAY - 1;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    t_pace_end();
}

static void no_cap_holds_nobody(void)
{
    t_pace_begin();
    tell_bytes(INT64_MAX, INT64_MAX);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    pace_cap(t_pace.pace, GB);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    pace_cap(t_pace.pace, 0);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    t_pace_end();
}

static void paid_bytes_count_for_the_cap(void)
{
    struct limits l = t_pace_header(LIGHT_GREEN, 30);

    t_pace_begin();
    pace_cap(t_pace.pace, GB);
    l.paying_used = GB;
    pace_told(t_pace.pace, &l, t_pace.now);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    t_pace_end();
}

/* OPS's own refusal is reported before the cap, which shows when it is over. */
static void refusal_and_cap(void)
{
    t_pace_begin();
    pace_cap(t_pace.pace, GB);
    tell_bytes(5, GB);
    pace_quota(t_pace.pace, REJECTION_HOUR, t_pace.now);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_HOUR);
    CHECK_STR(pace_why(t_pace.pace, t_pace.now),
              "the hourly quota is used up; released "
              "2023-11-23T00:10:00Z (.ops/quota)");
    t_pace_pass(600000);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    t_pace_end();
}

static void figures_grow_old(void)
{
    struct pace_report r;

    t_pace_begin();
    CHECK_INT(used(ALLOWANCE_HOUR), UNTOLD);
    tell_bytes(7, 8);
    t_pace_pass(HOUR * 500);
    pace_report(t_pace.pace, t_pace.now, &r);
    CHECK_INT(r.allowances[ALLOWANCE_HOUR].free, t_pace.now.wall + HOUR / 2);
    t_pace_pass(HOUR * 500 - 1);
    CHECK_INT(used(ALLOWANCE_HOUR), 7);
    t_pace_pass(1);
    CHECK_INT(used(ALLOWANCE_HOUR), UNTOLD);
    CHECK_INT(used(ALLOWANCE_WEEK), 8);
    t_pace_end();
}

/* A wall clock that is set by days, forth and back: a window is not its
 * business, and a figure counts in its own week. */
static void wall_clock_jumps(void)
{
    static const int64_t jumps[] = {DAY,       -DAY,     30 * DAY, -30 * DAY,
                                    -60 * DAY, 60 * DAY, HOUR,     -HOUR};
    int64_t right = T_PACE_MONDAY + 3 * DAY;

    t_pace_begin();
    pace_cap(t_pace.pace, GB);
    t_pace_tell(LIGHT_GREEN, 30);
    CHECK_INT(t_pace_burst(CLASS_SEARCH), 30);
    for (size_t i = 0; i < sizeof(jumps) / sizeof(*jumps); i++) {
        t_pace.now.wall = right + jumps[i];
        CHECK(t_pace_when(CLASS_SEARCH) >
              t_pace.now.ms + T_PACE_WINDOW - T_PACE_SLACK);
    }
    t_pace.now.wall = right;
    tell_bytes(5, GB);
    t_pace.now.wall = right - 30 * DAY;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    t_pace.now.wall = right + 30 * DAY;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    t_pace.now.wall = right - HOUR;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_CAP);
    t_pace_end();
}

/* An hourly rest ends with either clock, so no jump makes it longer. */
static void wall_clock_jumps_in_a_rest(void)
{
    t_pace_begin();
    pace_quota(t_pace.pace, REJECTION_HOUR, t_pace.now);
    t_pace.now.wall -= 10 * DAY;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_HOUR);
    t_pace.now.ms += 600000;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    t_pace_end();
    t_pace_begin();
    pace_quota(t_pace.pace, REJECTION_HOUR, t_pace.now);
    t_pace.now.wall += 10 * DAY;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    CHECK_INT(t_pace_burst(CLASS_SEARCH), 1);
    t_pace_end();
}

/* No time passes between requests, nor between answers. */
static void monotonic_clock_stands_still(void)
{
    t_pace_begin();
    t_pace_tell(LIGHT_GREEN, 30);
    for (int i = 0; i < 1000; i++) {
        if (t_pace_when(CLASS_SEARCH) == 0)
            pace_sent(t_pace.pace, CLASS_SEARCH, t_pace.now);
        t_pace.now.wall++;
        t_pace_tell(i % 2 ? LIGHT_RED : LIGHT_YELLOW, 30);
        CHECK(t_pace_when(CLASS_SEARCH) == 0 ||
              t_pace_when(CLASS_SEARCH) > t_pace.now.ms);
    }
    pace_rest(t_pace.pace, CLASS_OTHER, 1, t_pace.now);
    CHECK_INT(t_pace_when(CLASS_OTHER), t_pace.now.ms + 1000);
    t_pace_pass(2 * T_PACE_WINDOW);
    t_pace_tell(LIGHT_GREEN, 30);
    CHECK_INT(t_pace_burst(CLASS_SEARCH), 30);
    t_pace_end();
}

TEST_MAIN({"the cap holds until Monday", cap_holds_until_monday},
          {"last week's figure", last_weeks_figure_in_a_new_week},
          {"no cap", no_cap_holds_nobody},
          {"paid bytes", paid_bytes_count_for_the_cap},
          {"a refusal and the cap", refusal_and_cap},
          {"figures grow old", figures_grow_old},
          {"the wall clock jumps", wall_clock_jumps},
          {"the wall clock jumps in a rest", wall_clock_jumps_in_a_rest},
          {"the monotonic clock stands still", monotonic_clock_stands_still})
