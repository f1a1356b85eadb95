/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers fetched ahead of readers, and what is counted of them. */
#include "cache-fixture.h"

static int ask_ahead(const char *path)
{
    struct request request = t_request_of(path);

    return cache_ahead(t_cache.cache, &request, t_cache.now);
}

static void counters_are(unsigned fetched, unsigned read, unsigned let_go)
{
    CHECK_INT(t_report().ahead, fetched);
    CHECK_INT(t_report().ahead_read, read);
    CHECK_INT(t_report().ahead_lost, let_go);
}

static void fetched_and_read(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(ask_ahead("a"), 0);
    CHECK(t_only_job()->unwanted);
    CHECK_INT(t_peek("a"), -EAGAIN);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    counters_are(1, 0, 0);
    CHECK_INT(t_peek("a"), 0);
    counters_are(1, 0, 0);
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(t_want(r, "a"), 0);
    counters_are(1, 1, 0);
    T_DONE_WITH(r);
    t_end();
}

static void what_is_known_is_not_asked_for(void)
{
    struct t_reader r[2] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], "a"), -EINPROGRESS);
    CHECK_INT(ask_ahead("a"), 0);
    CHECK_INT(t_cache.asked, 1);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(ask_ahead("a"), 0);
    CHECK_INT(t_want(&r[1], "b"), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(ask_ahead("b"), 0);
    CHECK_INT(ask_ahead("c"), 0);
    CHECK_INT(ask_ahead("c"), 0);
    CHECK_INT(t_cache.asked, 3);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    counters_are(1, 0, 0);
    T_DONE_WITH(r);
    t_end();
}

/* Not sent yet, it is the reader's own request; on the wire it was ahead. */
static void a_reader_who_comes_before_the_answer(void)
{
    struct t_reader r[2] = {0};
    struct t_job *j;

    t_begin();
    CHECK_INT(ask_ahead("a"), 0);
    CHECK_INT(t_want(&r[0], "a"), -EINPROGRESS);
    CHECK_INT(t_cache.kept, 1);
    CHECK(!t_only_job()->unwanted);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r[0].woken, 1);
    counters_are(0, 0, 0);
    CHECK_INT(ask_ahead("b"), 0);
    j = t_only_job();
    j->state = JOB_SENT;
    CHECK_INT(t_want(&r[1], "b"), -EINPROGRESS);
    CHECK_INT(t_cache.kept, 2);
    counters_are(1, 1, 0);
    t_answer(j, 200, T_OPEN T_CLOSE);
    CHECK_INT(r[1].r, 0);
    counters_are(1, 1, 0);
    T_DONE_WITH(r);
    t_end();
}

static void a_reader_who_leaves_takes_it_along(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(ask_ahead("a"), 0);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    cache_leave(&r->w);
    CHECK(list_empty(&t_cache.jobs));
    CHECK_INT(t_report().entries, 0);
    counters_are(0, 0, 0);
    t_end();
}

static void an_absence_counts_too(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(ask_ahead("a"), 0);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    counters_are(1, 0, 0);
    CHECK_INT(t_want(r, "a"), -ENOENT);
    counters_are(1, 1, 0);
    t_end();
}

/* Shed, or a passing trouble: as if it had never been asked for. */
static void what_came_to_nothing_is_not_reported(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(ask_ahead("a"), 0);
    t_fail_unjudged(t_only_job(), -EAGAIN);
    CHECK_INT(ask_ahead("b"), 0);
    t_answer(t_only_job(), 500, "");
    counters_are(0, 0, 0);
    CHECK_INT(t_peek("a"), -EAGAIN);
    CHECK_INT(t_peek("b"), -EAGAIN);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->r, 0);
    counters_are(0, 0, 0);
    T_DONE_WITH(r);
    t_end();
}

/* What is old stays as old as it is. */
static void a_stale_answer_is_no_fresher_for_it(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    t_cache.now.ms += T_FRESH_MS;
    CHECK_INT(ask_ahead("a"), 0);
    t_fail_unjudged(t_only_job(), -EAGAIN);
    CHECK_INT(t_peek("a"), -EAGAIN);
    CHECK_INT(ask_ahead("a"), 0);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(t_peek("a"), 0);
    T_DONE_WITH(r);
    t_end();
}

static void what_is_let_go_unread_is_counted(void)
{
    t_begin();
    for (char name[] = "a"; name[0] <= 'e'; name[0]++) {
        CHECK_INT(ask_ahead(name), 0);
        t_answer_sized(t_only_job(), 20000, 'x');
    }
    CHECK_INT(t_report().evicted, 2);
    counters_are(5, 0, 2);
    t_end();
}

static void memory_that_is_out(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    t_cache.memory_is_out = true;
    CHECK_INT(ask_ahead("a"), -ENOMEM);
    t_cache.memory_is_out = false;
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->r, 0);
    T_DONE_WITH(r);
    t_end();
}

#define N "register/publication/epodoc/EP1/"

/* It comes with what somebody waits for, and nobody waits for it: all the same
 * it is not let go before. */
static void one_that_follows_is_not_let_go(void)
{
    struct t_reader r[2] = {0};
    char path[20];

    t_begin();
    CHECK_INT(ask_ahead(N "biblio"), 0);
    CHECK_INT(t_want(&r[0], N "events"), -EINPROGRESS);
    CHECK(t_job_for(N "biblio,events,procedural-steps") == t_only_job());
    t_only_job()->state = JOB_SENT;
    for (int i = 0; t_report().evicted < 3; i++) {
        snprintf(path, sizeof(path), "%d", i);
        CHECK_INT(t_want(&r[1], path), -EINPROGRESS);
        t_answer_sized(t_job_for(path), 5000, 'a');
    }
    t_answer(t_only_job(), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK(t_job_for(N "events") == t_only_job());
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r[0].woken, 1);
    T_DONE_WITH(r);
    t_end();
}

TEST_MAIN({"fetched and read", fetched_and_read},
          {"what is known is not asked for", what_is_known_is_not_asked_for},
          {"a reader who comes before the answer",
           a_reader_who_comes_before_the_answer},
          {"a reader who leaves takes it along",
           a_reader_who_leaves_takes_it_along},
          {"an absence counts, too", an_absence_counts_too},
          {"what came to nothing is not reported",
           what_came_to_nothing_is_not_reported},
          {"a stale answer is no fresher for it",
           a_stale_answer_is_no_fresher_for_it},
          {"what is let go unread is counted",
           what_is_let_go_unread_is_counted},
          {"memory that is out", memory_that_is_out},
          {"one that follows is not let go", one_that_follows_is_not_let_go})
