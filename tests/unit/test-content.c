/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One flight a wish, and what is remembered of it. */
#include "content-fixture.h"

static void one_flight_for_many(void)
{
    struct reader readers[20] = {0};

    begin();
    for (size_t i = 0; i < 20; i++)
        CHECK_INT(want(&readers[i], "a"), -EINPROGRESS);
    CHECK_INT(asked, 1);
    CHECK_INT(report().waiting, 20);
    answer(only_job(), 200, OPEN CLOSE);
    for (size_t i = 0; i < 20; i++) {
        CHECK_INT(readers[i].woken, 1);
        CHECK_INT(readers[i].r, 0);
        CHECK(readers[i].blob == readers[0].blob);
        CHECK(readers[i].w.entry == NULL);
    }
    CHECK_INT(report().waiting, 0);
    CHECK_INT(want(&readers[0], "a"), 0);
    CHECK_INT(readers[0].wall, 1700000000);
    CHECK_INT(asked, 1);
    CHECK_INT(report().hits, 1);
    CHECK_INT(report().misses, 20);
    CHECK_INT(readers[0].woken, 1);
    DONE_WITH(readers);
    end();
}

static void different_wishes_are_different_flights(void)
{
    struct reader readers[3] = {0};
    struct request json = request_of("a");
    struct answer a;
    const struct why *why;

    begin();
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(want(&readers[1], "b"), -EINPROGRESS);
    json.form = FORM_JSON;
    readers[2].w.wake = wake;
    CHECK_INT(content_want(content, &json, now, &readers[2].w, &a, &why),
              -EINPROGRESS);
    CHECK_INT(asked, 3);
    CHECK_INT(report().entries, 3);
    answer(container_of(jobs.next, struct job, link), 200, OPEN CLOSE);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[1].woken + readers[2].woken, 0);
    DONE_WITH(readers);
    end();
}

static void fresh_as_long_as_the_source_says(void)
{
    struct reader r[1] = {0};
    struct blob *first;

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    first = blob_ref(r->blob);
    later(fresh_ms - 1);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(peek("a"), 0);
    later(1);
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->wall, 1700000000);
    CHECK(r->blob != first);
    later(fresh_ms);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN "<new/>" CLOSE);
    CHECK_INT(r->wall, now.wall);
    CHECK(memcmp(first->data, OPEN CLOSE, first->size) == 0);
    later(fresh_ms);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN "<wen/>" CLOSE);
    CHECK_INT(r->wall, now.wall);
    blob_unref(first);
    DONE_WITH(r);
    end();
}

static void an_absence_is_remembered_for_a_while(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r->r, -ENOENT);
    CHECK(r->told_why);
    CHECK_INT(r->why.status, 404);
    CHECK_STR(r->why.code, "SERVER.EntityNotFound");
    CHECK_STR(r->why.message, "told");
    later(absent_ms - 1);
    CHECK_INT(peek("a"), -ENOENT);
    CHECK_INT(want(r, "a"), -ENOENT);
    CHECK(r->told_why && r->why.wall == 1700000000);
    CHECK_INT(asked, 1);
    later(1);
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->r, 0);
    CHECK(!r->told_why);
    CHECK_INT(want(r, "a"), 0);
    DONE_WITH(r);
    end();
}

static void what_will_not_change_is_remembered_for_a_day(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("CLIENT.InvalidCountryCode"));
    later((int64_t)24 * 3600 * 1000 - 1);
    CHECK_INT(want(r, "a"), -ENOENT);
    later(1);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    DONE_WITH(r);
    end();
}

static void trouble_is_remembered_briefly(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    later(1999);
    CHECK_INT(want(r, "a"), -EIO);
    CHECK_STR(r->why.code, "SERVER.DomainAccess");
    later(1);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    DONE_WITH(r);
    end();
}

static void nonsense_is_not_served(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN "<cut off>");
    CHECK_INT(r->r, -EIO);
    CHECK(r->blob == NULL);
    later(2000);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, "<!DOCTYPE x [<!ENTITY e 'x'>]>" OPEN CLOSE);
    CHECK_INT(r->r, -EIO);
    later(2000);
    CHECK_INT(want(r, "a"), -EIO);
    DONE_WITH(r);
    end();
}

static void the_reason_is_of_the_last_attempt(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    later(absent_ms);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    fail_unjudged(only_job(), -EDQUOT);
    CHECK_INT(r->r, -EDQUOT);
    CHECK_STR(r->why.code, "");
    CHECK_STR(r->why.message, "");
    CHECK_STR(r->why.advice, "wait");
    DONE_WITH(r);
    end();
}

TEST_MAIN({"one flight for many", one_flight_for_many},
          {"different wishes are different flights",
           different_wishes_are_different_flights},
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
