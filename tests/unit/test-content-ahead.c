/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers fetched ahead of readers, and what is counted of them. */
#include "content-fixture.h"

static int ask_ahead(const char *path)
{
    struct request request = request_of(path);

    return content_ahead(content, &request, now);
}

static void figures_are(unsigned fetched, unsigned read, unsigned let_go)
{
    CHECK_INT(report().ahead, fetched);
    CHECK_INT(report().ahead_read, read);
    CHECK_INT(report().ahead_lost, let_go);
}

static void fetched_and_read(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(ask_ahead("a"), 0);
    CHECK(only_job()->unwanted);
    CHECK_INT(peek("a"), -EAGAIN);
    answer(only_job(), 200, OPEN CLOSE);
    figures_are(1, 0, 0);
    CHECK_INT(peek("a"), 0);
    figures_are(1, 0, 0);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(want(r, "a"), 0);
    figures_are(1, 1, 0);
    DONE_WITH(r);
    end();
}

static void what_is_known_is_not_asked_for(void)
{
    struct reader r[2] = {0};

    begin();
    CHECK_INT(want(&r[0], "a"), -EINPROGRESS);
    CHECK_INT(ask_ahead("a"), 0);
    CHECK_INT(asked, 1);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(ask_ahead("a"), 0);
    CHECK_INT(want(&r[1], "b"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    CHECK_INT(ask_ahead("b"), 0);
    CHECK_INT(ask_ahead("c"), 0);
    CHECK_INT(ask_ahead("c"), 0);
    CHECK_INT(asked, 3);
    answer(only_job(), 200, OPEN CLOSE);
    figures_are(1, 0, 0);
    DONE_WITH(r);
    end();
}

/* Not sent yet, it is the reader's own request; on the wire it was ahead. */
static void a_reader_who_comes_before_the_answer(void)
{
    struct reader r[2] = {0};
    struct job *j;

    begin();
    CHECK_INT(ask_ahead("a"), 0);
    CHECK_INT(want(&r[0], "a"), -EINPROGRESS);
    CHECK_INT(kept, 1);
    CHECK(!only_job()->unwanted);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r[0].woken, 1);
    figures_are(0, 0, 0);
    CHECK_INT(ask_ahead("b"), 0);
    j = only_job();
    j->state = JOB_SENT;
    CHECK_INT(want(&r[1], "b"), -EINPROGRESS);
    CHECK_INT(kept, 2);
    figures_are(1, 1, 0);
    answer(j, 200, OPEN CLOSE);
    CHECK_INT(r[1].r, 0);
    figures_are(1, 1, 0);
    DONE_WITH(r);
    end();
}

static void a_reader_who_leaves_takes_it_with_him(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(ask_ahead("a"), 0);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    content_leave(content, &r->w);
    CHECK(list_empty(&jobs));
    CHECK_INT(report().entries, 0);
    figures_are(0, 0, 0);
    end();
}

static void an_absence_counts_too(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(ask_ahead("a"), 0);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    figures_are(1, 0, 0);
    CHECK_INT(want(r, "a"), -ENOENT);
    figures_are(1, 1, 0);
    end();
}

/* Shed, or a passing trouble: as if it had never been asked for. */
static void what_came_to_nothing_is_not_told(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(ask_ahead("a"), 0);
    fail_unjudged(only_job(), -EAGAIN);
    CHECK_INT(ask_ahead("b"), 0);
    answer(only_job(), 500, "");
    figures_are(0, 0, 0);
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(peek("b"), -EAGAIN);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->r, 0);
    figures_are(0, 0, 0);
    DONE_WITH(r);
    end();
}

/* What is old stays as old as it is. */
static void a_stale_answer_is_no_fresher_for_it(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    now.ms += fresh_ms;
    CHECK_INT(ask_ahead("a"), 0);
    fail_unjudged(only_job(), -EAGAIN);
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(ask_ahead("a"), 0);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(peek("a"), 0);
    DONE_WITH(r);
    end();
}

static void what_is_let_go_unread_is_counted(void)
{
    begin();
    for (char name[] = "a"; name[0] <= 'e'; name[0]++) {
        CHECK_INT(ask_ahead(name), 0);
        answer_sized(only_job(), 20000, 'x');
    }
    CHECK_INT(report().evicted, 2);
    figures_are(5, 0, 2);
    end();
}

static void memory_that_is_out(void)
{
    struct reader r[1] = {0};

    begin();
    memory_is_out = true;
    CHECK_INT(ask_ahead("a"), -ENOMEM);
    memory_is_out = false;
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->r, 0);
    DONE_WITH(r);
    end();
}

#define N "register/publication/epodoc/EP1/"

/* It comes with what somebody waits for, and nobody waits for it: all the same
 * it is not let go before. */
static void one_that_follows_is_not_let_go(void)
{
    struct reader r[2] = {0};
    char path[20];

    begin();
    CHECK_INT(ask_ahead(N "biblio"), 0);
    CHECK_INT(want(&r[0], N "events"), -EINPROGRESS);
    CHECK(job_for(N "biblio,events,procedural-steps") == only_job());
    only_job()->state = JOB_SENT;
    for (int i = 0; report().evicted < 3; i++) {
        snprintf(path, sizeof(path), "%d", i);
        CHECK_INT(want(&r[1], path), -EINPROGRESS);
        answer_sized(job_for(path), 5000, 'a');
    }
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK(job_for(N "events") == only_job());
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r[0].woken, 1);
    DONE_WITH(r);
    end();
}

TEST_MAIN({"fetched and read", fetched_and_read},
          {"what is known is not asked for", what_is_known_is_not_asked_for},
          {"a reader who comes before the answer",
           a_reader_who_comes_before_the_answer},
          {"a reader who leaves takes it along",
           a_reader_who_leaves_takes_it_with_him},
          {"an absence counts, too", an_absence_counts_too},
          {"what came to nothing is not told",
           what_came_to_nothing_is_not_told},
          {"a stale answer is no fresher for it",
           a_stale_answer_is_no_fresher_for_it},
          {"what is let go unread is counted",
           what_is_let_go_unread_is_counted},
          {"memory that is out", memory_that_is_out},
          {"one that follows is not let go", one_that_follows_is_not_let_go})
