/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made of one answer, of a list, of a search; without the worker. */
#include "assemble-fixture.h"

static void one_answer_serves_many(void)
{
    struct t_reader r[3] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_place(&r[0], &t_one_row, SLOT_NUMBER, "EP1000000A1"),
              -EINPROGRESS);
    CHECK_INT(t_want_place(&r[1], &t_one_row, SLOT_NUMBER, "EP1000000A1"),
              -EINPROGRESS);
    CHECK_INT(t_cache.asked, 1);
    t_answer_biblio(t_only_job(), "1000000", 0);
    CHECK_INT(r[0].woken + r[1].woken, 2);
    CHECK_STR(t_text_got(&r[0]), "Title 1000000\n");
    CHECK(r[0].blob == r[1].blob);
    CHECK_INT(t_want_place(&r[2], &t_one_row, SLOT_NUMBER, "EP1000000A1"), 0);
    CHECK_INT(t_cache.asked, 1);
    T_DONE_WITH(r);
    t_end_assemble();
}

static void what_is_cached_is_made_at_once(void)
{
    struct t_reader r[2] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(
        t_want_from(&r[0], SOURCE_BIBLIO,
                    "published-data/publication/docdb/EP.1000000.A1/biblio"),
        -EINPROGRESS);
    t_answer_biblio(t_only_job(), "1000000", 0);
    CHECK_INT(t_want_place(&r[1], &t_one_row, SLOT_NUMBER, "EP1000000A1"), 0);
    CHECK_STR(t_text_got(&r[1]), "Title 1000000\n");
    CHECK_INT(t_cache.asked, 1);
    T_DONE_WITH(r);
    t_end_assemble();
}

static void an_absence_and_a_bad_answer(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_place(r, &t_one_row, SLOT_NUMBER, "EP1000000A1"),
              -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r->r, -ENOENT);
    CHECK_STR(r->why.message, "said");
    CHECK_INT(t_want_place(r, &t_one_row, SLOT_NUMBER, "EP1000000A1"), -ENOENT);
    CHECK_INT(t_want_place(r, &t_one_row, SLOT_NUMBER, "EP1000001A1"),
              -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK(r->r == -ENOENT || r->r == -EIO);
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(r);
    t_end_assemble();
}

#define FOUR                                                                   \
    "EP1000003A1\n# line 2\tx\tnot a number\nEP1000001A1\nEP1000002A1\n"

/* In the list's order, whatever order they come in. */
static void a_list_in_its_order(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(r, &t_list_row, FOUR), -EINPROGRESS);
    CHECK_INT(t_jobs_now(), 3);
    t_answer_biblio(t_biblio_of("1000002"), "1000002", 0);
    t_answer_biblio(t_biblio_of("1000003"), "1000003", 0);
    CHECK_INT(r->woken, 0);
    t_answer_biblio(t_biblio_of("1000001"), "1000001", 0);
    CHECK_INT(r->woken, 1);
    CHECK_STR(t_text_got(r), "Title 1000003\n# x: line 2: not a number\n"
                             "Title 1000001\nTitle 1000002\n");
    CHECK_INT(t_want_list(r, &t_list_row, FOUR), 0);
    CHECK_INT(t_want_list(r, &t_list_row, "EP1000001A1\n"), 0);
    CHECK_STR(t_text_got(r), "Title 1000001\n");
    CHECK_INT(t_want_list(r, &t_list_row, ""), 0);
    CHECK_STR(t_text_got(r), "");
    T_DONE_WITH(r);
    t_end_assemble();
}

static void one_of_a_list_that_cannot_be_had(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(r, &t_list_row, FOUR), -EINPROGRESS);
    t_answer(t_biblio_of("1000001"), 404, T_FAULT("SERVER.EntityNotFound"));
    t_answer(t_biblio_of("1000002"), 400, T_FAULT("CLIENT.InvalidQuery"));
    t_answer(t_biblio_of("1000003"), 200, T_ANSWER("<w:other/>"));
    CHECK_INT(r->r, 0);
    CHECK(strstr(t_text_got(r), "# EP1000001A1: said\n") != NULL);
    CHECK(strstr(t_text_got(r), "# EP1000002A1: said\n") != NULL);
    CHECK(strstr(t_text_got(r), "# EP1000003A1: ") != NULL);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* biber warns of anything but entries and comments. */
static void a_remark_in_bibtex_is_a_comment(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(r, &t_cite_row, "EP1000001A1\n"), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK(strncmp(t_text_got(r), "% EP1000001A1: ", 15) == 0);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* A table with a hole in it would be a lie. */
static void a_failure_fails_the_list(void)
{
    struct t_reader r[2] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(&r[0], &t_list_row, FOUR), -EINPROGRESS);
    CHECK_INT(t_want_list(&r[1], &t_list_row, FOUR), -EINPROGRESS);
    t_answer_biblio(t_biblio_of("1000003"), "1000003", 0);
    t_answer(t_biblio_of("1000001"), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(r[0].woken + r[1].woken, 2);
    CHECK_INT(r[0].r, -EIO);
    CHECK_STR(r[1].why.message, "said");
    CHECK_INT(t_jobs_now(), 0);
    CHECK_INT(t_report().waiting, 0);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* What OPS had not at one time may come. */
static void an_absence_in_a_list_is_asked_for_again(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(r, &t_list_row, "EP1000001A1\n"), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_STR(t_text_got(r), "# EP1000001A1: said\n");
    t_later(T_ABSENT_MS - 1);
    CHECK_INT(t_want_list(r, &t_list_row, "EP1000001A1\n"), 0);
    t_later(1);
    CHECK_INT(t_want_list(r, &t_list_row, "EP1000001A1\n"), -EINPROGRESS);
    t_answer_biblio(t_only_job(), "1000001", 0);
    CHECK_STR(t_text_got(r), "Title 1000001\n");
    T_DONE_WITH(r);
    t_end_assemble();
}

/* Others come until the oldest is gone. */
static void push_one_out(void)
{
    char path[20];

    for (int i = 0; t_report().evicted == 0; i++) {
        struct t_reader other[1] = {0};

        snprintf(path, sizeof(path), "%d", i);
        CHECK_INT(t_want(other, path), -EINPROGRESS);
        t_answer_sized(t_only_job(), 300, 'a');
        T_DONE_WITH(other);
    }
}

/* What was made of an answer outlives it. */
static void what_is_stale_is_better_than_trouble(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_place(r, &t_count_row, SLOT_QUERY, "a"), -EINPROGRESS);
    t_answer_page(t_only_job(), 7, 1, 1);
    CHECK_INT(t_want_place(r, &t_count_row, SLOT_QUERY, "a"), 0);
    push_one_out();
    t_later(30 * T_FRESH_MS);
    CHECK_INT(t_want_place(r, &t_count_row, SLOT_QUERY, "a"), -EINPROGRESS);
    t_answer(t_only_job(), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, 0);
    CHECK_STR(t_text_got(r), "7\n");
    t_later(60000);
    CHECK_INT(t_want_place(r, &t_count_row, SLOT_QUERY, "a"), -EINPROGRESS);
    t_later(T_TIMEOUT_MS);
    CHECK_INT(r->r, 0);
    CHECK_STR(t_text_got(r), "7\n");
    T_DONE_WITH(r);
    t_end_assemble();
}

/* Whoever leaves last takes what was not sent along. */
static void leaving_at_each_place(void)
{
    static const char *const numbers[] = {"1000003", "1000001", "1000002"};

    for (int answered = 0; answered < 3; answered++) {
        struct t_reader r[2] = {0};

        t_begin_assemble(T_BUDGET, 2000, false);
        CHECK_INT(t_want_list(&r[0], &t_list_row, FOUR), -EINPROGRESS);
        CHECK_INT(t_want_list(&r[1], &t_list_row, FOUR), -EINPROGRESS);
        for (int i = 0; i < answered; i++)
            t_answer_biblio(t_biblio_of(numbers[i]), numbers[i], 0);
        cache_leave(&r[0].w);
        CHECK_INT(t_jobs_now(), 3 - answered);
        cache_leave(&r[1].w);
        CHECK_INT(t_jobs_now(), 0);
        CHECK_INT(t_report().waiting, 0);
        CHECK_INT(t_want_list(&r[0], &t_list_row, FOUR), -EINPROGRESS);
        CHECK_INT(t_jobs_now(), 3 - answered);
        T_DONE_WITH(r);
        t_end_assemble();
    }
}

/* What was sent comes in, and is kept, though nobody waits. */
static void leaving_what_was_sent(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(r, &t_list_row, FOUR), -EINPROGRESS);
    t_biblio_of("1000001")->state = JOB_SENT;
    cache_leave(&r->w);
    CHECK_INT(t_jobs_now(), 1);
    t_answer_biblio(t_only_job(), "1000001", 0);
    CHECK_INT(t_want_list(r, &t_list_row, "EP1000001A1\n"), 0);
    T_DONE_WITH(r);
    t_end_assemble();
}

static void thousands(unsigned count, struct buf *list)
{
    for (unsigned i = 0; i < count * 1000; i++)
        buf_printf(list, "EP%uA1\n", 2000000 + i);
}

/* A few at a time of what goes alone; in bulk, all that fit two requests. */
static void as_many_as_go_together(void)
{
    struct t_reader r[1] = {0};
    struct buf list = BUF_INIT(SIZE_MAX);

    thousands(1, &list);
    t_begin_assemble(4 * T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(r, &t_slow_row, buf_text(&list)), -EINPROGRESS);
    CHECK_INT(t_jobs_now(), 8);
    T_DONE_WITH(r);
    CHECK_INT(t_want_list(r, &t_list_row, buf_text(&list)), -EINPROGRESS);
    CHECK_INT(t_jobs_now(), 200);
    for (int i = 0; i < 1000; i++) {
        char number[10];

        CHECK_INT(r->woken, 0);
        CHECK(t_jobs_now() <= 200);
        snprintf(number, sizeof(number), "%d", 2000000 + i);
        t_answer_biblio(t_biblio_of(number), number, 0);
    }
    CHECK_INT(r->woken, 1);
    CHECK_INT(r->blob->size, 1000 * strlen("Title 2000000\n"));
    buf_fini(&list);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* In bulk, more bundles if there is room for them, but not all of a long list;
 * when the room is gone, those that are on their way are enough. */
static void more_together_where_there_is_room(void)
{
    struct t_reader r[1] = {0};
    struct buf list = BUF_INIT(SIZE_MAX);

    thousands(2, &list);
    t_begin_assemble(4 * T_BUDGET, 2000, false);
    t_cache.width = 5;
    CHECK_INT(t_want_list(r, &t_slow_row, buf_text(&list)), -EINPROGRESS);
    CHECK_INT(t_jobs_now(), 8);
    T_DONE_WITH(r);
    CHECK_INT(t_want_list(r, &t_list_row, buf_text(&list)), -EINPROGRESS);
    CHECK_INT(t_jobs_now(), 500);
    t_cache.width = 1000;
    t_answer_biblio(t_biblio_of("2000000"), "2000000", 0);
    CHECK_INT(t_jobs_now(), 1000);
    t_cache.width = 0;
    t_answer_biblio(t_biblio_of("2000001"), "2000001", 0);
    CHECK_INT(t_jobs_now(), 999);
    buf_fini(&list);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* Readers of a long list wait as long as it makes progress. */
static void the_time_of_a_list(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(r, &t_list_row, FOUR), -EINPROGRESS);
    t_later(T_TIMEOUT_MS - 1);
    t_answer_biblio(t_biblio_of("1000002"), "1000002", 0);
    CHECK_INT(cache_deadline(t_cache.cache), t_cache.now.ms + T_TIMEOUT_MS);
    t_later(T_TIMEOUT_MS - 1);
    t_answer_biblio(t_biblio_of("1000003"), "1000003", 0);
    t_later(T_TIMEOUT_MS - 1);
    CHECK_INT(r->woken, 0);
    t_later(1);
    CHECK_INT(r->woken, 1);
    CHECK(r->r == -EBUSY || r->r == -ETIMEDOUT);
    CHECK_INT(t_jobs_now(), 0);
    CHECK_INT(cache_deadline(t_cache.cache), NEVER);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* Two numbers of a list that OPS knows as one entry. */
static void one_answer_for_two_of_a_list(void)
{
    static const struct name row = {.facet = FACET_TITLE,
                                    .plan = PLAN_LIST,
                                    .source = SOURCE_REGISTER,
                                    .constituents = "biblio"};
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    CHECK_INT(t_want_list(r, &row, "EP1000000A1\nEP1000000B1\nUS9123456B2\n"),
              -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_STR(t_text_got(r),
              "# EP1000000A1: said\n# EP1000000B1: said\n"
              "# US9123456B2: the European Patent Register knows "
              "EP and Euro-PCT only\n");
    CHECK_INT(t_cache.asked, 1);
    T_DONE_WITH(r);
    t_end_assemble();
}

static void memory_that_is_out(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(T_BUDGET, 2000, false);
    t_cache.memory_is_out = true;
    CHECK_INT(t_want_list(r, &t_list_row, FOUR), -ENOMEM);
    CHECK_INT(t_report().waiting, 0);
    t_cache.memory_is_out = false;
    CHECK_INT(t_want_list(r, &t_list_row, FOUR), -EINPROGRESS);
    T_DONE_WITH(r);
    t_end_assemble();
}

TEST_MAIN({"one answer serves many", one_answer_serves_many},
          {"what is cached is made at once", what_is_cached_is_made_at_once},
          {"an absence and a bad answer", an_absence_and_a_bad_answer},
          {"a list in its order", a_list_in_its_order},
          {"one of a list that cannot be had",
           one_of_a_list_that_cannot_be_had},
          {"a remark in BibTeX is a comment", a_remark_in_bibtex_is_a_comment},
          {"a failure fails the list", a_failure_fails_the_list},
          {"an absence in a list is asked for again",
           an_absence_in_a_list_is_asked_for_again},
          {"what is stale is better than trouble",
           what_is_stale_is_better_than_trouble},
          {"leaving at each place", leaving_at_each_place},
          {"leaving what was sent", leaving_what_was_sent},
          {"as many as go together", as_many_as_go_together},
          {"more together where there is room",
           more_together_where_there_is_room},
          {"the time of a list", the_time_of_a_list},
          {"one answer for two of a list", one_answer_for_two_of_a_list},
          {"memory that is out", memory_that_is_out})
