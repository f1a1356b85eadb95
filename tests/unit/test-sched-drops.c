/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: jobs that nobody wants any more, and jobs asked for by `done`.
 */
#include "sched-fixture.h"

static void dropped_in_the_queue(void)
{
    struct want *w;

    begin();
    w = ask("o", SOURCE_BIBLIO);
    CHECK(sched_drop(sched, w->job));
    ask("o", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(w->calls, 0);
    CHECK_INT(data_requests(), 1);
    end();
}

static void dropped_while_resting(void)
{
    struct want *w;

    begin();
    w = ask("eo", SOURCE_BIBLIO);
    while (data_requests() < 1 || on_wire())
        turn();
    CHECK_INT(job_state(w->job), JOB_WAITS_RETRY);
    CHECK(sched_drop(sched, w->job));
    sched_turn(sched, moment());
    CHECK_INT(sched_deadline(sched), NEVER);
    CHECK_INT(w->calls, 0);
    end();
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
        struct want *w;

        begin();
        w = ask(cases[i].script, SOURCE_BIBLIO);
        run_until_held(1);
        CHECK_INT(job_state(w->job), JOB_SENT);
        CHECK(!sched_drop(sched, w->job));
        if (cases[i].keep)
            sched_keep(w->job);
        loopback_release(server);
        run(1);
        printf("# %s\n", cases[i].script);
        CHECK_INT(w->verdict.action, cases[i].action);
        CHECK_INT(data_requests(), cases[i].requests);
        end();
    }
}

static void freed_with_all_of_it(void)
{
    begin();
    ask("h", SOURCE_BIBLIO);
    ask("e", SOURCE_BIBLIO);
    run_until_held(1);
    while (data_requests() < 2)
        turn();
    for (int i = 0; i < 30; i++)
        ask("o", SOURCE_SEARCH);
    sched_turn(sched, moment());
    end();
    for (unsigned i = 0; i < want_count; i++)
        CHECK_INT(wants[i].calls, 0);
}

static void done_asks_again(void)
{
    static const char *const scripts[] = {"o", "4", "e", "t"};

    begin();
    for (int i = 0; i < 4; i++)
        ask(scripts[i], SOURCE_BIBLIO)->more = "o";
    run(8);
    CHECK_INT(want_count, 8);
    end();
    begin();
    token_letter = 'a';
    ask("o", SOURCE_BIBLIO)->more = "o";
    run(2);
    CHECK_INT(tokens, 1);
    end();
}

TEST_MAIN({"dropped in the queue", dropped_in_the_queue},
          {"dropped while resting", dropped_while_resting},
          {"dropped on the wire", dropped_on_the_wire},
          {"freed with all of it", freed_with_all_of_it},
          {"done asks again", done_asks_again})
