/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/pace: lights and limits.
 */
#include "pace-fixture.h"

static void room_is_used_at_once(void)
{
    begin();
    CHECK_INT(burst(CLASS_SEARCH), classes[CLASS_SEARCH].least);
    CHECK_INT(burst(CLASS_OTHER), classes[CLASS_OTHER].least);
    tell(LIGHT_UNKNOWN, UNTOLD);
    CHECK_INT(burst(CLASS_SEARCH),
              classes[CLASS_SEARCH].limit - classes[CLASS_SEARCH].least);
    end();
}

static void told_limit_is_used(void)
{
    begin();
    tell(LIGHT_GREEN, 5);
    CHECK_INT(burst(CLASS_SEARCH), 5);
    CHECK_INT(burst(CLASS_RETRIEVAL), 5);
    end();
}

/* A yellow of our own making changes nothing; at red what is left goes evenly. */
static void slows_down_before_black(void)
{
    int64_t sent[30], gap;
    unsigned n = 0;

    begin();
    tell(LIGHT_GREEN, 30);
    while (n < 30) {
        int64_t at = when(CLASS_SEARCH);

        if (at) {
            CHECK(at > now.ms);
            pass(at - now.ms);
            continue;
        }
        pace_sent(pace, CLASS_SEARCH, now);
        sent[n++] = now.ms;
        if (n == 15)
            tell(LIGHT_YELLOW, 30);
        if (n >= 23)
            tell(LIGHT_RED, 30);
    }
    CHECK_INT(sent[22], sent[0]);
    gap = sent[24] - sent[23];
    CHECK(gap >= 8000 && gap <= 9500);
    for (int i = 24; i < 29; i++)
        CHECK(llabs(sent[i + 1] - sent[i] - gap) <= 100);
    end();
}

static void yellow_header_slows_an_empty_window(void)
{
    int64_t first, second;

    begin();
    tell(LIGHT_YELLOW, 30);
    CHECK_INT(when(CLASS_SEARCH), 0);
    pace_sent(pace, CLASS_SEARCH, now);
    first = when(CLASS_SEARCH) - now.ms;
    CHECK(first >= 1500 && first <= 2500);
    tell(LIGHT_RED, 30);
    second = when(CLASS_SEARCH) - now.ms;
    CHECK(second >= 2 * first - 100);
    pass(second);
    CHECK_INT(when(CLASS_SEARCH), 0);
    end();
}

static void old_light_is_forgotten(void)
{
    begin();
    tell(LIGHT_RED, 30);
    pass(WINDOW + SLACK);
    CHECK_INT(burst(CLASS_SEARCH), classes[CLASS_SEARCH].least);
    end();
}

static void drops_in_mid_flight(void)
{
    int64_t at;

    begin();
    tell(LIGHT_GREEN, 40);
    CHECK_INT(burst(CLASS_SEARCH), 40);
    pass(1000);
    tell(LIGHT_GREEN, 5);
    at = when(CLASS_SEARCH);
    CHECK(at >= START + WINDOW && at <= START + WINDOW + SLACK);
    pass(at - now.ms);
    CHECK(burst(CLASS_SEARCH) <= 5);
    end();
}

/* Two instances behind one name: the worse one counts, for a minute. */
static void two_instances(void)
{
    begin();
    tell(LIGHT_GREEN, 30);
    tell(LIGHT_GREEN, 6);
    tell(LIGHT_GREEN, 30);
    CHECK_INT(burst(CLASS_SEARCH), 6);
    pass(30000);
    tell(LIGHT_GREEN, 30);
    pass(29999);
    CHECK(when(CLASS_SEARCH) > 0 || burst(CLASS_SEARCH) <= 6);
    pass(SLACK + 2 + 30000);
    tell(LIGHT_GREEN, 30);
    CHECK(burst(CLASS_SEARCH) >= 24);
    end();
}

/* Long after an overloaded minute we do not start with what idle allows. */
static void last_limit_is_remembered(void)
{
    begin();
    tell(LIGHT_GREEN, 4);
    pass(10 * WINDOW);
    CHECK_INT(burst(CLASS_SEARCH), 4);
    tell(LIGHT_GREEN, 30);
    CHECK_INT(burst(CLASS_SEARCH), 26);
    end();
}

static void absurd_limits(void)
{
    begin();
    tell(LIGHT_GREEN, INT64_MAX);
    CHECK_INT(burst(CLASS_SEARCH), PACE_MOST);
    end();
    begin();
    tell(LIGHT_GREEN, -7);
    CHECK_INT(burst(CLASS_SEARCH), classes[CLASS_SEARCH].limit);
    end();
    begin();
    tell(LIGHT_UNKNOWN, UNTOLD);
    CHECK_INT(burst(CLASS_SEARCH), classes[CLASS_SEARCH].limit);
    end();
    begin();
    tell(LIGHT_GREEN, 1);
    CHECK_INT(burst(CLASS_SEARCH), 1);
    CHECK(when(CLASS_SEARCH) >= now.ms + WINDOW);
    end();
}

static void report(void)
{
    struct pace_report r;
    struct limits l = header(LIGHT_GREEN, 30);

    begin();
    l.state = STATE_BUSY;
    l.hour_used = 12;
    l.week_used = 34;
    pace_told(pace, &l, now);
    limits_init(&l);
    pace_told(pace, &l, now);
    pace_sent(pace, CLASS_SEARCH, now);
    pace_rest(pace, CLASS_OTHER, 2500, now);
    pace_report(pace, now, &r);
    CHECK_INT(r.state, STATE_BUSY);
    CHECK_INT(r.allowances[ALLOWANCE_HOUR].used, 12);
    CHECK_INT(r.allowances[ALLOWANCE_WEEK].used, 34);
    CHECK_INT(r.allowances[ALLOWANCE_PAID].used, UNTOLD);
    CHECK_INT(r.classes[CLASS_SEARCH].light, LIGHT_GREEN);
    CHECK_INT(r.classes[CLASS_SEARCH].limit, 30);
    CHECK_INT(r.classes[CLASS_SEARCH].used, 1);
    CHECK_INT(r.classes[CLASS_OTHER].rests_ms, 2500);
    pass(3 * WINDOW);
    pace_report(pace, now, &r);
    CHECK_INT(r.state, STATE_UNKNOWN);
    CHECK_INT(r.classes[CLASS_SEARCH].light, LIGHT_UNKNOWN);
    CHECK_INT(r.classes[CLASS_SEARCH].used, 0);
    CHECK_INT(r.classes[CLASS_SEARCH].sent, 1);
    CHECK_INT(r.classes[CLASS_OTHER].rests_ms, 0);
    end();
}

TEST_MAIN({"room is used at once", room_is_used_at_once},
          {"a told limit is used", told_limit_is_used},
          {"slows down before black", slows_down_before_black},
          {"a yellow header slows down", yellow_header_slows_an_empty_window},
          {"an old light is forgotten", old_light_is_forgotten},
          {"a limit drops in mid-flight", drops_in_mid_flight},
          {"two instances", two_instances},
          {"the last limit is remembered", last_limit_is_remembered},
          {"absurd limits", absurd_limits}, {"report", report})
