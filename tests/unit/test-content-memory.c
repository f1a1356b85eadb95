/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The budget, eviction, hints. */
#include "content-fixture.h"

static void fill(const char *path, size_t size)
{
    struct reader r[1] = {0};

    CHECK_INT(want(r, path), -EINPROGRESS);
    answer_sized(only_job(), size, path[0]);
    CHECK_INT(r->r, 0);
    CHECK_INT(r->blob->size, size);
    DONE_WITH(r);
}

static void the_least_recently_used_goes_first(void)
{
    struct reader r[1] = {0};

    begin();
    fill("a", 20000);
    fill("b", 20000);
    fill("c", 20000);
    CHECK_INT(report().evicted, 0);
    CHECK(report().bytes > 60000 && report().bytes <= BUDGET);
    CHECK_INT(want(r, "a"), 0);
    fill("d", 20000);
    CHECK_INT(report().evicted, 1);
    CHECK_INT(peek("a"), 0);
    CHECK_INT(peek("b"), -EAGAIN);
    CHECK_INT(peek("c"), 0);
    CHECK_INT(peek("d"), 0);
    CHECK(report().bytes <= BUDGET);
    DONE_WITH(r);
    end();
}

/* Others live on the same budget; half of it stays for answers. */
static void a_shared_budget(void)
{
    begin();
    content_share(content, BUDGET / 3);
    fill("a", 20000);
    fill("b", 20000);
    CHECK_INT(report().evicted, 0);
    fill("c", 20000);
    CHECK_INT(report().evicted, 1);
    content_share(content, (size_t)1 << 40);
    fill("d", 20000);
    CHECK_INT(peek("d"), 0);
    CHECK(report().bytes <= BUDGET / 2);
    end();
}

/* Looking is not using. */
static void a_peek_does_not_count_as_use(void)
{
    begin();
    fill("a", 20000);
    fill("b", 20000);
    fill("c", 20000);
    CHECK_INT(peek("a"), 0);
    fill("d", 20000);
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(peek("nothing"), -EAGAIN);
    CHECK_INT(report().entries, 3);
    end();
}

static void eviction_never_takes_bytes_in_use(void)
{
    struct reader r[1] = {0};

    begin();
    fill("a", 20000);
    CHECK_INT(want(r, "a"), 0);
    for (int i = 0; i < 20; i++) {
        char path[8];

        snprintf(path, sizeof(path), "x%d", i);
        fill(path, 30000);
    }
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(r->blob->refs, 1);
    CHECK_INT(r->blob->size, 20000);
    CHECK(r->blob->data[10000] == 'a');
    DONE_WITH(r);
    end();
}

static void what_is_larger_than_the_budget_is_served_once(void)
{
    struct reader r[1] = {0};

    begin();
    fill("a", 1000);
    CHECK_INT(want(r, "b"), -EINPROGRESS);
    answer_sized(only_job(), 2 * BUDGET, 'b');
    CHECK_INT(r->r, 0);
    CHECK_INT(r->blob->size, 2 * BUDGET);
    CHECK_INT(peek("b"), -EAGAIN);
    CHECK_INT(report().bytes, 0);
    CHECK_INT(report().entries, 0);
    DONE_WITH(r);
    end();
}

static void what_somebody_waits_for_is_not_evicted(void)
{
    struct reader r[1] = {0};
    struct job *waits;

    begin_with(1);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    waits = only_job();
    list_remove(&waits->link);
    fill("b", 1000);
    CHECK_INT(report().entries, 1);
    CHECK_INT(report().waiting, 1);
    list_append(&jobs, &waits->link);
    answer(waits, 200, OPEN CLOSE);
    CHECK_INT(r->woken, 1);
    CHECK_INT(report().entries, 0);
    CHECK_INT(report().bytes, 0);
    DONE_WITH(r);
    end();
}

static void absences_are_within_the_budget(void)
{
    begin();
    for (int i = 0; i < 2000; i++) {
        struct reader r[1] = {0};
        char path[16];

        snprintf(path, sizeof(path), "p%d", i);
        CHECK_INT(want(r, path), -EINPROGRESS);
        answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
        CHECK(report().bytes <= BUDGET);
    }
    CHECK(report().evicted > 1000);
    CHECK(report().entries > 10);
    end();
}

/* --- hints -------------------------------------------------------------- */

static void a_hint_is_a_short_cut(void)
{
    struct request request = request_of("a");
    const struct answer *recalled;
    const struct why *why;
    struct reader r[1] = {0};
    struct answer a;

    begin();
    fill("a", 20000);
    CHECK_INT(content_want(content, &request, now, &r->w, &a, &why), 0);
    recalled = content_recall(content, &a.hint, now);
    CHECK(recalled && recalled->blob == a.blob);
    CHECK(content_recall(content, &(struct hint){0}, now) == NULL);
    fill("b", 20000);
    fill("c", 20000);
    CHECK(content_recall(content, &a.hint, now) != NULL);
    fill("d", 20000);
    CHECK_INT(peek("a"), 0);
    CHECK(content_recall(content, &a.hint, now) == NULL);
    CHECK_INT(content_peek(content, &request, now, &a), 0);
    CHECK(content_recall(content, &a.hint, now) != NULL);
    now.ms += fresh_ms;
    CHECK(content_recall(content, &a.hint, now) == NULL);
    end();
}

TEST_MAIN({"the least recently used goes first",
           the_least_recently_used_goes_first},
          {"a shared budget", a_shared_budget},
          {"a peek does not count as use", a_peek_does_not_count_as_use},
          {"eviction never takes bytes in use",
           eviction_never_takes_bytes_in_use},
          {"what is larger than the budget is served once",
           what_is_larger_than_the_budget_is_served_once},
          {"what somebody waits for is not evicted",
           what_somebody_waits_for_is_not_evicted},
          {"absences are within the budget", absences_are_within_the_budget},
          {"a hint is a short cut", a_hint_is_a_short_cut})
