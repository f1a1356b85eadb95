/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/bundle: who goes with whom, and what it costs.
 */
#include "bundle-fixture.h"

static void one_goes_as_itself(void)
{
    struct sched_report r;
    struct want *w;

    begin_bundling();
    w = ask_bulk("o1", "o");
    run(1);
    CHECK(is_body(w, "good"));
    CHECK(strncmp(seen[0], "GET /3.2/rest-services/x/o-1\r\n", 30) == 0);
    CHECK_INT(post_count, 0);
    sched_report(sched, &r);
    CHECK_INT(total(&r).requests, 1);
    CHECK_INT(total(&r).bundles + total(&r).bundled + total(&r).largest, 0);
    end_bundling();
}

static void three_go_as_one(void)
{
    struct pace_report paces;
    struct sched_report r;

    begin_bundling();
    ask_many(3);
    run(3);
    CHECK_STR(buf_text(&posts), "o1,o2,o3 ");
    CHECK_INT(data_requests(), 1);
    CHECK_STR(post_path, "/3.2/rest-services/bulk/x");
    CHECK(strstr(post_head, "Content-Type: text/plain\r\n") != NULL);
    CHECK(strstr(post_head, "Accept: application/x-a\r\n") != NULL);
    CHECK(strstr(post_head, "Authorization: Bearer token-1\r\n") != NULL);
    all_good(0, 3);
    CHECK(is_body(&wants[0], "text of o1"));
    CHECK(is_body(&wants[2], "text of o3"));
    sched_report(sched, &r);
    CHECK_INT(total(&r).requests, 1);
    CHECK_INT(total(&r).bundles, 1);
    CHECK_INT(total(&r).bundled, 3);
    CHECK_INT(total(&r).largest, 3);
    CHECK_INT(r.queued + r.sent_now + total(&r).retries + r.renewals, 0);
    pace_report(pace, moment(), &paces);
    CHECK_INT(paces.classes[CLASS_RETRIEVAL].sent, 1);
    CHECK_INT(sched_deadline(sched), NEVER);
    end_bundling();
}

static void the_same_reference_twice(void)
{
    struct sched_report r;

    begin_bundling();
    ask_bulk("o1", "o");
    ask_bulk("o2", "o");
    ask_bulk("o1", "o");
    run(3);
    CHECK_STR(buf_text(&posts), "o1,o2 ");
    CHECK_INT(data_requests(), 1);
    all_good(0, 3);
    CHECK(is_body(&wants[2], "text of o1"));
    sched_report(sched, &r);
    CHECK_INT(total(&r).bundled, 2);
    end_bundling();
    begin_bundling();
    ask_bulk("o1", "o");
    ask_bulk("o1", "o");
    run(2);
    CHECK_INT(post_count, 0);
    all_good(0, 2);
    end_bundling();
}

static void only_their_like(void)
{
    begin_bundling();
    ask_as("o1", "o", "bulk/x", "application/x-a");
    ask_as("o2", "o", "bulk/y", "application/x-a");
    ask("o", SOURCE_BIBLIO);
    ask_as("o4", "o", "bulk/x", "application/x-b");
    ask_as("o5", "o", "bulk/y", "application/x-a");
    ask_as("o6", "o", "bulk/x", "application/x-a");
    ask_as("o7", "o", "", "application/x-a");
    ask_as("", "o", "bulk/x", "application/x-a");
    run(8);
    CHECK_INT(post_count, 2);
    CHECK(strstr(buf_text(&posts), "o1,o6 ") != NULL);
    CHECK(strstr(buf_text(&posts), "o2,o5 ") != NULL);
    CHECK_INT(data_requests(), 6);
    all_good(0, 8);
    end_bundling();
}

static void nothing_is_bundled(void)
{
    begin_bundling();
    end_bundling();
    bulk_in_use = NULL;
    begin();
    ask_many(20);
    run(20);
    CHECK_INT(post_count, 0);
    CHECK_INT(data_requests(), 20);
    all_good(0, 20);
    end();
}

/* Within the turn: nothing of it waits for anything. */
static void a_full_one_goes_at_once(void)
{
    struct sched_report r;

    begin_bundling();
    warm_up();
    ask_many(250);
    sched_turn(sched, moment());
    sched_report(sched, &r);
    CHECK_INT(r.sent_now, 2);
    CHECK_INT(r.queued, 50);
    CHECK_INT(total(&r).bundled, 200);
    CHECK_INT(sched_deadline(sched), moment().ms + 3);
    ahead += 3;
    sched_turn(sched, moment());
    sched_report(sched, &r);
    CHECK_INT(r.sent_now, 3);
    CHECK_INT(total(&r).largest, 100);
    run(251);
    CHECK_INT(data_requests(), 4);
    all_good(0, 251);
    end_bundling();
}

/* Somebody waits for company: others are not kept waiting for it. */
static void who_waits_is_in_nobodys_way(void)
{
    struct want *held, *other;

    begin_bundling();
    warm_up();
    held = ask_bulk("o1", "o");
    other = ask("o", SOURCE_BIBLIO);
    sched_turn(sched, moment());
    CHECK_INT(job_state(held->job), JOB_WAITS_PACE);
    CHECK_INT(job_state(other->job), JOB_SENT);
    ahead += 2;
    ask_bulk("o2", "o");
    run(4);
    CHECK_STR(buf_text(&posts), "o1,o2 ");
    end_bundling();
}

static void they_gather_while_the_pace_says_wait(void)
{
    begin_bundling();
    warm_up();
    pace_rest(pace, CLASS_RETRIEVAL, 5000, moment());
    for (int i = 0; i < 30; i++) {
        ask_many(1);
        sched_turn(sched, moment());
        CHECK_INT(job_state(wants[want_count - 1].job), JOB_WAITS_PACE);
        ahead += 100;
    }
    CHECK_INT(data_requests(), 1);
    run(31);
    CHECK_INT(data_requests(), 2);
    all_good(0, 31);
    end_bundling();
}

static void dropped_before_they_went(void)
{
    begin_bundling();
    ask_many(3);
    CHECK(sched_drop(sched, wants[1].job));
    run(2);
    CHECK_STR(buf_text(&posts), "o1,o3 ");
    CHECK_INT(wants[1].calls, 0);
    end_bundling();
}

static void a_thousand_at_once(void)
{
    begin_bundling();
    ask_many(1000);
    run(1000);
    CHECK_INT(data_requests(), 10);
    all_good(0, 1000);
    end_bundling();
}

TEST_MAIN({"one goes as itself", one_goes_as_itself},
          {"three go as one", three_go_as_one},
          {"the same reference twice", the_same_reference_twice},
          {"only their like", only_their_like},
          {"nothing is bundled", nothing_is_bundled},
          {"a full one goes at once", a_full_one_goes_at_once},
          {"who waits is in nobody's way", who_waits_is_in_nobodys_way},
          {"they gather while the pace says wait",
           they_gather_while_the_pace_says_wait},
          {"dropped before they went", dropped_before_they_went},
          {"a thousand at once", a_thousand_at_once})
