/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/throttle: black, rests and quotas.
 */
#include "throttle-fixture.h"

static void black_stops_one_class(void)
{
    struct limits l = t_throttle_header(LIGHT_GREEN, 30);

    t_throttle_begin();
    l.classes[CLASS_SEARCH] = (struct class_limit){LIGHT_BLACK, 0};
    l.retry_after = 20000;
    throttle_learn(t_throttle.throttle, &l, t_throttle.now);
    CHECK_INT(t_throttle_when(CLASS_SEARCH), t_throttle.now.ms + 20000);
    CHECK_INT(t_throttle_when(CLASS_RETRIEVAL), 0);
    t_throttle_pass(19999);
    CHECK(t_throttle_when(CLASS_SEARCH) > 0);
    t_throttle_pass(1);
    CHECK_INT(t_throttle_when(CLASS_SEARCH), 0);
    t_throttle_end();
}

static void black_without_an_end(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_BLACK, 0);
    CHECK_INT(t_throttle_when(CLASS_IMAGES),
              t_throttle.now.ms + T_THROTTLE_WINDOW);
    t_throttle_pass(T_THROTTLE_WINDOW);
    CHECK_INT(t_throttle_when(CLASS_IMAGES), 0);
    CHECK(t_throttle_burst(CLASS_IMAGES) > 0);
    t_throttle_end();
}

static void rests(void)
{
    t_throttle_begin();
    throttle_rest(t_throttle.throttle, CLASS_INPADOC, 7000, t_throttle.now);
    throttle_rest(t_throttle.throttle, CLASS_INPADOC, 100, t_throttle.now);
    CHECK_INT(t_throttle_when(CLASS_INPADOC), t_throttle.now.ms + 7000);
    CHECK_INT(t_throttle_when(CLASS_SEARCH), 0);
    throttle_rest(t_throttle.throttle, CLASS_SEARCH, 0, t_throttle.now);
    CHECK(t_throttle_when(CLASS_SEARCH) > t_throttle.now.ms);
    throttle_rest(t_throttle.throttle, CLASS_OTHER, INT64_MAX, t_throttle.now);
    CHECK(t_throttle_when(CLASS_OTHER) <= t_throttle.now.ms + 3600000);
    throttle_rest(t_throttle.throttle, CLASS_IMAGES, -5, t_throttle.now);
    CHECK(t_throttle_when(CLASS_IMAGES) <= t_throttle.now.ms + 1000);
    t_throttle_end();
}

static void hourly_quota(void)
{
    struct throttle_report report;

    t_throttle_begin();
    throttle_quota(t_throttle.throttle, REJECTION_HOUR, t_throttle.now);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_HOUR);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        CHECK(t_throttle_when((enum ops_class)i) > t_throttle.now.ms);
    throttle_report(t_throttle.throttle, t_throttle.now, &report);
    CHECK_INT(report.released, t_throttle.now.wall + 600);
    t_throttle_learn(LIGHT_GREEN, 30);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_HOUR);
    t_throttle_pass(600000);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 1);
    CHECK(t_throttle_when(CLASS_OTHER) > t_throttle.now.ms);
    t_throttle_learn(LIGHT_GREEN, 30);
    CHECK(t_throttle_burst(CLASS_SEARCH) > 5);
    CHECK_INT(t_throttle_when(CLASS_OTHER), 0);
    throttle_report(t_throttle.throttle, t_throttle.now, &report);
    CHECK_INT(report.released, 0);
    t_throttle_end();
}

static void hourly_quota_again(void)
{
    struct limits l = t_throttle_header(LIGHT_GREEN, 30);

    t_throttle_begin();
    throttle_quota(t_throttle.throttle, REJECTION_HOUR, t_throttle.now);
    t_throttle_pass(600000);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 1);
    l.rejection = REJECTION_HOUR;
    throttle_learn(t_throttle.throttle, &l, t_throttle.now);
    throttle_quota(t_throttle.throttle, REJECTION_HOUR, t_throttle.now);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_HOUR);
    t_throttle_end();
}

/* The one that tries got lost: after a minute another may. */
static void lost_probe(void)
{
    t_throttle_begin();
    throttle_quota(t_throttle.throttle, REJECTION_HOUR, t_throttle.now);
    t_throttle_pass(600000);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 1);
    t_throttle_pass(T_THROTTLE_WINDOW);
    CHECK_INT(t_throttle_burst(CLASS_OTHER), 1);
    t_throttle_end();
}

static void weekly_quota(void)
{
    t_throttle_begin();
    throttle_quota(t_throttle.throttle, REJECTION_WEEK, t_throttle.now);
    t_throttle_pass((4 * 86400 - 1) * 1000LL);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_WEEK);
    t_throttle_pass(1000);
    CHECK_INT(t_throttle.now.wall, T_THROTTLE_MONDAY + 7 * 86400);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 1);
    throttle_quota(t_throttle.throttle, REJECTION_WEEK, t_throttle.now);
    t_throttle_pass(600000);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    t_throttle_end();
}

/* A machine that booted in 1970 and then learned what time it is. */
static void wall_clock_set_right(void)
{
    t_throttle_begin();
    t_throttle.now.wall = 100;
    throttle_quota(t_throttle.throttle, REJECTION_WEEK, t_throttle.now);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_WEEK);
    t_throttle.now.wall = T_THROTTLE_MONDAY;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    t_throttle.now.wall = -5000000;
    throttle_quota(t_throttle.throttle, REJECTION_WEEK, t_throttle.now);
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_WEEK);
    t_throttle.now.ms += 7 * 86400000LL;
    CHECK_INT(throttle_forbidden(t_throttle.throttle, t_throttle.now),
              REJECTION_NONE);
    t_throttle_end();
}

TEST_MAIN({"black stops one class", black_stops_one_class},
          {"black without an end", black_without_an_end}, {"rests", rests},
          {"hourly quota", hourly_quota},
          {"hourly quota again", hourly_quota_again},
          {"a lost probe", lost_probe}, {"weekly quota", weekly_quota},
          {"the wall clock is set right", wall_clock_set_right})
