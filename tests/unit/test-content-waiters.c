/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines, leaving, and what a wake may do. */
#include "content-fixture.h"

static void waiters_are_woken_when_their_time_is_up(void)
{
    struct reader readers[2] = {0};

    begin();
    CHECK(content_deadline(content) == NEVER);
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    later(1000);
    CHECK_INT(want(&readers[1], "a"), -EINPROGRESS);
    CHECK_INT(content_deadline(content), 1000 + TIMEOUT_MS);
    later(TIMEOUT_MS - 1001);
    CHECK_INT(readers[0].woken, 0);
    later(1);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[0].r, -ETIMEDOUT);
    CHECK(readers[0].told_why && readers[0].why.advice[0]);
    CHECK_INT(readers[1].woken, 0);
    CHECK_INT(dropped, 0);
    CHECK_INT(content_deadline(content), 2000 + TIMEOUT_MS);
    later(1000);
    CHECK_INT(readers[1].woken, 1);
    CHECK_INT(dropped, 1);
    CHECK(content_deadline(content) == NEVER);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(readers[0].woken + readers[1].woken, 2);
    CHECK_INT(want(&readers[0], "a"), 0);
    DONE_WITH(readers);
    end();
}

/* Who asks late still has all of its time, though the flight is old. */
static void what_held_a_job_back_is_told(void)
{
    static const struct {
        enum job_state state;
        int status, error;
    } rows[] = {
        {JOB_WAITS_PACE, 0, -EBUSY},        {JOB_WAITS_TOKEN, 0, -ETIMEDOUT},
        {JOB_SENT, 0, -ETIMEDOUT},          {JOB_WAITS_RETRY, 500, -EIO},
        {JOB_WAITS_RETRY, 408, -ETIMEDOUT}, {JOB_SENT, 503, -EIO},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reader r[1] = {0};

        begin();
        CHECK_INT(want(r, "a"), -EINPROGRESS);
        if (rows[i].status)
            judged(only_job(), TRANSPORT_OK, rows[i].status,
                   SLICE(FAULT("SERVER.X")));
        only_job()->state = rows[i].state;
        later(TIMEOUT_MS);
        CHECK_INT(r->woken, 1);
        CHECK_INT(r->r, rows[i].error);
        CHECK_STR(r->why.code, rows[i].status ? "SERVER.X" : "");
        CHECK(r->why.advice && r->why.advice[0]);
        DONE_WITH(r);
        end();
    }
}

static void trouble_of_the_network_is_told(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    judged(only_job(), TRANSPORT_UNREACHABLE, 0, SLICE(""));
    only_job()->state = JOB_WAITS_RETRY;
    later(TIMEOUT_MS);
    CHECK_INT(r->r, -EIO);
    CHECK_STR(r->why.message, "no route");
    DONE_WITH(r);
    end();
}

/* --- leaving ------------------------------------------------------------ */

static void the_last_to_leave_drops_the_job(void)
{
    struct reader readers[2] = {0};

    begin();
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(want(&readers[1], "a"), -EINPROGRESS);
    content_leave(content, &readers[0].w);
    CHECK_INT(dropped, 0);
    content_leave(content, &readers[0].w);
    CHECK_INT(report().waiting, 1);
    content_leave(content, &readers[1].w);
    CHECK_INT(dropped, 1);
    CHECK(list_empty(&jobs));
    CHECK_INT(report().entries, 0);
    CHECK_INT(report().bytes, 0);
    CHECK(content_deadline(content) == NEVER);
    CHECK_INT(readers[0].woken + readers[1].woken, 0);
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(asked, 2);
    DONE_WITH(readers);
    end();
}

static void what_was_sent_still_fills_the_cache(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    content_leave(content, &r->w);
    CHECK_INT(dropped, 1);
    CHECK(only_job()->unwanted);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->woken, 0);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(asked, 1);
    DONE_WITH(r);
    end();
}

static void who_comes_back_joins_the_flight(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    for (unsigned i = 1; i <= 3; i++) {
        content_leave(content, &r->w);
        CHECK_INT(want(r, "a"), -EINPROGRESS);
        CHECK_INT(kept, i);
        CHECK(!only_job()->unwanted);
    }
    CHECK_INT(asked, 1);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->woken, 1);
    DONE_WITH(r);
    end();
}

static void an_unwanted_failure_is_remembered(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    content_leave(content, &r->w);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    CHECK_INT(want(r, "a"), -ENOENT);
    DONE_WITH(r);
    end();
}

/* It ended only because nobody waited: another try was due. */
static void an_unwanted_passing_trouble_is_not_the_next_readers(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    content_leave(content, &r->w);
    answer(only_job(), 503, FAULT("SERVER.DomainAccess"));
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    CHECK_INT(asked, 2);
    answer(only_job(), 503, FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    CHECK_INT(want(r, "a"), -EIO);
    DONE_WITH(r);
    end();
}

static void memory_may_be_out(void)
{
    struct reader r[1] = {0};

    begin();
    memory_is_out = true;
    CHECK_INT(want(r, "a"), -ENOMEM);
    CHECK_INT(report().waiting, 0);
    CHECK(r->w.entry == NULL);
    memory_is_out = false;
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    DONE_WITH(r);
    end();
}

/* --- inside a wake ------------------------------------------------------ */

static void other_leaves(struct reader *self)
{
    content_leave(content, &self->other->w);
}

/* By an answer, by a failure, by time: one reader's wake takes the other out,
 * whichever of them comes first. */
static void a_waiter_may_leave_inside_a_wake(void)
{
    for (int way = 0; way < 4; way++) {
        struct reader readers[3] = {0};

        begin();
        for (int i = 0; i < 3; i++) {
            readers[i].then = other_leaves;
            readers[i].other = &readers[(i + 1) % 3];
            CHECK_INT(want(&readers[i], "a"), -EINPROGRESS);
        }
        if (way == 0)
            answer(only_job(), 200, OPEN CLOSE);
        else if (way == 1)
            answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
        else if (way == 2)
            only_job()->state = JOB_SENT;
        if (way >= 2)
            later(TIMEOUT_MS);
        CHECK_INT(readers[0].woken, 1);
        CHECK_INT(readers[1].woken, 0);
        CHECK_INT(readers[2].woken, 1);
        CHECK_INT(report().waiting, 0);
        DONE_WITH(readers);
        end();
    }
}

/* The one that is left is taken out by the one whose time is up. */
static void the_last_may_leave_inside_a_wake(void)
{
    struct reader readers[2] = {0};

    begin();
    readers[0].then = other_leaves;
    readers[0].other = &readers[1];
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    later(100);
    CHECK_INT(want(&readers[1], "a"), -EINPROGRESS);
    later(TIMEOUT_MS - 100);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[1].woken, 0);
    CHECK_INT(dropped, 1);
    CHECK_INT(report().entries, 0);
    DONE_WITH(readers);
    end();
}

static void wants_again(struct reader *self)
{
    if (self->woken == 1)
        want(self, "a");
}

static void a_wake_may_want_again(void)
{
    struct reader r[1] = {{.then = wants_again}};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->woken, 1);
    CHECK_INT(r->r, 0);
    CHECK_INT(asked, 1);
    blob_unref(r->blob);
    end();

    begin();
    r[0] = (struct reader){.then = wants_again};
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    later(TIMEOUT_MS);
    CHECK_INT(r->woken, 1);
    CHECK_INT(report().waiting, 1);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->woken, 2);
    CHECK_INT(r->r, 0);
    DONE_WITH(r);
    end();
}

TEST_MAIN(
    {"waiters are woken when their time is up",
     waiters_are_woken_when_their_time_is_up},
    {"what held a job back is told", what_held_a_job_back_is_told},
    {"trouble of the network is told", trouble_of_the_network_is_told},
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
