/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: answers that are those of other requests. The connection that
 * brought one is not used again, the request is repeated, thrice in all.
 */
#include "bundle-fixture.h"

static void examine(const struct identity *of, const struct received *got,
                    struct finding *ret_finding)
{
    CHECK_INT(of->source, SOURCE_BIBLIO);
    CHECK(strncmp(of->path, "x/", 2) == 0 || strcmp(of->path, "bulk/x") == 0);
    *ret_finding = (struct finding){.intake = INTAKE_FAULT};
    if (got->status != 200)
        return;
    ret_finding->intake = INTAKE_GOOD;
    if (slice_starts(got->body, "answer to another")) {
        ret_finding->intake = INTAKE_MISMATCH;
        strcpy(ret_finding->message, "it is another's");
    }
}

static void begin_examined(void)
{
    t_sched.setup.examine = examine;
    t_bundle_begin();
}

static uint64_t mismatches(void)
{
    struct sched_report r;

    sched_report(t_sched.sched, &r);
    return t_sched_total(&r).answers[ACTION_MISMATCH];
}

static void repeated_over_another_connection(void)
{
    struct t_sched_want *w;

    begin_examined();
    w = t_sched_ask("mo", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK(t_sched_is_body(w, "good"));
    CHECK_INT(t_sched_data_requests(), 2);
    CHECK_INT(t_loopback_connections(t_sched.server), 2);
    CHECK_INT(mismatches(), 1);
    CHECK_INT(t_sched.faults, 1);
    CHECK_STR(t_sched.fault, "x/mo-1 200 it is another's");
    t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(2);
    CHECK_INT(t_loopback_connections(t_sched.server), 2);
    CHECK_INT(t_sched.faults, 1);
    t_bundle_end();
}

static void thrice_in_all(void)
{
    struct t_sched_want *w;

    begin_examined();
    w = t_sched_ask("mmo", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK(t_sched_is_body(w, "good"));
    CHECK_INT(t_sched_data_requests(), 3);
    w = t_sched_ask("mmmo", SOURCE_BIBLIO);
    t_sched_run(2);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, -EIO);
    CHECK_INT(w->verdict.remember, REMEMBER_NOT);
    CHECK_INT(w->status, 200);
    CHECK_INT(t_sched_data_requests(), 3 + 3);
    CHECK_INT(mismatches(), 5);
    CHECK_INT(t_sched.faults, 2);
    t_bundle_end();
}

/* What nobody waits for any more is not repeated. */
static void unwanted(void)
{
    struct t_sched_want *w;

    begin_examined();
    w = t_sched_ask("m", SOURCE_BIBLIO);
    while (job_state(w->job) != JOB_SENT)
        t_sched_turn();
    CHECK(!sched_drop(w->job));
    t_sched_run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(t_sched_data_requests(), 1);
    t_bundle_end();
}

/* Together once more, then each alone. */
static void of_many(void)
{
    begin_examined();
    t_bundle.post_script = "mo";
    t_bundle_ask_many(3);
    t_sched_run(3);
    t_bundle_all_good(0, 3);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o2,o3 o1,o2,o3 ");
    CHECK_INT(t_sched_data_requests(), 2);
    CHECK_INT(mismatches(), 1);
    CHECK_STR(t_sched.fault, "bulk/x 200 it is another's");
    t_bundle.post_script = "mm";
    t_bundle_ask_many(3);
    t_sched_run(6);
    t_bundle_all_good(3, 3);
    CHECK_INT(t_sched_data_requests(), 2 + 2 + 3);
    CHECK_INT(t_sched.faults, 2);
    t_bundle_end();
}

/* None of the references is reported: those of other requests are. */
static void of_none_of_them(void)
{
    begin_examined();
    t_bundle_ask("u1", "o");
    t_bundle_ask("u2", "o");
    t_sched_run(2);
    t_bundle_all_good(0, 2);
    CHECK_INT(t_sched_data_requests(), 2 + 2);
    CHECK_INT(mismatches(), 2);
    CHECK_INT(t_sched.faults, 1);
    t_bundle_end();
}

TEST_MAIN({"repeated over another connection",
           repeated_over_another_connection},
          {"thrice in all", thrice_in_all}, {"unwanted", unwanted},
          {"of many", of_many}, {"of none of them", of_none_of_them})
