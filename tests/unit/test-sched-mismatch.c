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
    examine_in_use = examine;
    begin_bundling();
}

static uint64_t mismatches(void)
{
    struct sched_report r;

    sched_report(sched, &r);
    return total(&r).answers[ACTION_MISMATCH];
}

static void repeated_over_another_connection(void)
{
    struct want *w;

    begin_examined();
    w = ask("mo", SOURCE_BIBLIO);
    run(1);
    CHECK(is_body(w, "good"));
    CHECK_INT(data_requests(), 2);
    CHECK_INT(loopback_connections(server), 2);
    CHECK_INT(mismatches(), 1);
    CHECK_INT(faults_told, 1);
    CHECK_STR(fault_told, "x/mo-1 200 it is another's");
    ask("o", SOURCE_BIBLIO);
    run(2);
    CHECK_INT(loopback_connections(server), 2);
    CHECK_INT(faults_told, 1);
    end_bundling();
}

static void thrice_in_all(void)
{
    struct want *w;

    begin_examined();
    w = ask("mmo", SOURCE_BIBLIO);
    run(1);
    CHECK(is_body(w, "good"));
    CHECK_INT(data_requests(), 3);
    w = ask("mmmo", SOURCE_BIBLIO);
    run(2);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, -EIO);
    CHECK_INT(w->verdict.remember, REMEMBER_NOT);
    CHECK_INT(w->status, 200);
    CHECK_INT(data_requests(), 3 + 3);
    CHECK_INT(mismatches(), 5);
    CHECK_INT(faults_told, 2);
    end_bundling();
}

/* What nobody waits for any more is not repeated. */
static void unwanted(void)
{
    struct want *w;

    begin_examined();
    w = ask("m", SOURCE_BIBLIO);
    while (job_state(w->job) != JOB_SENT)
        turn();
    CHECK(!sched_drop(sched, w->job));
    run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(data_requests(), 1);
    end_bundling();
}

/* Together once more, then each alone. */
static void of_many(void)
{
    begin_examined();
    post_script = "mo";
    ask_many(3);
    run(3);
    all_good(0, 3);
    CHECK_STR(buf_text(&posts), "o1,o2,o3 o1,o2,o3 ");
    CHECK_INT(data_requests(), 2);
    CHECK_INT(mismatches(), 1);
    CHECK_STR(fault_told, "bulk/x 200 it is another's");
    post_script = "mm";
    ask_many(3);
    run(6);
    all_good(3, 3);
    CHECK_INT(data_requests(), 2 + 2 + 3);
    CHECK_INT(faults_told, 2);
    end_bundling();
}

/* None of the references is told of: those of other requests are. */
static void of_none_of_them(void)
{
    begin_examined();
    ask_bulk("u1", "o");
    ask_bulk("u2", "o");
    run(2);
    all_good(0, 2);
    CHECK_INT(data_requests(), 2 + 2);
    CHECK_INT(mismatches(), 2);
    CHECK_INT(faults_told, 1);
    end_bundling();
}

TEST_MAIN({"repeated over another connection",
           repeated_over_another_connection},
          {"thrice in all", thrice_in_all}, {"unwanted", unwanted},
          {"of many", of_many}, {"of none of them", of_none_of_them})
