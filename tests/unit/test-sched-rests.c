/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: backoff, pace, quotas, refusals, and no token.
 */
#include "sched-fixture.h"

static void backs_off(void)
{
    static const int64_t rests[] = {250, 500, 1000, 2000, 4000};
    struct want *w;

    begin();
    w = ask("e", SOURCE_BIBLIO);
    for (size_t i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
        int64_t rest;

        while (data_requests() <= i || on_wire())
            turn();
        rest = sched_deadline(sched) - moment().ms;
        CHECK_INT(job_state(w->job), JOB_WAITS_RETRY);
        CHECK(rest <= rests[i] && rest >= rests[i] / 2 - 100);
    }
    run(1);
    CHECK_INT(w->verdict.error, -EIO);
    end();
}

static void throttled_class_rests_alone(void)
{
    struct want *first, *second, *other, *third;
    int64_t began;

    begin();
    first = ask("wo", SOURCE_SEARCH);
    second = ask("wo", SOURCE_SEARCH);
    while (data_requests() < 2 || on_wire())
        turn();
    began = moment().ms;
    third = ask("o", SOURCE_SEARCH);
    other = ask("o", SOURCE_BIBLIO);
    CHECK_INT(job_state(first->job), JOB_WAITS_PACE);
    CHECK_INT(job_last(first->job)->action, ACTION_WAIT);
    while (!other->calls)
        turn();
    CHECK_INT(data_requests(), 3);
    CHECK(moment().ms - began < 8000);
    run(4);
    CHECK(moment().ms - began >= 8000);
    CHECK_STR(asked, "wo-1 wo-2 o-4 wo-1 wo-2 o-3 ");
    CHECK_INT(first->verdict.action + second->verdict.action +
                  third->verdict.action,
              ACTION_OK);
    end();
}

static void pace_is_kept(void)
{
    int64_t began;
    struct want *last = NULL;

    begin();
    began = moment().ms;
    for (int i = 0; i < 40; i++)
        last = ask("o", SOURCE_SEARCH);
    while (ended < 15)
        turn();
    CHECK(moment().ms - began < 2000);
    CHECK_INT(job_state(last->job), JOB_WAITS_PACE);
    run(40);
    CHECK(moment().ms - began >= PACE_WINDOW_MS);
    CHECK(moment().ms - began <= 3 * PACE_WINDOW_MS);
    for (unsigned i = 1; i < 40; i++)
        CHECK(wants[i].order > wants[i - 1].order || i < 15);
    end();
}

static void told_limit_is_kept(void)
{
    int64_t began;

    begin();
    ask("l", SOURCE_SEARCH);
    run(1);
    began = moment().ms;
    for (int i = 0; i < 8; i++)
        ask("o", SOURCE_SEARCH);
    run(9);
    CHECK(moment().ms - began >= PACE_WINDOW_MS);
    end();
}

static void quota_fails_all(void)
{
    struct want *first;

    begin();
    first = ask("q", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(first->verdict.action, ACTION_QUOTA);
    for (int i = 0; i < 5; i++)
        ask("o", i % 2 ? SOURCE_SEARCH : SOURCE_BIBLIO);
    sched_turn(sched, moment());
    CHECK_INT(ended, 6);
    for (int i = 1; i < 6; i++) {
        CHECK_INT(wants[i].verdict.action, ACTION_QUOTA);
        CHECK_INT(wants[i].verdict.error, -EDQUOT);
    }
    CHECK_INT(loopback_requests(server), 2);
    ahead += 601000;
    ask("o", SOURCE_BIBLIO);
    ask("o", SOURCE_SEARCH);
    run(8);
    CHECK_INT(wants[6].verdict.action + wants[7].verdict.action, ACTION_OK);
    end();
}

static void blocked_account(void)
{
    struct want *w;

    begin();
    ask("b", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(token_state(token, moment()), TOKEN_REFUSED);
    w = ask("o", SOURCE_BIBLIO);
    sched_turn(sched, moment());
    CHECK_INT(w->verdict.action, ACTION_REFUSED);
    CHECK_INT(w->verdict.error, -EACCES);
    CHECK_INT(loopback_requests(server), 2);
    ahead += TOKEN_REFUSED_MS + 1000;
    w = ask("o", SOURCE_BIBLIO);
    run(3);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_INT(tokens, 2);
    end();
}

static void refused_key(void)
{
    begin();
    token_letter = 'a';
    for (int i = 0; i < 20; i++)
        ask("o", SOURCE_BIBLIO);
    run(20);
    for (int i = 0; i < 20; i++) {
        CHECK_INT(wants[i].verdict.action, ACTION_REFUSED);
        CHECK_INT(wants[i].verdict.error, -EACCES);
        CHECK(wants[i].verdict.advice != NULL);
    }
    CHECK_INT(tokens, 1);
    CHECK_INT(data_requests(), 0);
    end();
}

/* The jobs outlast it; when to leave is for the readers to say. */
static void token_out_of_reach(void)
{
    struct want *w;

    begin();
    token_letter = 'e';
    w = ask("o", SOURCE_BIBLIO);
    while (tokens < 3)
        turn();
    CHECK_INT(w->calls, 0);
    CHECK_INT(job_state(w->job), JOB_WAITS_TOKEN);
    token_letter = 'o';
    run(1);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_INT(tokens, 4);
    end();
}

TEST_MAIN({"backs off", backs_off},
          {"a throttled class rests alone", throttled_class_rests_alone},
          {"the pace is kept", pace_is_kept},
          {"a told limit is kept", told_limit_is_kept},
          {"a quota fails all", quota_fails_all},
          {"a blocked account", blocked_account},
          {"a refused key", refused_key},
          {"the token out of reach", token_out_of_reach})
