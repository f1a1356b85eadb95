/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One flight a request, and what is remembered of it. */
#include "cache-fixture.h"

static void one_flight_for_many(void)
{
    struct t_reader readers[20] = {0};

    t_begin();
    for (size_t i = 0; i < 20; i++)
        CHECK_INT(t_want(&readers[i], "a"), -EINPROGRESS);
    CHECK_INT(t_cache.asked, 1);
    CHECK_INT(t_report().waiting, 20);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    for (size_t i = 0; i < 20; i++) {
        CHECK_INT(readers[i].woken, 1);
        CHECK_INT(readers[i].r, 0);
        CHECK(readers[i].blob == readers[0].blob);
        CHECK(readers[i].w.entry == NULL);
    }
    CHECK_INT(t_report().waiting, 0);
    CHECK_INT(t_want(&readers[0], "a"), 0);
    CHECK_INT(readers[0].wall, 1700000000);
    CHECK_INT(t_cache.asked, 1);
    CHECK_INT(t_report().hits, 1);
    CHECK_INT(t_report().misses, 20);
    CHECK_INT(readers[0].woken, 1);
    T_DONE_WITH(readers);
    t_end();
}

static void different_requests_are_different_flights(void)
{
    struct t_reader readers[3] = {0};
    struct request json = t_request_of("a");
    struct answer a;
    const struct why *why;

    t_begin();
    CHECK_INT(t_want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(t_want(&readers[1], "b"), -EINPROGRESS);
    json.form = FORM_JSON;
    readers[2].w.wake = t_wake;
    CHECK_INT(cache_want(t_cache.cache, &json, t_cache.now, &readers[2].w, &a,
                         &why),
              -EINPROGRESS);
    CHECK_INT(t_cache.asked, 3);
    CHECK_INT(t_report().entries, 3);
    t_answer(container_of(t_cache.jobs.next, struct t_job, link), 200,
             T_OPEN T_CLOSE);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[1].woken + readers[2].woken, 0);
    T_DONE_WITH(readers);
    t_end();
}

static void fresh_as_long_as_the_source_says(void)
{
    struct t_reader r[1] = {0};
    struct blob *first;

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    first = blob_ref(r->blob);
    t_later(T_FRESH_MS - 1);
    CHECK_INT(t_want(r, "a"), 0);
    CHECK_INT(t_peek("a"), 0);
    t_later(1);
    CHECK_INT(t_peek("a"), -EAGAIN);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->wall, t_cache.now.wall);
    CHECK(r->blob != first);
    t_later(T_FRESH_MS);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN "<new/>" T_CLOSE);
    CHECK_INT(r->wall, t_cache.now.wall);
    CHECK(memcmp(first->data, T_OPEN T_CLOSE, first->size) == 0);
    t_later(T_FRESH_MS);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN "<wen/>" T_CLOSE);
    CHECK_INT(r->wall, t_cache.now.wall);
    blob_unref(first);
    T_DONE_WITH(r);
    t_end();
}

static void an_absence_is_remembered_for_a_while(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r->r, -ENOENT);
    CHECK(r->has_why);
    CHECK_INT(r->why.status, 404);
    CHECK_STR(r->why.code, "SERVER.EntityNotFound");
    CHECK_STR(r->why.message, "said");
    t_later(T_ABSENT_MS - 1);
    CHECK_INT(t_peek("a"), -ENOENT);
    CHECK_INT(t_want(r, "a"), -ENOENT);
    CHECK(r->has_why && r->why.wall == 1700000000);
    CHECK_INT(t_cache.asked, 1);
    t_later(1);
    CHECK_INT(t_peek("a"), -EAGAIN);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(r->r, 0);
    CHECK(!r->has_why);
    CHECK_INT(t_want(r, "a"), 0);
    T_DONE_WITH(r);
    t_end();
}

static void what_will_not_change_is_remembered_for_a_day(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("CLIENT.InvalidCountryCode"));
    t_later((int64_t)24 * 3600 * 1000 - 1);
    CHECK_INT(t_want(r, "a"), -ENOENT);
    t_later(1);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    T_DONE_WITH(r);
    t_end();
}

static void trouble_is_remembered_briefly(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    t_later(1999);
    CHECK_INT(t_want(r, "a"), -EIO);
    CHECK_STR(r->why.code, "SERVER.DomainAccess");
    t_later(1);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    T_DONE_WITH(r);
    t_end();
}

static void nonsense_is_not_served(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN "<cut off>");
    CHECK_INT(r->r, -EIO);
    CHECK(r->blob == NULL);
    t_later(2000);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 200,
             "<!DOCTYPE x [<!ENTITY e 'x'>]>" T_OPEN T_CLOSE);
    CHECK_INT(r->r, -EIO);
    t_later(2000);
    CHECK_INT(t_want(r, "a"), -EIO);
    T_DONE_WITH(r);
    t_end();
}

static void the_reason_is_of_the_last_attempt(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    t_later(T_ABSENT_MS);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_fail_unjudged(t_only_job(), -EDQUOT);
    CHECK_INT(r->r, -EDQUOT);
    CHECK_STR(r->why.code, "");
    CHECK_STR(r->why.message, "");
    CHECK_STR(r->why.advice, "wait");
    T_DONE_WITH(r);
    t_end();
}

TEST_MAIN({"one flight for many", one_flight_for_many},
          {"different requests are different flights",
           different_requests_are_different_flights},
          {"fresh as long as the source says",
           fresh_as_long_as_the_source_says},
          {"an absence is remembered for a while",
           an_absence_is_remembered_for_a_while},
          {"what will not change is remembered for a day",
           what_will_not_change_is_remembered_for_a_day},
          {"trouble is remembered briefly", trouble_is_remembered_briefly},
          {"nonsense is not served", nonsense_is_not_served},
          {"the reason is of the last attempt",
           the_reason_is_of_the_last_attempt})
