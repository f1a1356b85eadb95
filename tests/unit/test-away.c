/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/away, and what the scheduler makes of it: OPS is tried once for readers
 * with something else to show, and nothing is asked offline.
 */
#include "net/away.h"
#include "net/reach.h"

#include "sched-fixture.h"

static void trouble_is_an_accident_at_first(void)
{
    struct away a = {0};

    away_failed(&a, true, 0);
    away_failed(&a, true, 1);
    CHECK(!away_is(&a));
    away_answered(&a);
    away_failed(&a, true, 2);
    away_failed(&a, true, 3);
    CHECK(!away_is(&a));
    away_failed(&a, true, 4);
    CHECK(away_is(&a) && away_rests(&a, 4));
    away_answered(&a);
    CHECK(!away_is(&a) && !away_rests(&a, 4));
}

static void who_cannot_be_reached_is_away_at_once(void)
{
    struct away a = {0};
    int64_t last = 0;

    away_failed(&a, false, 0);
    CHECK(away_is(&a));
    away_failed(&a, false, 1); /* it was sent before */
    CHECK(away_rests(&a, 4999) && !away_rests(&a, 5000));
    for (int i = 0; i < 20; i++) {
        int64_t now = a.until;

        away_failed(&a, false, now);
        CHECK(a.until - now >= last);
        last = a.until - now;
    }
    CHECK_INT(last, 300000);
    away_tried(&a, 10000000);
    CHECK_INT(a.until, 10300000);
}

static void one_try_for_who_has_something_else(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("e", SOURCE_BIBLIO);
    sched_once(w->job);
    t_sched_run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, -EIO);
    CHECK_INT(t_sched_data_requests(), 1);
    t_sched_end();
}

/* Three troubles in a row; then an answer. */
static void ops_is_away_and_back(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    for (unsigned i = 1; i <= 3; i++) {
        CHECK_INT(sched_reach(t_sched.sched, t_sched_moment()), REACH_OPEN);
        w = t_sched_ask("e", SOURCE_BIBLIO);
        sched_once(w->job);
        t_sched_run(i);
    }
    CHECK_INT(sched_reach(t_sched.sched, t_sched_moment()), REACH_SHUT);
    t_sched.ahead += 5000;
    CHECK_INT(sched_reach(t_sched.sched, t_sched_moment()), REACH_TRIAL);
    w = t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(4);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_INT(sched_reach(t_sched.sched, t_sched_moment()), REACH_OPEN);
    t_sched_end();
}

/* One under way goes on; the others fail, and no token is asked for. */
static void offline_nothing_is_asked(void)
{
    struct t_sched_want *w[2];

    t_sched_begin();
    w[0] = t_sched_ask("o", SOURCE_BIBLIO);
    sched_set_offline(t_sched.sched, true);
    CHECK_INT(sched_reach(t_sched.sched, t_sched_moment()), REACH_SHUT);
    t_sched_run(1);
    CHECK_INT(w[0]->verdict.error, -EHOSTUNREACH);
    CHECK(strstr(w[0]->verdict.advice, "not kept") != NULL);
    CHECK_INT((int)t_sched.tokens, 0);
    CHECK_INT(t_sched_data_requests(), 0);
    sched_set_offline(t_sched.sched, false);
    w[1] = t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(2);
    CHECK_INT(w[1]->verdict.action, ACTION_OK);
    t_sched_end();
}

/* A reader with something else does not wait for the token; the others do. */
static void no_token_is_no_reason_to_wait(void)
{
    struct t_sched_want *once, *other;

    t_sched_begin();
    t_sched.token_letter = 'e';
    other = t_sched_ask("o", SOURCE_BIBLIO);
    once = t_sched_ask("o", SOURCE_BIBLIO);
    sched_once(once->job);
    t_sched_run(1);
    CHECK_INT((int)once->calls, 1);
    CHECK(once->verdict.error < 0);
    CHECK_INT((int)other->calls, 0);
    t_sched.token_letter = 'o';
    t_sched_run(2);
    CHECK_INT(other->verdict.action, ACTION_OK);
    t_sched_end();
}

/* From the start: nobody waits long for a network. */
static void a_mount_without_network_is_offline(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    sched_begin_without(t_sched.sched);
    t_sched.token_letter = 'e';
    w = t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(w->verdict.error, -EHOSTUNREACH);
    CHECK((int)t_sched.tokens > 1);
    t_sched.token_letter = 'o';
    t_sched.ahead += 30000;
    w = t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(2);
    CHECK_INT(w->verdict.action, ACTION_OK);
    t_sched_end();
}

TEST_MAIN({"a mount without network is offline",
           a_mount_without_network_is_offline},
          {"trouble is an accident at first", trouble_is_an_accident_at_first},
          {"who cannot be reached is away at once",
           who_cannot_be_reached_is_away_at_once},
          {"one try for readers with something else",
           one_try_for_who_has_something_else},
          {"OPS is away and back", ops_is_away_and_back},
          {"offline nothing is asked", offline_nothing_is_asked},
          {"no token is no reason to wait", no_token_is_no_reason_to_wait})
