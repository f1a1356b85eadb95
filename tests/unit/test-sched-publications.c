/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched for the publication server: no token, a rate ahead of readers, a
 * quota of seven days.
 */
#include "net/prefetch.h"
#include "sched-fixture.h"

static void begin(int64_t rate)
{
    t_sched.setup.public = true;
    t_sched.setup.spare = 80;
    t_sched.setup.ahead_rate = rate;
    t_sched_begin();
}

static void end(void)
{
    t_sched_end();
    t_sched.setup = (struct t_sched_setup){0};
}

static struct t_sched_want *guess(void)
{
    struct request request = {.accept = "application/x-a",
                              .source = SOURCE_EPS_DOCUMENT};
    struct t_sched_want *w = &t_sched.wants[t_sched.want_count++];

    snprintf(request.path, sizeof(request.path), "x/o-%u", t_sched.want_count);
    w->job = prefetch_ask(t_sched.sched, &request, t_sched_done, w);
    CHECK(w->job != NULL);
    return w;
}

static unsigned spare(void)
{
    struct request request = {.source = SOURCE_EPS_DOCUMENT};

    return prefetch_spare(t_sched.sched, &request, t_sched_moment());
}

static void no_token_is_asked_for_or_sent(void)
{
    begin(0);
    t_sched_ask("o", SOURCE_EPS_DOCUMENT);
    t_sched_run(1);
    CHECK_INT(t_sched.wants[0].verdict.action, ACTION_OK);
    CHECK_INT(t_sched.tokens, 0);
    CHECK(strcasestr(t_sched.seen[0], "accept:") != NULL);
    CHECK(strcasestr(t_sched.seen[0], "authorization") == NULL);
    end();
}

/* The whole service, not one that a token makes. */
static void a_refusal_is_of_the_request(void)
{
    begin(0);
    t_sched_ask("o", SOURCE_EPS_DOCUMENT);
    t_sched_run(1);
    t_sched_ask("f", SOURCE_EPS_DOCUMENT);
    t_sched_ask("o", SOURCE_EPS_DOCUMENT);
    t_sched_run(3);
    CHECK_INT(t_sched.wants[2].verdict.action, ACTION_OK);
    end();
}

static void guesses_keep_to_a_rate(void)
{
    size_t bytes;

    begin(10);
    CHECK_INT(spare(), 2);
    guess();
    guess();
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(t_sched_on_wire(), 1);
    t_sched_run(1);
    bytes = t_sched.wants[0].body->size;
    CHECK_INT(spare(), 0);
    t_sched_run(2);
    CHECK_INT(t_sched.wants[1].verdict.action, ACTION_OK);
    CHECK(t_sched.ahead + 100 >= (int64_t)bytes * 1000 / 10);
    end();
}

/* Somebody waits for these. */
static void readers_do_not(void)
{
    begin(1);
    guess();
    t_sched_run(1);
    for (int i = 0; i < 5; i++)
        t_sched_ask("o", SOURCE_EPS_DOCUMENT);
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(t_sched_on_wire(), 5);
    t_sched_run(6);
    end();
}

static void the_quota_is_read_from_headers(void)
{
    struct limits limits;
    struct throttle_report r;
    struct instant now;

    begin(0);
    now = t_sched_moment();
    limits_init(&limits);
    limits_read(&limits, SLICE("x-quotaperweek-used: 4000000000\r\n"
                               "x-quotaperweek-remaining: 1000000000\r\n"));
    throttle_learn(t_sched.throttle, &limits, now);
    throttle_report(t_sched.throttle, now, &r);
    CHECK_INT(r.allowances[ALLOWANCE_WEEK].used, 4000000000);
    CHECK_INT(r.allowances[ALLOWANCE_WEEK].limit, 5000000000);
    CHECK_INT(spare(), 0); /* four fifths */
    CHECK_INT(throttle_forbidden(t_sched.throttle, now), REJECTION_NONE);
    limits.week_left = 0;
    throttle_learn(t_sched.throttle, &limits, now);
    CHECK_INT(throttle_forbidden(t_sched.throttle, now), REJECTION_SEVEN);
    CHECK(strstr(throttle_why(t_sched.throttle, now), "publication server") !=
          NULL);
    t_sched_ask("o", SOURCE_EPS_DOCUMENT);
    t_sched_run(1);
    CHECK_INT(t_sched.wants[0].verdict.error, -EDQUOT);
    CHECK_INT(t_sched_data_requests(), 0);
    t_sched.ahead += 601000; /* it frees up bit by bit: one may try */
    CHECK_INT(throttle_forbidden(t_sched.throttle, t_sched_moment()),
              REJECTION_NONE);
    end();
}

static void absurd_figures_do_no_harm(void)
{
    struct limits limits;
    struct throttle_report r;

    begin(0);
    limits_init(&limits);
    limits_read(&limits,
                SLICE("x-quotaperweek-used: 9223372036854775807\r\n"
                      "x-quotaperweek-remaining: 9223372036854775807\r\n"
                      "x-quotaperweek-remaining: -1\r\n"));
    throttle_learn(t_sched.throttle, &limits, t_sched_moment());
    throttle_report(t_sched.throttle, t_sched_moment(), &r);
    CHECK_INT(r.held, REJECTION_NONE);
    end();
}

TEST_MAIN({"no token is asked for or sent", no_token_is_asked_for_or_sent},
          {"a refusal is of the request", a_refusal_is_of_the_request},
          {"guesses keep to a rate", guesses_keep_to_a_rate},
          {"readers do not", readers_do_not},
          {"the quota is read from headers", the_quota_is_read_from_headers},
          {"absurd figures do no harm", absurd_figures_do_no_harm})
