/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The budget, eviction, hints. */
#include "cache-fixture.h"

static void fill(const char *path, size_t size)
{
    struct t_reader r[1] = {0};

    CHECK_INT(t_want(r, path), -EINPROGRESS);
    t_answer_sized(t_only_job(), size, path[0]);
    CHECK_INT(r->r, 0);
    CHECK_INT(r->blob->size, size);
    T_DONE_WITH(r);
}

static void the_least_recently_used_goes_first(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    fill("a", 20000);
    fill("b", 20000);
    fill("c", 20000);
    CHECK_INT(t_report().evicted, 0);
    CHECK(t_report().bytes > 60000 && t_report().bytes <= T_BUDGET);
    CHECK_INT(t_want(r, "a"), 0);
    fill("d", 20000);
    CHECK_INT(t_report().evicted, 1);
    CHECK_INT(t_peek("a"), 0);
    CHECK_INT(t_peek("b"), -EAGAIN);
    CHECK_INT(t_peek("c"), 0);
    CHECK_INT(t_peek("d"), 0);
    CHECK(t_report().bytes <= T_BUDGET);
    T_DONE_WITH(r);
    t_end();
}

/* Others live on the same budget; half of it stays for answers. */
static void a_shared_budget(void)
{
    t_begin();
    cache_share(t_cache.cache, T_BUDGET / 3);
    fill("a", 20000);
    fill("b", 20000);
    CHECK_INT(t_report().evicted, 0);
    fill("c", 20000);
    CHECK_INT(t_report().evicted, 1);
    cache_share(t_cache.cache, (size_t)1 << 40);
    fill("d", 20000);
    CHECK_INT(t_peek("d"), 0);
    CHECK(t_report().bytes <= T_BUDGET / 2);
    t_end();
}

/* Looking is not using. */
static void a_peek_does_not_count_as_use(void)
{
    t_begin();
    fill("a", 20000);
    fill("b", 20000);
    fill("c", 20000);
    CHECK_INT(t_peek("a"), 0);
    fill("d", 20000);
    CHECK_INT(t_peek("a"), -EAGAIN);
    CHECK_INT(t_peek("nothing"), -EAGAIN);
    CHECK_INT(t_report().entries, 3);
    t_end();
}

static void eviction_never_takes_bytes_in_use(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    fill("a", 20000);
    CHECK_INT(t_want(r, "a"), 0);
    for (int i = 0; i < 20; i++) {
        char path[8];

        snprintf(path, sizeof(path), "x%d", i);
        fill(path, 30000);
    }
    CHECK_INT(t_peek("a"), -EAGAIN);
    CHECK_INT(r->blob->refs, 1);
    CHECK_INT(r->blob->size, 20000);
    CHECK(r->blob->data[10000] == 'a');
    T_DONE_WITH(r);
    t_end();
}

static void what_is_larger_than_the_budget_is_served_once(void)
{
    struct t_reader r[1] = {0};

    t_begin();
    fill("a", 1000);
    CHECK_INT(t_want(r, "b"), -EINPROGRESS);
    t_answer_sized(t_only_job(), 2 * T_BUDGET, 'b');
    CHECK_INT(r->r, 0);
    CHECK_INT(r->blob->size, 2 * T_BUDGET);
    CHECK_INT(t_peek("b"), -EAGAIN);
    CHECK_INT(t_report().bytes, 0);
    CHECK_INT(t_report().entries, 0);
    T_DONE_WITH(r);
    t_end();
}

static void what_somebody_waits_for_is_not_evicted(void)
{
    struct t_reader r[1] = {0};
    struct t_job *waits;

    t_begin_with(1);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    waits = t_only_job();
    list_remove(&waits->link);
    fill("b", 1000);
    CHECK_INT(t_report().entries, 1);
    CHECK_INT(t_report().waiting, 1);
    list_append(&t_cache.jobs, &waits->link);
    t_answer(waits, 200, T_OPEN T_CLOSE);
    CHECK_INT(r->woken, 1);
    CHECK_INT(t_report().entries, 0);
    CHECK_INT(t_report().bytes, 0);
    T_DONE_WITH(r);
    t_end();
}

static void absences_are_within_the_budget(void)
{
    t_begin();
    for (int i = 0; i < 2000; i++) {
        struct t_reader r[1] = {0};
        char path[16];

        snprintf(path, sizeof(path), "p%d", i);
        CHECK_INT(t_want(r, path), -EINPROGRESS);
        t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
        CHECK(t_report().bytes <= T_BUDGET);
    }
    CHECK(t_report().evicted > 1000);
    CHECK(t_report().entries > 10);
    t_end();
}

/* --- hints -------------------------------------------------------------- */

static void a_hint_is_a_short_cut(void)
{
    struct request request = t_request_of("a");
    const struct why *why;
    struct t_reader r[1] = {0};
    struct answer a, again;

    t_begin();
    fill("a", 20000);
    CHECK_INT(cache_want(t_cache.cache, &request, t_cache.now, &r->w, &a, &why),
              0);
    CHECK(cache_recall(t_cache.cache, &a.hint, t_cache.now, &again));
    CHECK(again.blob == a.blob);
    CHECK(!cache_recall(t_cache.cache, &(struct hint){0}, t_cache.now, &again));
    fill("b", 20000);
    fill("c", 20000);
    CHECK(cache_recall(t_cache.cache, &a.hint, t_cache.now, &again));
    fill("d", 20000);
    CHECK_INT(t_peek("a"), 0);
    CHECK(!cache_recall(t_cache.cache, &a.hint, t_cache.now, &again));
    CHECK_INT(cache_peek(t_cache.cache, &request, t_cache.now, &a), 0);
    CHECK(cache_recall(t_cache.cache, &a.hint, t_cache.now, &again));
    t_cache.now.ms += T_FRESH_MS;
    CHECK(!cache_recall(t_cache.cache, &a.hint, t_cache.now, &again));
    t_end();
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
