/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An old answer against none at all. */
#include "cache-fixture.h"

#include "tree/renew.h"

static void begin_stale(struct t_reader *r)
{
    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    t_later(T_FRESH_MS);
}

static void a_stale_answer_is_better_than_trouble(void)
{
    struct t_reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(t_want(r, "a"), 0);
    t_later(59999);
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(t_cache.asked, 2);
    t_later(1);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN "<new/>" T_CLOSE);
    CHECK_INT(r->wall, t_cache.now.wall);
    T_DONE_WITH(r);
    t_end();
}

static void a_stale_answer_is_better_than_waiting(void)
{
    struct t_reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_later(T_TIMEOUT_MS);
    CHECK_INT(r->r, 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(t_want(r, "a"), 0);
    T_DONE_WITH(r);
    t_end();
}

static void what_is_gone_is_not_served_stale(void)
{
    struct t_reader r[1] = {0};
    size_t before;

    begin_stale(r);
    before = t_report().bytes;
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r->r, -ENOENT);
    CHECK_INT(t_want(r, "a"), -ENOENT);
    CHECK(t_report().bytes != before);
    t_later(T_ABSENT_MS);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    T_DONE_WITH(r);
    t_end();
}

/* Nobody waited when the failure came; the next one is served all the same. */
static void an_unwanted_failure_leaves_the_stale_answer(void)
{
    struct t_reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_only_job()->state = JOB_SENT;
    cache_leave(&r->w);
    t_answer(t_only_job(), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(r);
    t_end();
}

/* A failure that is remembered longer than a stale answer counts as fresh. */
static void a_long_failure_leaves_the_stale_answer(void)
{
    struct t_reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 403,
             "<error><code>403</code><message>This request "
             "has been rejected</message></error>");
    CHECK_INT(r->r, 0);
    t_later(60000);
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(r);
    t_end();
}

/* OPS is away, and it is tried again: for the cache. */
static void nobody_waits_for_a_trial(void)
{
    struct t_reader r[2] = {0};

    begin_stale(r);
    t_cache.reach = REACH_TRIAL;
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(t_cache.asked, 2);
    CHECK(t_only_job()->once);
    CHECK_INT(t_want(&r[1], "a"), 0);
    CHECK_INT(t_cache.asked, 2);
    CHECK_INT(t_report().older, 1);
    t_answer(t_only_job(), 200, T_OPEN "<new/>" T_CLOSE);
    CHECK_INT(t_want(r, "a"), 0);
    T_CHECK_GOT(r, T_OPEN "<new/>" T_CLOSE);
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(r);
    t_end();
}

static void a_trial_in_vain_changes_nothing(void)
{
    struct t_reader r[1] = {0};

    begin_stale(r);
    t_cache.reach = REACH_TRIAL;
    CHECK_INT(t_want(r, "a"), 0);
    t_answer(t_only_job(), 503, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(t_cache.asked, 2);
    t_cache.reach = REACH_SHUT;
    t_later(60000);
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(r);
    t_end();
}

/* It was asked just now, in vain. A reader with nothing to show waits all the
 * same. */
static void a_reader_with_nothing_waits(void)
{
    struct t_reader r[2] = {0};

    begin_stale(r);
    t_cache.reach = REACH_SHUT;
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(t_cache.asked, 1);
    CHECK_INT(t_want(&r[1], "b"), -EINPROGRESS);
    CHECK(!t_only_job()->once);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    T_DONE_WITH(r);
    t_end();
}

static void what_was_shown_is_asked_for_when_ops_is_back(void)
{
    struct t_reader r[1] = {0};

    begin_stale(r);
    t_cache.reach = REACH_SHUT;
    CHECK_INT(t_want(r, "a"), 0);
    t_cache.reach = REACH_OPEN;
    CHECK_INT(t_want(r, "a"), 0);
    cache_renew(t_cache.cache, t_cache.now);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->wall, t_cache.now.wall);
    CHECK_INT(t_report().older, 1);
    T_DONE_WITH(r);
    t_end();
}

/* Whatever a place before the last would say. */
static void what_is_refreshed_is_asked_for(void)
{
    struct request request = t_request_of("a");
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    cache_refresh(t_cache.cache, &request, t_cache.now);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    CHECK(t_only_job()->once);
    t_answer(t_only_job(), 500, T_FAULT("SERVER.DomainAccess"));
    T_CHECK_GOT(r, T_OPEN T_CLOSE);
    t_later(60000);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN "<new/>" T_CLOSE);
    CHECK_INT(t_want(r, "a"), 0);
    T_CHECK_GOT(r, T_OPEN "<new/>" T_CLOSE);
    CHECK_INT(t_cache.asked, 3);
    T_DONE_WITH(r);
    t_end();
}

static void what_is_dropped_is_gone(void)
{
    struct request request = t_request_of("a");
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    cache_forget(t_cache.cache, SLICE("a\n"), t_cache.now);
    cache_refresh(t_cache.cache, &request, t_cache.now);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    CHECK(!t_only_job()->once);
    t_answer(t_only_job(), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    T_DONE_WITH(r);
    t_end();
}

TEST_MAIN({"what is refreshed is asked for", what_is_refreshed_is_asked_for},
          {"what is dropped is gone", what_is_dropped_is_gone},
          {"nobody waits for a trial", nobody_waits_for_a_trial},
          {"a trial in vain changes nothing", a_trial_in_vain_changes_nothing},
          {"a reader with nothing waits", a_reader_with_nothing_waits},
          {"what was shown is asked for when OPS is back",
           what_was_shown_is_asked_for_when_ops_is_back},
          {"a stale answer is better than trouble",
           a_stale_answer_is_better_than_trouble},
          {"a stale answer is better than waiting",
           a_stale_answer_is_better_than_waiting},
          {"what is gone is not served stale",
           what_is_gone_is_not_served_stale},
          {"an unwanted failure leaves the stale answer",
           an_unwanted_failure_leaves_the_stale_answer},
          {"a long failure leaves the stale answer",
           a_long_failure_leaves_the_stale_answer})
