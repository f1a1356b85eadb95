/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/counters: by themselves, and as the scheduler counts.
 */
#include "sched-fixture.h"

static void bundles_are_counted_by_size(void)
{
    struct counters f = {0};
    struct class_counters t;

    CHECK(counters_per_request(&f.classes[0]) == 0);
    counters_sent(&f, CLASS_RETRIEVAL, 1);
    counters_sent(&f, CLASS_RETRIEVAL, 2);
    counters_sent(&f, CLASS_RETRIEVAL, 3);
    counters_sent(&f, CLASS_SEARCH, 100);
    counters_sent(&f, CLASS_SEARCH, 0);
    t = counters_total(&f);
    CHECK_INT(t.requests, 5);
    CHECK_INT(t.records, 106);
    CHECK_INT(t.bundles, 3);
    CHECK_INT(t.bundled, 105);
    CHECK_INT(t.largest, 100);
    CHECK_INT(t.sizes[0], 1);
    CHECK_INT(t.sizes[1], 2);
    CHECK_INT(t.sizes[BUNDLE_BOUNDS - 2], 2);
    CHECK_INT(t.sizes[BUNDLE_BOUNDS - 1], 3);
    CHECK(counters_per_request(&f.classes[CLASS_RETRIEVAL]) == 2);
    for (size_t i = 0; i < ACTION_COUNT; i++)
        CHECK(action_names[i] && action_names[i][0]);
    for (size_t i = 1; i < BUNDLE_BOUNDS; i++)
        CHECK(bundle_bounds[i] > bundle_bounds[i - 1]);
}

static struct class_counters of(enum ops_class class)
{
    struct sched_report r;

    sched_report(t_sched.sched, &r);
    return r.counters.classes[class];
}

/* Until the pace holds somebody back. */
static void run_until_waits(void)
{
    struct sched_report r = {0};

    for (int i = 0; i < 10000 && !r.queued; i++) {
        t_loopback_step(t_sched.server, http_fd(t_sched.http),
                        t_sched_next_step());
        http_turn(t_sched.http, t_sched_moment());
        sched_turn(t_sched.sched, t_sched_moment());
        sched_report(t_sched.sched, &r);
        r.queued = r.queued && !t_sched_on_wire();
    }
    CHECK_INT(r.queued, 1);
}

static void answers_are_counted_by_meaning(void)
{
    struct class_counters f;

    t_sched_begin();
    t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_ask("eo", SOURCE_BIBLIO);
    t_sched_ask("4", SOURCE_BIBLIO);
    t_sched_ask("to", SOURCE_BIBLIO);
    t_sched_ask("o", SOURCE_SEARCH);
    t_sched_run(5);
    f = of(CLASS_RETRIEVAL);
    CHECK_INT(f.requests, 6);
    CHECK_INT(f.records, 6);
    CHECK_INT(f.retries, 1);
    CHECK_INT(f.answers[ACTION_OK], 3);
    CHECK_INT(f.answers[ACTION_RETRY], 1);
    CHECK_INT(f.answers[ACTION_FAIL], 1);
    CHECK_INT(f.answers[ACTION_RENEW], 1);
    CHECK_INT(f.waits, 0);
    CHECK_INT(of(CLASS_SEARCH).requests, 1);
    CHECK_INT(of(CLASS_SEARCH).answers[ACTION_OK], 1);
    CHECK_INT(of(CLASS_IMAGES).requests, 0);
    t_sched_end();
}

/* The one refused waits nine seconds; whoever comes four seconds later, what is
 * left of them, and for the slowness after a black light. */
static void waits_are_counted(void)
{
    struct class_counters f;
    uint64_t first;
    int64_t begun, came;

    t_sched_begin();
    begun = t_sched_moment().ms;
    t_sched_ask("wo", SOURCE_SEARCH);
    run_until_waits();
    t_sched.ahead += 4000;
    t_sched_ask("o", SOURCE_SEARCH);
    came = t_sched_moment().ms;
    t_sched_run(1);
    first = of(CLASS_SEARCH).waited_ms;
    CHECK(first > 8000 && (int64_t)first <= t_sched_moment().ms - begun);
    t_sched_run(2);
    f = of(CLASS_SEARCH);
    CHECK_INT(f.requests, 3);
    CHECK_INT(f.answers[ACTION_WAIT], 1);
    CHECK_INT(f.waits, 2);
    CHECK((int64_t)(f.waited_ms - first) > 5000);
    CHECK((int64_t)(f.waited_ms - first) <= t_sched_moment().ms - came);
    t_sched_end();
}

/* A reader whose time was up has waited, too. */
static void waits_in_vain_are_counted(void)
{
    struct t_sched_want *late;

    t_sched_begin();
    t_sched_ask("wo", SOURCE_SEARCH);
    run_until_waits();
    late = t_sched_ask("o", SOURCE_SEARCH);
    sched_turn(t_sched.sched, t_sched_moment());
    t_sched.ahead += 3000;
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK(sched_drop(late->job));
    CHECK_INT(of(CLASS_SEARCH).waits, 1);
    CHECK(of(CLASS_SEARCH).waited_ms >= 3000);
    CHECK(of(CLASS_SEARCH).waited_ms < 3300);
    t_sched_run(1);
    t_sched_end();
}

TEST_MAIN({"bundles are counted by size", bundles_are_counted_by_size},
          {"answers are counted by meaning", answers_are_counted_by_meaning},
          {"waits are counted", waits_are_counted},
          {"waits in vain are counted", waits_in_vain_are_counted})
