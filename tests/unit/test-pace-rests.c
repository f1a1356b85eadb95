/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/pace: black, rests and quotas.
 */
#include "pace-fixture.h"

static void black_stops_one_class(void)
{
    struct limits l = header(LIGHT_GREEN, 30);

    begin();
    l.classes[CLASS_SEARCH] = (struct class_limit){LIGHT_BLACK, 0};
    l.retry_after = 20000;
    pace_told(pace, &l, now);
    CHECK_INT(when(CLASS_SEARCH), now.ms + 20000);
    CHECK_INT(when(CLASS_RETRIEVAL), 0);
    pass(19999);
    CHECK(when(CLASS_SEARCH) > 0);
    pass(1);
    CHECK_INT(when(CLASS_SEARCH), 0);
    end();
}

static void black_without_an_end(void)
{
    begin();
    tell(LIGHT_BLACK, 0);
    CHECK_INT(when(CLASS_IMAGES), now.ms + WINDOW);
    pass(WINDOW);
    CHECK_INT(when(CLASS_IMAGES), 0);
    CHECK(burst(CLASS_IMAGES) > 0);
    end();
}

static void rests(void)
{
    begin();
    pace_rest(pace, CLASS_INPADOC, 7000, now);
    pace_rest(pace, CLASS_INPADOC, 100, now);
    CHECK_INT(when(CLASS_INPADOC), now.ms + 7000);
    CHECK_INT(when(CLASS_SEARCH), 0);
    pace_rest(pace, CLASS_SEARCH, 0, now);
    CHECK(when(CLASS_SEARCH) > now.ms);
    pace_rest(pace, CLASS_OTHER, INT64_MAX, now);
    CHECK(when(CLASS_OTHER) <= now.ms + 3600000);
    pace_rest(pace, CLASS_IMAGES, -5, now);
    CHECK(when(CLASS_IMAGES) <= now.ms + 1000);
    end();
}

static void hourly_quota(void)
{
    struct pace_report report;

    begin();
    pace_quota(pace, REJECTION_HOUR, now);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_HOUR);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        CHECK(when((enum ops_class)i) > now.ms);
    pace_report(pace, now, &report);
    CHECK_INT(report.released, now.wall + 600);
    tell(LIGHT_GREEN, 30);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_HOUR);
    pass(600000);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_NONE);
    CHECK_INT(burst(CLASS_SEARCH), 1);
    CHECK(when(CLASS_OTHER) > now.ms);
    tell(LIGHT_GREEN, 30);
    CHECK(burst(CLASS_SEARCH) > 5);
    CHECK_INT(when(CLASS_OTHER), 0);
    pace_report(pace, now, &report);
    CHECK_INT(report.released, 0);
    end();
}

static void hourly_quota_again(void)
{
    struct limits l = header(LIGHT_GREEN, 30);

    begin();
    pace_quota(pace, REJECTION_HOUR, now);
    pass(600000);
    CHECK_INT(burst(CLASS_SEARCH), 1);
    l.rejection = REJECTION_HOUR;
    pace_told(pace, &l, now);
    pace_quota(pace, REJECTION_HOUR, now);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_HOUR);
    end();
}

/* The one that tries got lost: after a minute another may. */
static void lost_probe(void)
{
    begin();
    pace_quota(pace, REJECTION_HOUR, now);
    pass(600000);
    CHECK_INT(burst(CLASS_SEARCH), 1);
    pass(WINDOW);
    CHECK_INT(burst(CLASS_OTHER), 1);
    end();
}

static void weekly_quota(void)
{
    begin();
    pace_quota(pace, REJECTION_WEEK, now);
    pass((4 * 86400 - 1) * 1000LL);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_WEEK);
    pass(1000);
    CHECK_INT(now.wall, MONDAY + 7 * 86400);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_NONE);
    CHECK_INT(burst(CLASS_SEARCH), 1);
    pace_quota(pace, REJECTION_WEEK, now);
    pass(600000);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_NONE);
    end();
}

/* A machine that booted in 1970 and then learned what time it is. */
static void wall_clock_set_right(void)
{
    begin();
    now.wall = 100;
    pace_quota(pace, REJECTION_WEEK, now);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_WEEK);
    now.wall = MONDAY;
    CHECK_INT(pace_forbidden(pace, now), REJECTION_NONE);
    now.wall = -5000000;
    pace_quota(pace, REJECTION_WEEK, now);
    CHECK_INT(pace_forbidden(pace, now), REJECTION_WEEK);
    now.ms += 7 * 86400000LL;
    CHECK_INT(pace_forbidden(pace, now), REJECTION_NONE);
    end();
}

TEST_MAIN({"black stops one class", black_stops_one_class},
          {"black without an end", black_without_an_end}, {"rests", rests},
          {"hourly quota", hourly_quota},
          {"hourly quota again", hourly_quota_again},
          {"a lost probe", lost_probe}, {"weekly quota", weekly_quota},
          {"the wall clock is set right", wall_clock_set_right})
