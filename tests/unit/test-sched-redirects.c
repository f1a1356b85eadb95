/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: a redirect is followed by a request that is counted and waits for
 * the pace as every other one.
 */
#include "sched-fixture.h"

static void each_hop_is_counted(void)
{
    struct sched_report r;
    struct pace_report p;
    struct want *w;

    begin();
    w = ask("3", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK(is_body(w, "good"));
    CHECK_STR(asked, "3-1 o-there ");
    CHECK(strstr(seen[0], "Authorization: Bearer token-1\r\n") != NULL);
    CHECK(strstr(seen[0], "Accept: application/x-a\r\n") != NULL);
    sched_report(sched, &r);
    CHECK_INT(total(&r).requests, 2);
    CHECK_INT(r.queued + r.sent_now, 0);
    pace_report(pace, moment(), &p);
    CHECK_INT(p.classes[CLASS_RETRIEVAL].sent, 2);
    end();
}

/* Thirty of the class a minute: twenty redirected jobs need two. */
static void hops_wait_for_the_pace(void)
{
    struct pace_report p;

    begin();
    for (int i = 0; i < 20; i++)
        ask("3", SOURCE_SEARCH);
    while (ended < 20) {
        turn();
        pace_report(pace, moment(), &p);
        CHECK(p.classes[CLASS_SEARCH].used <= 30);
    }
    CHECK_INT(data_requests(), 40);
    CHECK(ahead > PACE_WINDOW_MS);
    end();
}

static void without_end(void)
{
    struct want *w;

    begin();
    w = ask("v", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, -EIO);
    CHECK_INT(w->status, 303);
    CHECK_INT(data_requests(), 1 + 3);
    end();
}

static void to_elsewhere(void)
{
    struct want *w;

    begin();
    w = ask("x", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(w->verdict.error, -EIO);
    CHECK_INT(data_requests(), 1);
    end();
}

static unsigned failures;

static bool fail_once(const struct loopback_request *q,
                      struct loopback_reply *r)
{
    if (!strstr(q->path, "/o-there") || failures++)
        return false;
    reply_with(r, 500, "", "SERVER.DomainAccess");
    return true;
}

/* What fails at a hop begins at the job's own URL again. */
static void tried_again_from_the_start(void)
{
    struct want *w;

    begin();
    on_data = fail_once;
    w = ask("3", SOURCE_BIBLIO);
    run(1);
    on_data = NULL;
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_STR(asked, "3-1 3-1 o-there ");
    CHECK_INT(data_requests(), 4);
    end();
}

/* A hop in the queue can be given up like any job, and is freed with it. */
static void dropped_before_the_hop(void)
{
    struct want *w;

    begin();
    w = ask("3", SOURCE_BIBLIO);
    while (job_state(w->job) != JOB_SENT)
        turn();
    while (on_wire()) {
        loopback_step(server, http_fd(http), next_step());
        http_turn(http, moment());
    }
    CHECK_INT(job_state(w->job), JOB_WAITS_PACE);
    CHECK(sched_drop(sched, w->job));
    CHECK_INT(data_requests(), 1);
    end();
}

TEST_MAIN({"each hop is counted", each_hop_is_counted},
          {"hops wait for the pace", hops_wait_for_the_pace},
          {"redirects without end", without_end},
          {"a redirect to elsewhere", to_elsewhere},
          {"tried again from the start", tried_again_from_the_start},
          {"dropped before the hop", dropped_before_the_hop})
