/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/throttle: black, rests and quotas.
 */
#include "throttle-fixture.h"

static void black_stops_one_class(void)
{
    struct limits l = t_pace_header(LIGHT_GREEN, 30);

    t_pace_begin();
    l.classes[CLASS_SEARCH] = (struct class_limit){LIGHT_BLACK, 0};
    l.retry_after = 20000;
    pace_told(t_pace.pace, &l, t_pace.now);
    CHECK_INT(t_pace_when(CLASS_SEARCH), t_pace.now.ms + 20000);
    CHECK_INT(t_pace_when(CLASS_RETRIEVAL), 0);
    t_pace_pass(19999);
    CHECK(t_pace_when(CLASS_SEARCH) > 0);
    t_pace_pass(1);
    CHECK_INT(t_pace_when(CLASS_SEARCH), 0);
    t_pace_end();
}

static void black_without_an_end(void)
{
    t_pace_begin();
    t_pace_tell(LIGHT_BLACK, 0);
    CHECK_INT(t_pace_when(CLASS_IMAGES), t_pace.now.ms + T_PACE_WINDOW);
    t_pace_pass(T_PACE_WINDOW);
    CHECK_INT(t_pace_when(CLASS_IMAGES), 0);
    CHECK(t_pace_burst(CLASS_IMAGES) > 0);
    t_pace_end();
}

static void rests(void)
{
    t_pace_begin();
    pace_rest(t_pace.pace, CLASS_INPADOC, 7000, t_pace.now);
    pace_rest(t_pace.pace, CLASS_INPADOC, 100, t_pace.now);
    CHECK_INT(t_pace_when(CLASS_INPADOC), t_pace.now.ms + 7000);
    CHECK_INT(t_pace_when(CLASS_SEARCH), 0);
    pace_rest(t_pace.pace, CLASS_SEARCH, 0, t_pace.now);
    CHECK(t_pace_when(CLASS_SEARCH) > t_pace.now.ms);
    pace_rest(t_pace.pace, CLASS_OTHER, INT64_MAX, t_pace.now);
    CHECK(t_pace_when(CLASS_OTHER) <= t_pace.now.ms + 3600000);
    pace_rest(t_pace.pace, CLASS_IMAGES, -5, t_pace.now);
    CHECK(t_pace_when(CLASS_IMAGES) <= t_pace.now.ms + 1000);
    t_pace_end();
}

static void hourly_quota(void)
{
    struct pace_report report;

    t_pace_begin();
    pace_quota(t_pace.pace, REJECTION_HOUR, t_pace.now);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_HOUR);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        CHECK(t_pace_when((enum ops_class)i) > t_pace.now.ms);
    pace_report(t_pace.pace, t_pace.now, &report);
    CHECK_INT(report.released, t_pace.now.wall + 600);
    t_pace_tell(LIGHT_GREEN, 30);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_HOUR);
    t_pace_pass(600000);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    CHECK_INT(t_pace_burst(CLASS_SEARCH), 1);
    CHECK(t_pace_when(CLASS_OTHER) > t_pace.now.ms);
    t_pace_tell(LIGHT_GREEN, 30);
    CHECK(t_pace_burst(CLASS_SEARCH) > 5);
    CHECK_INT(t_pace_when(CLASS_OTHER), 0);
    pace_report(t_pace.pace, t_pace.now, &report);
    CHECK_INT(report.released, 0);
    t_pace_end();
}

static void hourly_quota_again(void)
{
    struct limits l = t_pace_header(LIGHT_GREEN, 30);

    t_pace_begin();
    pace_quota(t_pace.pace, REJECTION_HOUR, t_pace.now);
    t_pace_pass(600000);
    CHECK_INT(t_pace_burst(CLASS_SEARCH), 1);
    l.rejection = REJECTION_HOUR;
    pace_told(t_pace.pace, &l, t_pace.now);
    pace_quota(t_pace.pace, REJECTION_HOUR, t_pace.now);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_HOUR);
    t_pace_end();
}

/* The one that tries got lost: after a minute another may. */
static void lost_probe(void)
{
    t_pace_begin();
    pace_quota(t_pace.pace, REJECTION_HOUR, t_pace.now);
    t_pace_pass(600000);
    CHECK_INT(t_pace_burst(CLASS_SEARCH), 1);
    t_pace_pass(T_PACE_WINDOW);
    CHECK_INT(t_pace_burst(CLASS_OTHER), 1);
    t_pace_end();
}

static void weekly_quota(void)
{
    t_pace_begin();
    pace_quota(t_pace.pace, REJECTION_WEEK, t_pace.now);
    t_pace_pass((4 * 86400 - 1) * 1000LL);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_WEEK);
    t_pace_pass(1000);
    CHECK_INT(t_pace.now.wall, T_PACE_MONDAY + 7 * 86400);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    CHECK_INT(t_pace_burst(CLASS_SEARCH), 1);
    pace_quota(t_pace.pace, REJECTION_WEEK, t_pace.now);
    t_pace_pass(600000);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    t_pace_end();
}

/* A machine that booted in 1970 and then learned what time it is. */
static void wall_clock_set_right(void)
{
    t_pace_begin();
    t_pace.now.wall = 100;
    pace_quota(t_pace.pace, REJECTION_WEEK, t_pace.now);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_WEEK);
    t_pace.now.wall = T_PACE_MONDAY;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    t_pace.now.wall = -5000000;
    pace_quota(t_pace.pace, REJECTION_WEEK, t_pace.now);
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_WEEK);
    t_pace.now.ms += 7 * 86400000LL;
    CHECK_INT(pace_forbidden(t_pace.pace, t_pace.now), REJECTION_NONE);
    t_pace_end();
}

TEST_MAIN({"black stops one class", black_stops_one_class},
          {"black without an end", black_without_an_end}, {"rests", rests},
          {"hourly quota", hourly_quota},
          {"hourly quota again", hourly_quota_again},
          {"a lost probe", lost_probe}, {"weekly quota", weekly_quota},
          {"the wall clock is set right", wall_clock_set_right})
