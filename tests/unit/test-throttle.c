/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/throttle: lights and limits.
 */
#include "throttle-fixture.h"

static void room_is_used_at_once(void)
{
    t_throttle_begin();
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), classes[CLASS_SEARCH].least);
    CHECK_INT(t_throttle_burst(CLASS_OTHER), classes[CLASS_OTHER].least);
    t_throttle_learn(LIGHT_UNKNOWN, UNTOLD);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH),
              classes[CLASS_SEARCH].limit - classes[CLASS_SEARCH].least);
    t_throttle_end();
}

static void reported_limit_is_used(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 5);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 5);
    CHECK_INT(t_throttle_burst(CLASS_RETRIEVAL), 5);
    t_throttle_end();
}

/* A yellow that we caused ourselves changes nothing; at red the rest is spread
 * evenly. */
static void slows_down_before_black(void)
{
    int64_t sent[30], gap;
    unsigned n = 0;

    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 30);
    while (n < 30) {
        int64_t at = t_throttle_when(CLASS_SEARCH);

        if (at) {
            CHECK(at > t_throttle.now.ms);
            t_throttle_pass(at - t_throttle.now.ms);
            continue;
        }
        throttle_sent(t_throttle.throttle, CLASS_SEARCH, t_throttle.now);
        sent[n++] = t_throttle.now.ms;
        if (n == 15)
            t_throttle_learn(LIGHT_YELLOW, 30);
        if (n >= 23)
            t_throttle_learn(LIGHT_RED, 30);
    }
    CHECK_INT(sent[22], sent[0]);
    gap = sent[24] - sent[23];
    CHECK(gap >= 8000 && gap <= 9500);
    for (int i = 24; i < 29; i++)
        CHECK(llabs(sent[i + 1] - sent[i] - gap) <= 100);
    t_throttle_end();
}

static void yellow_header_slows_an_empty_window(void)
{
    int64_t first, second;

    t_throttle_begin();
    t_throttle_learn(LIGHT_YELLOW, 30);
    CHECK_INT(t_throttle_when(CLASS_SEARCH), 0);
    throttle_sent(t_throttle.throttle, CLASS_SEARCH, t_throttle.now);
    first = t_throttle_when(CLASS_SEARCH) - t_throttle.now.ms;
    CHECK(first >= 1500 && first <= 2500);
    t_throttle_learn(LIGHT_RED, 30);
    second = t_throttle_when(CLASS_SEARCH) - t_throttle.now.ms;
    CHECK(second >= 2 * first - 100);
    t_throttle_pass(second);
    CHECK_INT(t_throttle_when(CLASS_SEARCH), 0);
    t_throttle_end();
}

/* Who looks and waits for company puts off nobody. */
static void what_is_returned_was_not_sent(void)
{
    int64_t due;

    t_throttle_begin();
    t_throttle_learn(LIGHT_YELLOW, 30);
    throttle_sent(t_throttle.throttle, CLASS_SEARCH, t_throttle.now);
    due = t_throttle_when(CLASS_SEARCH);
    t_throttle_pass(due - t_throttle.now.ms);
    CHECK_INT(throttle_take(t_throttle.throttle, CLASS_SEARCH, t_throttle.now),
              0);
    CHECK(t_throttle_when(CLASS_SEARCH) > t_throttle.now.ms);
    throttle_return(t_throttle.throttle, CLASS_SEARCH);
    CHECK_INT(t_throttle_when(CLASS_SEARCH), 0);
    t_throttle_end();
}

static void old_light_is_forgotten(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_RED, 30);
    t_throttle_pass(T_THROTTLE_WINDOW + T_THROTTLE_SLACK);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), classes[CLASS_SEARCH].least);
    t_throttle_end();
}

static void drops_in_mid_flight(void)
{
    int64_t at;

    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 40);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 40);
    t_throttle_pass(1000);
    t_throttle_learn(LIGHT_GREEN, 5);
    at = t_throttle_when(CLASS_SEARCH);
    CHECK(at >= T_THROTTLE_START + T_THROTTLE_WINDOW &&
          at <= T_THROTTLE_START + T_THROTTLE_WINDOW + T_THROTTLE_SLACK);
    t_throttle_pass(at - t_throttle.now.ms);
    CHECK(t_throttle_burst(CLASS_SEARCH) <= 5);
    t_throttle_end();
}

/* Two instances of the service: the worse one counts, for a minute. */
static void two_instances(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 30);
    t_throttle_learn(LIGHT_GREEN, 6);
    t_throttle_learn(LIGHT_GREEN, 30);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 6);
    t_throttle_pass(30000);
    t_throttle_learn(LIGHT_GREEN, 30);
    t_throttle_pass(29999);
    CHECK(t_throttle_when(CLASS_SEARCH) > 0 ||
          t_throttle_burst(CLASS_SEARCH) <= 6);
    t_throttle_pass(T_THROTTLE_SLACK + 2 + 30000);
    t_throttle_learn(LIGHT_GREEN, 30);
    CHECK(t_throttle_burst(CLASS_SEARCH) >= 24);
    t_throttle_end();
}

/* Long after an overloaded minute we do not start with what idle allows. */
static void last_limit_is_remembered(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 4);
    t_throttle_pass(10 * T_THROTTLE_WINDOW);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 4);
    t_throttle_learn(LIGHT_GREEN, 30);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 26);
    t_throttle_end();
}

static void absurd_limits(void)
{
    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, INT64_MAX);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), THROTTLE_MAX);
    t_throttle_end();
    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, -7);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), classes[CLASS_SEARCH].limit);
    t_throttle_end();
    t_throttle_begin();
    t_throttle_learn(LIGHT_UNKNOWN, UNTOLD);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), classes[CLASS_SEARCH].limit);
    t_throttle_end();
    t_throttle_begin();
    t_throttle_learn(LIGHT_GREEN, 1);
    CHECK_INT(t_throttle_burst(CLASS_SEARCH), 1);
    CHECK(t_throttle_when(CLASS_SEARCH) >=
          t_throttle.now.ms + T_THROTTLE_WINDOW);
    t_throttle_end();
}

static void report(void)
{
    struct throttle_report r;
    struct limits l = t_throttle_header(LIGHT_GREEN, 30);

    t_throttle_begin();
    l.state = STATE_BUSY;
    l.hour_used = 12;
    l.week_used = 34;
    throttle_learn(t_throttle.throttle, &l, t_throttle.now);
    limits_init(&l);
    throttle_learn(t_throttle.throttle, &l, t_throttle.now);
    throttle_sent(t_throttle.throttle, CLASS_SEARCH, t_throttle.now);
    throttle_rest(t_throttle.throttle, CLASS_OTHER, 2500, t_throttle.now);
    throttle_report(t_throttle.throttle, t_throttle.now, &r);
    CHECK_INT(r.state, STATE_BUSY);
    CHECK_INT(r.allowances[ALLOWANCE_HOUR].used, 12);
    CHECK_INT(r.allowances[ALLOWANCE_WEEK].used, 34);
    CHECK_INT(r.allowances[ALLOWANCE_PAID].used, UNTOLD);
    CHECK_INT(r.classes[CLASS_SEARCH].light, LIGHT_GREEN);
    CHECK_INT(r.classes[CLASS_SEARCH].limit, 30);
    CHECK_INT(r.classes[CLASS_SEARCH].used, 1);
    CHECK_INT(r.classes[CLASS_OTHER].rests_ms, 2500);
    t_throttle_pass(3 * T_THROTTLE_WINDOW);
    throttle_report(t_throttle.throttle, t_throttle.now, &r);
    CHECK_INT(r.state, STATE_UNKNOWN);
    CHECK_INT(r.classes[CLASS_SEARCH].light, LIGHT_UNKNOWN);
    CHECK_INT(r.classes[CLASS_SEARCH].used, 0);
    CHECK_INT(r.classes[CLASS_SEARCH].sent, 1);
    CHECK_INT(r.classes[CLASS_OTHER].rests_ms, 0);
    t_throttle_end();
}

TEST_MAIN({"room is used at once", room_is_used_at_once},
          {"a reported limit is used", reported_limit_is_used},
          {"slows down before black", slows_down_before_black},
          {"a yellow header slows down", yellow_header_slows_an_empty_window},
          {"what is returned was not sent", what_is_returned_was_not_sent},
          {"an old light is forgotten", old_light_is_forgotten},
          {"a limit drops in mid-flight", drops_in_mid_flight},
          {"two instances", two_instances},
          {"the last limit is remembered", last_limit_is_remembered},
          {"absurd limits", absurd_limits}, {"report", report})
