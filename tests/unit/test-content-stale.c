/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An old answer against none at all. */
#include "content-fixture.h"

static void begin_stale(struct reader *r)
{
    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    later(fresh_ms);
}

static void a_stale_answer_is_better_than_trouble(void)
{
    struct reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(want(r, "a"), 0);
    later(59999);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(asked, 2);
    later(1);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN "<new/>" CLOSE);
    CHECK_INT(r->wall, now.wall);
    DONE_WITH(r);
    end();
}

static void a_stale_answer_is_better_than_waiting(void)
{
    struct reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    later(TIMEOUT_MS);
    CHECK_INT(r->r, 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(want(r, "a"), 0);
    DONE_WITH(r);
    end();
}

static void what_is_gone_is_not_served_stale(void)
{
    struct reader r[1] = {0};
    size_t before;

    begin_stale(r);
    before = report().bytes;
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r->r, -ENOENT);
    CHECK_INT(want(r, "a"), -ENOENT);
    CHECK(report().bytes != before);
    later(absent_ms);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    DONE_WITH(r);
    end();
}

/* Nobody waited when the failure came; the next one is served all the same. */
static void an_unwanted_failure_leaves_the_stale_answer(void)
{
    struct reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    content_leave(content, &r->w);
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(asked, 2);
    DONE_WITH(r);
    end();
}

/* A failure that is remembered longer than a stale answer counts as fresh. */
static void a_long_failure_leaves_the_stale_answer(void)
{
    struct reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 403,
           "<error><code>403</code><message>This request "
           "has been rejected</message></error>");
    CHECK_INT(r->r, 0);
    later(60000);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(asked, 2);
    DONE_WITH(r);
    end();
}

TEST_MAIN({"a stale answer is better than trouble",
           a_stale_answer_is_better_than_trouble},
          {"a stale answer is better than waiting",
           a_stale_answer_is_better_than_waiting},
          {"what is gone is not served stale",
           what_is_gone_is_not_served_stale},
          {"an unwanted failure leaves the stale answer",
           an_unwanted_failure_leaves_the_stale_answer},
          {"a long failure leaves the stale answer",
           a_long_failure_leaves_the_stale_answer})
