/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: jobs that nobody wants any more, and jobs asked for by `done`.
 */
#include "sched-fixture.h"

static void dropped_in_the_queue(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("o", SOURCE_BIBLIO);
    CHECK(sched_drop(w->job));
    t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(w->calls, 0);
    CHECK_INT(t_sched_data_requests(), 1);
    t_sched_end();
}

static void dropped_while_resting(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("eo", SOURCE_BIBLIO);
    while (t_sched_data_requests() < 1 || t_sched_on_wire())
        t_sched_turn();
    CHECK_INT(job_state(w->job), JOB_WAITS_RETRY);
    CHECK(sched_drop(w->job));
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(sched_deadline(t_sched.sched), NEVER);
    CHECK_INT(w->calls, 0);
    t_sched_end();
}

/* Under way: its good answer is still delivered, a bad one is not retried. */
static void dropped_on_the_wire(void)
{
    static const struct {
        const char *script;
        bool keep;
        enum action action;
        unsigned requests;
    } cases[] = {
        {"ho", false, ACTION_OK, 1},    {"heo", false, ACTION_FAIL, 1},
        {"hwo", false, ACTION_FAIL, 1}, {"hto", false, ACTION_FAIL, 1},
        {"h4", false, ACTION_FAIL, 1},  {"heo", true, ACTION_OK, 2},
        {"hto", true, ACTION_OK, 2},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct t_sched_want *w;

        t_sched_begin();
        w = t_sched_ask(cases[i].script, SOURCE_BIBLIO);
        t_sched_hold(1);
        CHECK_INT(job_state(w->job), JOB_SENT);
        CHECK(!sched_drop(w->job));
        if (cases[i].keep)
            sched_resume(w->job);
        t_loopback_release(t_sched.server);
        t_sched_run(1);
        printf("# %s\n", cases[i].script);
        CHECK_INT(w->verdict.action, cases[i].action);
        CHECK_INT(t_sched_data_requests(), cases[i].requests);
        t_sched_end();
    }
}

static void freed_with_all_of_it(void)
{
    t_sched_begin();
    t_sched_ask("h", SOURCE_BIBLIO);
    t_sched_ask("e", SOURCE_BIBLIO);
    t_sched_hold(1);
    while (t_sched_data_requests() < 2)
        t_sched_turn();
    for (int i = 0; i < 30; i++)
        t_sched_ask("o", SOURCE_SEARCH);
    sched_turn(t_sched.sched, t_sched_moment());
    t_sched_end();
    for (unsigned i = 0; i < t_sched.want_count; i++)
        CHECK_INT(t_sched.wants[i].calls, 0);
}

static void done_asks_again(void)
{
    static const char *const scripts[] = {"o", "4", "e", "t"};

    t_sched_begin();
    for (int i = 0; i < 4; i++)
        t_sched_ask(scripts[i], SOURCE_BIBLIO)->more = "o";
    t_sched_run(8);
    CHECK_INT(t_sched.want_count, 8);
    t_sched_end();
    t_sched_begin();
    t_sched.token_letter = 'a';
    t_sched_ask("o", SOURCE_BIBLIO)->more = "o";
    t_sched_run(2);
    CHECK_INT(t_sched.tokens, 1);
    t_sched_end();
}

TEST_MAIN({"dropped in the queue", dropped_in_the_queue},
          {"dropped while resting", dropped_while_resting},
          {"dropped on the wire", dropped_on_the_wire},
          {"freed with all of it", freed_with_all_of_it},
          {"done asks again", done_asks_again})
