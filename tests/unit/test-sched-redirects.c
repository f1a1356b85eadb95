/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: a redirect is followed by a request that is counted and waits for
 * the pace as every other one.
 */
#include "sched-fixture.h"

static void each_hop_is_counted(void)
{
    struct sched_report r;
    struct throttle_report p;
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("3", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK(t_sched_is_body(w, "good"));
    CHECK_STR(t_sched.asked, "3-1 o-there ");
    CHECK(strstr(t_sched.seen[0], "Authorization: Bearer token-1\r\n") != NULL);
    CHECK(strstr(t_sched.seen[0], "Accept: application/x-a\r\n") != NULL);
    sched_report(t_sched.sched, &r);
    CHECK_INT(t_sched_total(&r).requests, 2);
    CHECK_INT(r.queued + r.sent_now, 0);
    throttle_report(t_sched.throttle, t_sched_moment(), &p);
    CHECK_INT(p.classes[CLASS_RETRIEVAL].sent, 2);
    t_sched_end();
}

/* Thirty of the class a minute: twenty redirected jobs need two. */
static void hops_wait_for_the_pace(void)
{
    struct throttle_report p;

    t_sched_begin();
    for (int i = 0; i < 20; i++)
        t_sched_ask("3", SOURCE_SEARCH);
    while (t_sched.ended < 20) {
        t_sched_turn();
        throttle_report(t_sched.throttle, t_sched_moment(), &p);
        CHECK(p.classes[CLASS_SEARCH].used <= 30);
    }
    CHECK_INT(t_sched_data_requests(), 40);
    CHECK(t_sched.ahead > LIMITS_WINDOW_MS);
    t_sched_end();
}

static void without_end(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("v", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, -EIO);
    CHECK_INT(w->status, 303);
    CHECK_INT(t_sched_data_requests(), 1 + 3);
    t_sched_end();
}

static void to_elsewhere(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("x", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(w->verdict.error, -EIO);
    CHECK_INT(t_sched_data_requests(), 1);
    t_sched_end();
}

static unsigned failures;

static bool fail_once(const struct loopback_request *q,
                      struct loopback_reply *r)
{
    if (!strstr(q->path, "/o-there") || failures++)
        return false;
    t_reply_with(r, 500, "", "SERVER.DomainAccess");
    return true;
}

/* What fails at a hop begins at the job's own URL again. */
static void tried_again_from_the_start(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    t_sched.on_data = fail_once;
    w = t_sched_ask("3", SOURCE_BIBLIO);
    t_sched_run(1);
    t_sched.on_data = NULL;
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_STR(t_sched.asked, "3-1 3-1 o-there ");
    CHECK_INT(t_sched_data_requests(), 4);
    t_sched_end();
}

/* A hop in the queue can be given up like any job, and is freed with it. */
static void dropped_before_the_hop(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("3", SOURCE_BIBLIO);
    while (job_state(w->job) != JOB_SENT)
        t_sched_turn();
    while (t_sched_on_wire()) {
        t_loopback_step(t_sched.server, http_fd(t_sched.http),
                        t_sched_next_step());
        http_turn(t_sched.http, t_sched_moment());
    }
    CHECK_INT(job_state(w->job), JOB_THROTTLED);
    CHECK(sched_drop(w->job));
    CHECK_INT(t_sched_data_requests(), 1);
    t_sched_end();
}

TEST_MAIN({"each hop is counted", each_hop_is_counted},
          {"hops wait for the pace", hops_wait_for_the_pace},
          {"redirects without end", without_end},
          {"a redirect to elsewhere", to_elsewhere},
          {"tried again from the start", tried_again_from_the_start},
          {"dropped before the hop", dropped_before_the_hop})
