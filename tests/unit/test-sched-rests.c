/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: backoff, pace, quotas, refusals, and no token.
 */
#include "sched-fixture.h"

static void backs_off(void)
{
    static const int64_t rests[] = {250, 500, 1000, 2000, 4000};
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("e", SOURCE_BIBLIO);
    for (size_t i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
        int64_t rest;

        while (t_sched_data_requests() <= i || t_sched_on_wire())
            t_sched_turn();
        rest = sched_deadline(t_sched.sched) - t_sched_moment().ms;
        CHECK_INT(job_state(w->job), JOB_WAITS_RETRY);
        CHECK(rest <= rests[i] && rest >= rests[i] / 2 - 100);
    }
    t_sched_run(1);
    CHECK_INT(w->verdict.error, -EIO);
    t_sched_end();
}

static void throttled_class_rests_alone(void)
{
    struct t_sched_want *first, *second, *other, *third;
    int64_t began;

    t_sched_begin();
    first = t_sched_ask("wo", SOURCE_SEARCH);
    second = t_sched_ask("wo", SOURCE_SEARCH);
    while (t_sched_data_requests() < 2 || t_sched_on_wire())
        t_sched_turn();
    began = t_sched_moment().ms;
    third = t_sched_ask("o", SOURCE_SEARCH);
    other = t_sched_ask("o", SOURCE_BIBLIO);
    CHECK_INT(job_state(first->job), JOB_THROTTLED);
    CHECK_INT(job_last(first->job)->action, ACTION_WAIT);
    while (!other->calls)
        t_sched_turn();
    CHECK_INT(t_sched_data_requests(), 3);
    CHECK(t_sched_moment().ms - began < 8000);
    t_sched_run(4);
    CHECK(t_sched_moment().ms - began >= 8000);
    CHECK_STR(t_sched.asked, "wo-1 wo-2 o-4 wo-1 wo-2 o-3 ");
    CHECK_INT(first->verdict.action + second->verdict.action +
                  third->verdict.action,
              ACTION_OK);
    t_sched_end();
}

static struct t_sched_want *ask_once(const char *script)
{
    struct t_sched_want *w = t_sched_ask(script, SOURCE_SEARCH);

    sched_once(w->job);
    return w;
}

/* The class rests for 8 s. */
static void nobody_waits_in_vain(void)
{
    struct t_sched_want *older, *none, *next;

    t_sched.setup.patience = 5000;
    t_sched_begin();
    none = t_sched_ask("wo", SOURCE_SEARCH);
    older = ask_once("wo");
    while (!older->calls)
        t_sched_turn();
    CHECK_INT(older->verdict.error, -EBUSY);
    CHECK_INT(none->calls, 0);
    next = ask_once("o");
    while (!next->calls)
        t_sched_turn();
    CHECK_INT(next->verdict.error, -EBUSY);
    CHECK_INT(t_sched_data_requests(), 2);
    t_sched_run(3);
    CHECK_INT(none->verdict.action, ACTION_OK);
    t_sched_end();
    t_sched.setup.patience = 10000;
    t_sched_begin();
    older = ask_once("wo");
    t_sched_run(1);
    CHECK_INT(older->verdict.action, ACTION_OK);
    t_sched_end();
    t_sched.setup.patience = 0;
}

static void throttle_is_kept(void)
{
    int64_t began;
    struct t_sched_want *last = NULL;

    t_sched_begin();
    began = t_sched_moment().ms;
    for (int i = 0; i < 40; i++)
        last = t_sched_ask("o", SOURCE_SEARCH);
    while (t_sched.ended < 15)
        t_sched_turn();
    CHECK(t_sched_moment().ms - began < 2000);
    CHECK_INT(job_state(last->job), JOB_THROTTLED);
    t_sched_run(40);
    CHECK(t_sched_moment().ms - began >= LIMITS_WINDOW_MS);
    CHECK(t_sched_moment().ms - began <= 3 * LIMITS_WINDOW_MS);
    for (unsigned i = 1; i < 40; i++)
        CHECK(t_sched.wants[i].order > t_sched.wants[i - 1].order || i < 15);
    t_sched_end();
}

static void reported_limit_is_kept(void)
{
    int64_t began;

    t_sched_begin();
    t_sched_ask("l", SOURCE_SEARCH);
    t_sched_run(1);
    began = t_sched_moment().ms;
    for (int i = 0; i < 8; i++)
        t_sched_ask("o", SOURCE_SEARCH);
    t_sched_run(9);
    CHECK(t_sched_moment().ms - began >= LIMITS_WINDOW_MS);
    t_sched_end();
}

static void quota_fails_all(void)
{
    struct t_sched_want *first;

    t_sched_begin();
    first = t_sched_ask("q", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(first->verdict.action, ACTION_QUOTA);
    for (int i = 0; i < 5; i++)
        t_sched_ask("o", i % 2 ? SOURCE_SEARCH : SOURCE_BIBLIO);
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(t_sched.ended, 6);
    for (int i = 1; i < 6; i++) {
        CHECK_INT(t_sched.wants[i].verdict.action, ACTION_QUOTA);
        CHECK_INT(t_sched.wants[i].verdict.error, -EDQUOT);
    }
    CHECK_INT(t_loopback_requests(t_sched.server), 2);
    t_sched.ahead += 601000;
    t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_ask("o", SOURCE_SEARCH);
    t_sched_run(8);
    CHECK_INT(t_sched.wants[6].verdict.action + t_sched.wants[7].verdict.action,
              ACTION_OK);
    t_sched_end();
}

static void blocked_account(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    t_sched_ask("b", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(token_state(t_sched.token, t_sched_moment()), TOKEN_REFUSED);
    w = t_sched_ask("o", SOURCE_BIBLIO);
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(w->verdict.action, ACTION_REFUSED);
    CHECK_INT(w->verdict.error, -EACCES);
    CHECK_INT(t_loopback_requests(t_sched.server), 2);
    t_sched.ahead += TOKEN_REFUSED_MS + 1000;
    w = t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(3);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_INT(t_sched.tokens, 2);
    t_sched_end();
}

static void refused_key(void)
{
    t_sched_begin();
    t_sched.token_letter = 'a';
    for (int i = 0; i < 20; i++)
        t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(20);
    for (int i = 0; i < 20; i++) {
        CHECK_INT(t_sched.wants[i].verdict.action, ACTION_REFUSED);
        CHECK_INT(t_sched.wants[i].verdict.error, -EACCES);
        CHECK(t_sched.wants[i].verdict.advice != NULL);
    }
    CHECK_INT(t_sched.tokens, 1);
    CHECK_INT(t_sched_data_requests(), 0);
    t_sched_end();
}

/* The jobs outlast it; when to leave is for the readers to say. */
static void token_out_of_reach(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    t_sched.token_letter = 'e';
    w = t_sched_ask("o", SOURCE_BIBLIO);
    while (t_sched.tokens < 3)
        t_sched_turn();
    CHECK_INT(w->calls, 0);
    CHECK_INT(job_state(w->job), JOB_WAITS_TOKEN);
    t_sched.token_letter = 'o';
    t_sched_run(1);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_INT(t_sched.tokens, 4);
    t_sched_end();
}

TEST_MAIN({"backs off", backs_off},
          {"a throttled class rests alone", throttled_class_rests_alone},
          {"nobody waits in vain", nobody_waits_in_vain},
          {"the pace is kept", throttle_is_kept},
          {"a reported limit is kept", reported_limit_is_kept},
          {"a quota fails all", quota_fails_all},
          {"a blocked account", blocked_account},
          {"a refused key", refused_key},
          {"the token out of reach", token_out_of_reach})
