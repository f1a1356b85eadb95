/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines, leaving, and what a wake may do. */
#include "cache-fixture.h"

static void waiters_are_woken_when_their_time_is_up(void)
{
    struct t_reader readers[2] = {0};

    t_begin();
    CHECK(cache_deadline(t_cache.cache) == NEVER);
    CHECK_INT(t_want(&readers[0], "a"), -EINPROGRESS);
    t_only_job()->state = JOB_SENT;
    t_later(1000);
    CHECK_INT(t_want(&readers[1], "a"), -EINPROGRESS);
    CHECK_INT(cache_deadline(t_cache.cache), 1000 + T_TIMEOUT_MS);
    t_later(T_TIMEOUT_MS - 1001);
    CHECK_INT(readers[0].woken, 0);
    t_later(1);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[0].r, -ETIMEDOUT);
    CHECK(readers[0].has_why && readers[0].why.advice[0]);
    CHECK_INT(readers[1].woken, 0);
    CHECK_INT(t_cache.dropped, 0);
    CHECK_INT(cache_deadline(t_cache.cache), 2000 + T_TIMEOUT_MS);
    t_later(1000);
    CHECK_INT(readers[1].woken, 1);
    CHECK_INT(t_cache.dropped, 1);
    CHECK(cache_deadline(t_cache.cache) == NEVER);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(readers[0].woken + readers[1].woken, 2);
    CHECK_INT(t_want(&readers[0], "a"), 0);
    T_DONE_WITH(readers);
    t_end();
}

/* One that asks late still has all of its time, though the flight is old. */
static void what_held_a_job_back_is_reported(void)
{
    static const struct {
        enum job_state state;
        int status, error;
    } rows[] = {
        {JOB_THROTTLED, 0, -EBUSY},         {JOB_WAITS_TOKEN, 0, -ETIMEDOUT},
        {JOB_SENT, 0, -ETIMEDOUT},          {JOB_WAITS_RETRY, 500, -EIO},
        {JOB_WAITS_RETRY, 408, -ETIMEDOUT}, {JOB_SENT, 503, -EIO},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct t_reader r[1] = {0};

        t_begin();
        CHECK_INT(t_want(r, "a"), -EINPROGRESS);
        if (rows[i].status)
            t_judged(t_only_job(), TRANSPORT_OK, rows[i].status,
                     SLICE(T_FAULT("SERVER.X")));
        t_only_job()->state = rows[i].state;
        t_later(T_TIMEOUT_MS);
        CHECK_INT(r->woken, 1);
        CHECK_INT(r->r, rows[i].error);
        CHECK_STR(r->why.code, rows[i].status ? "SERVER.X" : "");
        CHECK(r->why.advice && r->why.advice[0]);
        T_DONE_WITH(r);
        t_end();
    }
}

static void trouble_of_the_network_is_reported(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_judged(t_only_job(), TRANSPORT_UNREACHABLE, 0, SLICE(""));
    t_only_job()->state = JOB_WAITS_RETRY;
    t_later(T_TIMEOUT_MS);
    CHECK_INT(r->r, -EIO);
    CHECK_STR(r->why.message, "no route");
    T_DONE_WITH(r);
    t_end();
}

/* --- leaving ------------------------------------------------------------ */

static void the_last_to_leave_drops_the_job(void)
{
    struct t_reader readers[2] = {0};

    t_begin();
    CHECK_INT(t_want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(t_want(&readers[1], "a"), -EINPROGRESS);
    cache_leave(&readers[0].w);
    CHECK_INT(t_cache.dropped, 0);
    cache_leave(&readers[0].w);
    CHECK_INT(t_report().waiting, 1);
    cache_leave(&readers[1].w);
    CHECK_INT(t_cache.dropped, 1);
    CHECK(list_empty(&t_cache.jobs));
    CHECK_INT(t_report().entries, 0);
    CHECK_INT(t_report().bytes, 0);
    CHECK(cache_deadline(t_cache.cache) == NEVER);
    CHECK_INT(readers[0].woken + readers[1].woken, 0);
    CHECK_INT(t_want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(readers);
    t_end();
}

static void what_was_sent_still_fills_the_cache(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_only_job()->state = JOB_SENT;
    cache_leave(&r->w);
    CHECK_INT(t_cache.dropped, 1);
    CHECK(t_only_job()->unwanted);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->woken, 0);
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(t_cache.asked, 1);
    T_DONE_WITH(r);
    t_end();
}

static void who_comes_back_joins_the_flight(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_only_job()->state = JOB_SENT;
    for (unsigned i = 1; i <= 3; i++) {
        cache_leave(&r->w);
        CHECK_INT(t_want(r, "a"), -EINPROGRESS);
        CHECK_INT(t_cache.kept, i);
        CHECK(!t_only_job()->unwanted);
    }
    CHECK_INT(t_cache.asked, 1);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->woken, 1);
    T_DONE_WITH(r);
    t_end();
}

static void an_unwanted_failure_is_remembered(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_only_job()->state = JOB_SENT;
    cache_leave(&r->w);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(t_want(r, "a"), -ENOENT);
    T_DONE_WITH(r);
    t_end();
}

/* It ended only because nobody waited: another try was due. */
static void an_unwanted_passing_trouble_is_not_the_next_readers(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_only_job()->state = JOB_SENT;
    cache_leave(&r->w);
    t_answer(t_only_job(), 503, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(t_peek("a"), -EAGAIN);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    CHECK_INT(t_cache.asked, 2);
    t_answer(t_only_job(), 503, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    CHECK_INT(t_want(r, "a"), -EIO);
    T_DONE_WITH(r);
    t_end();
}

static void memory_may_be_out(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    t_cache.memory_is_out = true;
    CHECK_INT(t_want(r, "a"), -ENOMEM);
    CHECK_INT(t_report().waiting, 0);
    CHECK(r->w.entry == NULL);
    t_cache.memory_is_out = false;
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    T_DONE_WITH(r);
    t_end();
}

/* --- inside a wake ------------------------------------------------------ */

static void other_leaves(struct t_reader *self)
{
    cache_leave(&self->other->w);
}

/* By an answer, by a failure, by time: one reader's wake takes the other out,
 * whichever of them comes first. */
static void a_waiter_may_leave_inside_a_wake(void)
{
    for (int way = 0; way < 4; way++) {
        struct t_reader readers[3] = {0};

        t_begin();
        for (int i = 0; i < 3; i++) {
            readers[i].then = other_leaves;
            readers[i].other = &readers[(i + 1) % 3];
            CHECK_INT(t_want(&readers[i], "a"), -EINPROGRESS);
        }
        if (way == 0)
            t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
        else if (way == 1)
            t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
        else if (way == 2)
            t_only_job()->state = JOB_SENT;
        if (way >= 2)
            t_later(T_TIMEOUT_MS);
        CHECK_INT(readers[0].woken, 1);
        CHECK_INT(readers[1].woken, 0);
        CHECK_INT(readers[2].woken, 1);
        CHECK_INT(t_report().waiting, 0);
        T_DONE_WITH(readers);
        t_end();
    }
}

/* The one that is left is taken out by the one whose time is up. */
static void the_last_may_leave_inside_a_wake(void)
{
    struct t_reader readers[2] = {0};

    t_begin();
    readers[0].then = other_leaves;
    readers[0].other = &readers[1];
    CHECK_INT(t_want(&readers[0], "a"), -EINPROGRESS);
    t_later(100);
    CHECK_INT(t_want(&readers[1], "a"), -EINPROGRESS);
    t_later(T_TIMEOUT_MS - 100);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[1].woken, 0);
    CHECK_INT(t_cache.dropped, 1);
    CHECK_INT(t_report().entries, 0);
    T_DONE_WITH(readers);
    t_end();
}

static void wants_again(struct t_reader *self)
{
    if (self->woken == 1)
        t_want(self, "a");
}

static void a_wake_may_want_again(void)
{
    struct t_reader r[1] = {{.then = wants_again}};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->woken, 1);
    CHECK_INT(r->r, 0);
    CHECK_INT(t_cache.asked, 1);
    blob_unref(r->blob);
    t_end();

    t_begin();
    r[0] = (struct t_reader){.then = wants_again};
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_later(T_TIMEOUT_MS);
    CHECK_INT(r->woken, 1);
    CHECK_INT(t_report().waiting, 1);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->woken, 2);
    CHECK_INT(r->r, 0);
    T_DONE_WITH(r);
    t_end();
}

TEST_MAIN(
    {"waiters are woken when their time is up",
     waiters_are_woken_when_their_time_is_up},
    {"what held a job back is reported", what_held_a_job_back_is_reported},
    {"trouble of the network is reported", trouble_of_the_network_is_reported},
    {"the last to leave drops the job", the_last_to_leave_drops_the_job},
    {"what was sent still fills the cache",
     what_was_sent_still_fills_the_cache},
    {"who comes back joins the flight", who_comes_back_joins_the_flight},
    {"an unwanted failure is remembered", an_unwanted_failure_is_remembered},
    {"an unwanted passing trouble is not the next reader's",
     an_unwanted_passing_trouble_is_not_the_next_readers},
    {"memory may be out", memory_may_be_out},
    {"a waiter may leave inside a wake", a_waiter_may_leave_inside_a_wake},
    {"the last may leave inside a wake", the_last_may_leave_inside_a_wake},
    {"a wake may want again", a_wake_may_want_again})
