/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/bundle: who goes with whom, and what it costs.
 */
#include "bundle-fixture.h"

static void one_goes_as_itself(void)
{
    struct sched_report r;
    struct t_sched_want *w;

    t_bundle_begin();
    w = t_bundle_ask("o1", "o");
    t_sched_run(1);
    CHECK(t_sched_is_body(w, "good"));
    CHECK(strncmp(t_sched.seen[0], "GET /3.2/rest-services/x/o-1\r\n", 30) ==
          0);
    CHECK_INT(t_bundle.post_count, 0);
    sched_report(t_sched.sched, &r);
    CHECK_INT(t_sched_total(&r).requests, 1);
    CHECK_INT(t_sched_total(&r).bundles + t_sched_total(&r).bundled +
                  t_sched_total(&r).largest,
              0);
    t_bundle_end();
}

static void three_go_as_one(void)
{
    struct throttle_report paces;
    struct sched_report r;

    t_bundle_begin();
    t_bundle_ask_many(3);
    t_sched_run(3);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o2,o3 ");
    CHECK_INT(t_sched_data_requests(), 1);
    CHECK_STR(t_bundle.post_path, "/3.2/rest-services/bulk/x");
    CHECK(strstr(t_bundle.post_head, "Content-Type: text/plain\r\n") != NULL);
    CHECK(strstr(t_bundle.post_head, "Accept: application/x-a\r\n") != NULL);
    CHECK(strstr(t_bundle.post_head, "Authorization: Bearer token-1\r\n") !=
          NULL);
    t_bundle_all_good(0, 3);
    CHECK(t_sched_is_body(&t_sched.wants[0], "text of o1"));
    CHECK(t_sched_is_body(&t_sched.wants[2], "text of o3"));
    sched_report(t_sched.sched, &r);
    CHECK_INT(t_sched_total(&r).requests, 1);
    CHECK_INT(t_sched_total(&r).bundles, 1);
    CHECK_INT(t_sched_total(&r).bundled, 3);
    CHECK_INT(t_sched_total(&r).largest, 3);
    CHECK_INT(r.queued + r.sent_now + t_sched_total(&r).retries + r.renewals,
              0);
    throttle_report(t_sched.throttle, t_sched_moment(), &paces);
    CHECK_INT(paces.classes[CLASS_RETRIEVAL].sent, 1);
    CHECK_INT(sched_deadline(t_sched.sched), NEVER);
    t_bundle_end();
}

static void the_same_reference_twice(void)
{
    struct sched_report r;

    t_bundle_begin();
    t_bundle_ask("o1", "o");
    t_bundle_ask("o2", "o");
    t_bundle_ask("o1", "o");
    t_sched_run(3);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o2 ");
    CHECK_INT(t_sched_data_requests(), 1);
    t_bundle_all_good(0, 3);
    CHECK(t_sched_is_body(&t_sched.wants[2], "text of o1"));
    sched_report(t_sched.sched, &r);
    CHECK_INT(t_sched_total(&r).bundled, 2);
    t_bundle_end();
    t_bundle_begin();
    t_bundle_ask("o1", "o");
    t_bundle_ask("o1", "o");
    t_sched_run(2);
    CHECK_INT(t_bundle.post_count, 0);
    t_bundle_all_good(0, 2);
    t_bundle_end();
}

static void only_their_like(void)
{
    t_bundle_begin();
    t_bundle_ask_as("o1", "o", "bulk/x", "application/x-a");
    t_bundle_ask_as("o2", "o", "bulk/y", "application/x-a");
    t_sched_ask("o", SOURCE_BIBLIO);
    t_bundle_ask_as("o4", "o", "bulk/x", "application/x-b");
    t_bundle_ask_as("o5", "o", "bulk/y", "application/x-a");
    t_bundle_ask_as("o6", "o", "bulk/x", "application/x-a");
    t_bundle_ask_as("o7", "o", "", "application/x-a");
    t_bundle_ask_as("", "o", "bulk/x", "application/x-a");
    t_sched_run(8);
    CHECK_INT(t_bundle.post_count, 2);
    CHECK(strstr(buf_text(&t_bundle.posts), "o1,o6 ") != NULL);
    CHECK(strstr(buf_text(&t_bundle.posts), "o2,o5 ") != NULL);
    CHECK_INT(t_sched_data_requests(), 6);
    t_bundle_all_good(0, 8);
    t_bundle_end();
}

static void nothing_is_bundled(void)
{
    t_bundle_begin();
    t_bundle_end();
    t_sched.setup.split = NULL;
    t_sched_begin();
    t_bundle_ask_many(20);
    t_sched_run(20);
    CHECK_INT(t_bundle.post_count, 0);
    CHECK_INT(t_sched_data_requests(), 20);
    t_bundle_all_good(0, 20);
    t_sched_end();
}

static void in_time(int64_t ms)
{
    t_sched.ahead += ms - t_sched_moment().ms;
    sched_turn(t_sched.sched, t_sched_moment());
}

/* Within the turn; the others wait for its answer, but not for ever. */
static void a_full_one_goes_at_once(void)
{
    struct sched_report r;

    t_bundle_begin();
    t_bundle_warm_up();
    t_bundle_ask_many(250);
    sched_turn(t_sched.sched, t_sched_moment());
    sched_report(t_sched.sched, &r);
    CHECK_INT(r.sent_now, 2);
    CHECK_INT(r.queued, 50);
    CHECK_INT(t_sched_total(&r).bundled, 200);
    CHECK(sched_deadline(t_sched.sched) > t_sched_moment().ms);
    in_time(sched_deadline(t_sched.sched));
    sched_report(t_sched.sched, &r);
    CHECK_INT(r.sent_now, 3);
    CHECK_INT(t_sched_total(&r).largest, 100);
    t_sched_run(251);
    CHECK_INT(t_sched_data_requests(), 4);
    t_bundle_all_good(0, 251);
    t_bundle_end();
}

/* A reader who waits for company holds up no other request, and goes at once
 * with one that needs none. */
static void a_waiter_is_in_nobodys_way(void)
{
    struct t_sched_want *held, *other;

    t_bundle_begin();
    t_bundle_warm_up();
    t_bundle_ask("o0", "o");
    sched_turn(t_sched.sched, t_sched_moment());
    held = t_bundle_ask("o1", "o");
    other = t_sched_ask("o", SOURCE_BIBLIO);
    in_time(t_sched_moment().ms + 1);
    CHECK_INT(job_state(held->job), JOB_THROTTLED);
    CHECK_INT(job_state(other->job), JOB_SENT);
    t_bundle_ask("o2", "o");
    in_time(t_sched_moment().ms + 1);
    CHECK_INT(job_state(held->job), JOB_THROTTLED);
    t_bundle_ask_of_list("o3");
    in_time(t_sched_moment().ms + 1);
    CHECK_INT(job_state(held->job), JOB_SENT);
    t_sched_run(6);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o2,o3 ");
    t_bundle_end();
}

/* What is asked for of a list: its next record, and one that a reader goes on
 * to. */
static void a_list_is_no_crowd(void)
{
    t_bundle_begin();
    t_bundle_warm_up();
    for (unsigned i = 0; i < BULK_MAX; i++)
        t_bundle_ask_of_list(
            (char[]){'o', (char)('A' + i % 50), (char)('A' + i / 50), '\0'});
    t_sched_run(101);
    CHECK_INT(t_bundle.post_count, 1);
    t_bundle_ask_of_list("o2");
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(t_sched_on_wire(), 1);
    t_bundle_ask("o3", "o");
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(t_sched_on_wire(), 2);
    t_sched_run(103);
    t_bundle_end();
}

/* What a reader asked for who has gone since keeps nobody waiting. */
static void one_that_left_is_no_company(void)
{
    t_bundle_begin();
    t_bundle_warm_up();
    t_bundle_ask("o1", "o");
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK(!sched_drop(t_sched.wants[1].job));
    t_bundle_ask("o2", "o");
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(t_sched_on_wire(), 2);
    t_sched_run(3);
    t_bundle_end();
}

static void they_gather_while_the_pace_says_wait(void)
{
    t_bundle_begin();
    t_bundle_warm_up();
    throttle_rest(t_sched.throttle, CLASS_RETRIEVAL, 5000, t_sched_moment());
    for (int i = 0; i < 30; i++) {
        t_bundle_ask_many(1);
        sched_turn(t_sched.sched, t_sched_moment());
        CHECK_INT(job_state(t_sched.wants[t_sched.want_count - 1].job),
                  JOB_THROTTLED);
        t_sched.ahead += 100;
    }
    CHECK_INT(t_sched_data_requests(), 1);
    t_sched_run(31);
    CHECK_INT(t_sched_data_requests(), 2);
    t_bundle_all_good(0, 31);
    t_bundle_end();
}

static void dropped_before_they_went(void)
{
    t_bundle_begin();
    t_bundle_ask_many(3);
    CHECK(sched_drop(t_sched.wants[1].job));
    t_sched_run(2);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o3 ");
    CHECK_INT(t_sched.wants[1].calls, 0);
    t_bundle_end();
}

static void a_thousand_at_once(void)
{
    t_bundle_begin();
    t_bundle_ask_many(1000);
    t_sched_run(1000);
    CHECK_INT(t_sched_data_requests(), 10);
    t_bundle_all_good(0, 1000);
    t_bundle_end();
}

TEST_MAIN({"one goes as itself", one_goes_as_itself},
          {"three go as one", three_go_as_one},
          {"the same reference twice", the_same_reference_twice},
          {"only their like", only_their_like},
          {"nothing is bundled", nothing_is_bundled},
          {"a full one goes at once", a_full_one_goes_at_once},
          {"a waiter is in nobody's way", a_waiter_is_in_nobodys_way},
          {"a list is no crowd", a_list_is_no_crowd},
          {"one that left is no company", one_that_left_is_no_company},
          {"they gather while the pace says wait",
           they_gather_while_the_pace_says_wait},
          {"dropped before they went", dropped_before_they_went},
          {"a thousand at once", a_thousand_at_once})
