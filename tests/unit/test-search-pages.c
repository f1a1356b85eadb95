/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pages of a search, against an OPS that counts: so many hits on each day,
 * pages of a hundred, 2,000 of one query, and no total above 10,000.
 */
#include "assemble-fixture.h"
#include "dice.h"
#include "tree/search_pages.h"

#include <time.h>

enum { DAYS = 100 };

/* Hits on each of the latest days, 0 being the day of `now`; and of no date. */
static int on_day[DAYS], undated;
static int requests, pages_served;
static int lie; /* added to the total of the whole query */

static int today(void)
{
    return (int)(t_cache.now.wall / 86400);
}

static int day_of(const char *text)
{
    struct tm tm = {0};
    char date[9];

    memcpy(date, text, 8);
    date[8] = '\0';
    sscanf(date, "%4d%2d%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
    tm.tm_year -= 1900;
    tm.tm_mon--;
    return (int)(timegm(&tm) / 86400);
}

/* Hits between two days, and how many are on younger ones: a hit's number is
 * its place among all. */
static void count(int from, int to, int *ret_count, int *ret_before)
{
    *ret_count = *ret_before = 0;
    for (int i = 0; i < DAYS; i++) {
        int day = today() - i;

        if (day > to)
            *ret_before += on_day[i];
        else if (day >= from)
            *ret_count += on_day[i];
    }
}

static void serve(struct t_job *j)
{
    const char *within = strstr(j->path, "within%20%22");
    int from = -1000000, to = 1000000, total, before;
    int page = t_page_of(j), first = page ? (page - 1) * 100 + 1 : 1;

    requests++;
    pages_served += page > 0;
    if (within) {
        from = day_of(within + 12);
        to = day_of(strstr(within + 12, "%20") + 3);
        CHECK(from <= to);
    }
    count(from, to, &total, &before);
    if (!within)
        total += undated + lie;
    if (first > total) {
        t_answer(j, 404, T_FAULT("SERVER.EntityNotFound"));
        return;
    }
    CHECK(first <= 2000);
    t_answer_page(j, total > 10000 ? 10000 : total, before + first,
                  before + (page && first + 99 < total ? first + 99
                            : page                     ? total
                                                       : first));
}

static void serve_all(void)
{
    while (!list_empty(&t_cache.jobs))
        serve(container_of(t_cache.jobs.next, struct t_job, link));
}

/* Lines of the table, which must be hits 1, 2, … in that order, each once. */
static int hits_got(const struct t_reader *r)
{
    struct slice rest = {r->blob->data, r->blob->size}, line;
    int hits = 0;

    slice_cut(&rest, '\n', &line);
    CHECK(slice_starts(line, "date\tnumber"));
    while (slice_cut(&rest, '\n', &line)) {
        char t_want[20];

        if (slice_starts(line, "\tmore\t"))
            continue;
        snprintf(t_want, sizeof(t_want), "\tEP%dA1\tA1", 1000000 + ++hits);
        CHECK(slice_starts(line, t_want));
    }
    return hits;
}

/* The last cell of the last line, when it is no hit. */
static const char *remark_of(const struct t_reader *r)
{
    static char text[200];
    const char *t_end = r->blob->data + r->blob->size;
    const char *at = memrchr(r->blob->data, '\t', r->blob->size);

    if (!memmem(r->blob->data, r->blob->size, "\tmore\t", 6))
        return "";

    snprintf(text, sizeof(text), "%.*s", at ? (int)(t_end - at) - 1 : 0,
             at ? at + 1 : "");
    return text;
}

static void begin_pages(size_t hits)
{
    t_begin_assemble((size_t)64 << 20, hits, false);
    memset(on_day, 0, sizeof(on_day));
    undated = lie = requests = pages_served = 0;
}

/* All is answered. */
static void gather(struct t_reader *r)
{
    CHECK_INT(t_want_place(r, &t_hits_row, SLOT_QUERY, "ti=a"), -EINPROGRESS);
    serve_all();
    CHECK_INT(r->woken, 1);
    CHECK_INT(r->r, 0);
    CHECK_INT(t_report().waiting, 0);
}

static void end_pages(struct t_reader *r)
{
    t_done_with(r, 1);
    t_end_assemble();
}

static void a_search_of_one_query(void)
{
    static const int totals[] = {0, 1, 99, 100, 101, 450, 1999, 2000};

    for (size_t i = 0; i < sizeof(totals) / sizeof(totals[0]); i++) {
        struct t_reader r[1] = {0};
        int pages = totals[i] ? (totals[i] + 99) / 100 : 1;

        begin_pages(2000);
        on_day[0] = totals[i];
        gather(r);
        CHECK_INT(hits_got(r), totals[i]);
        CHECK_INT(requests, pages);
        CHECK_STR(remark_of(r), "");
        end_pages(r);
    }
}

static void what_ops_does_not_serve_is_reported(void)
{
    struct t_reader r[1] = {0};

    begin_pages(2000);
    on_day[0] = 2345;
    gather(r);
    CHECK_INT(hits_got(r), 2000);
    CHECK_INT(requests, 20);
    CHECK_STR(remark_of(r),
              "2000 of 2345 hits: OPS serves no more of one query; "
              "see -o split_search\n");
    end_pages(r);
    begin_pages(2000);
    on_day[0] = 12345;
    gather(r);
    CHECK_STR(remark_of(r),
              "2000 of 10000 or more hits: OPS serves no more of one "
              "query; see -o split_search\n");
    end_pages(r);
}

static void split_by_date(void)
{
    static const int most[] = {2001, 4000, 9999, 10000, 20000, 60000};
    int largest = t_is_quick() ? 10000 : 60000;

    for (size_t i = 0; i < sizeof(most) / sizeof(most[0]) && most[i] <= largest;
         i++) {
        struct t_reader r[1] = {0};
        int left = most[i];

        begin_pages(100000);
        for (int day = 0; left; day++, day %= DAYS) {
            int some = left < 97 ? left : 97;

            on_day[day] += some;
            left -= some;
        }
        gather(r);
        CHECK_INT(hits_got(r), most[i]);
        CHECK_STR(remark_of(r), "");
        CHECK(requests - pages_served < 60 + 4 * most[i] / 2000);
        CHECK(pages_served < most[i] / 100 + 3 * (2 + most[i] / 1000));
        end_pages(r);
    }
}

/* What of a day OPS does not serve. */
static void one_day_with_too_many(void)
{
    struct t_reader r[1] = {0};

    begin_pages(10000);
    on_day[99] = 3000;
    gather(r);
    CHECK_INT(hits_got(r), 2000);
    CHECK_STR(remark_of(r), "1000 more hits cannot be found by date\n");
    CHECK(requests < 20 + 2 * 17);
    end_pages(r);
}

static void hits_of_no_date_are_reported(void)
{
    struct t_reader r[1] = {0};

    begin_pages(10000);
    on_day[0] = on_day[99] = 1500;
    undated = 77;
    gather(r);
    CHECK_INT(hits_got(r), 3000);
    CHECK_STR(remark_of(r), "77 more hits cannot be found by date\n");
    end_pages(r);
}

/* The newest come, and the rest is neither asked for nor counted. */
static void no_more_than_wanted(void)
{
    struct t_reader r[1] = {0};

    begin_pages(3000);
    for (int day = 0; day < DAYS; day++)
        on_day[day] = 1900;
    gather(r);
    CHECK_INT(hits_got(r), 3000);
    CHECK_STR(remark_of(r),
              "the first 3000 hits of more: see -o split_search\n");
    CHECK(requests < 30 + 2 * 17 + 4);
    end_pages(r);
}

/* OPS counts the whole as more, or fewer, than its halves. */
static void totals_that_do_not_agree(void)
{
    static const int lies[] = {-900, -1, 1, 900, 5000};

    for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
        struct t_reader r[1] = {0};

        begin_pages(10000);
        on_day[0] = on_day[50] = on_day[99] = 1000;
        lie = lies[i];
        gather(r);
        CHECK(hits_got(r) >= 3000 + (lie < 0 ? lie : 0) && hits_got(r) <= 3000);
        CHECK(requests < 100);
        end_pages(r);
    }
}

static void a_failure_of_any_page(void)
{
    for (int fails = 0; fails < 60; fails += t_is_quick() ? 7 : 1) {
        struct t_reader r[1] = {0};
        bool failed = false;

        begin_pages(10000);
        on_day[0] = on_day[30] = 1500;
        CHECK_INT(t_want_place(r, &t_hits_row, SLOT_QUERY, "ti=a"),
                  -EINPROGRESS);
        while (!list_empty(&t_cache.jobs) && !failed) {
            struct t_job *j = container_of(t_cache.jobs.next, struct t_job,
                                           link);

            failed = requests == fails;
            if (failed)
                t_answer(j, 500, T_FAULT("SERVER.DomainAccess"));
            else
                serve(j);
        }
        CHECK_INT(r->r, failed ? -EIO : 0);
        CHECK_INT(r->woken, 1);
        CHECK_INT(t_jobs_now(), 0);
        end_pages(r);
    }
}

static void leaving_at_any_page(void)
{
    for (int last = 0; last < 40; last += t_is_quick() ? 7 : 1) {
        struct t_reader r[1] = {0};

        begin_pages(10000);
        on_day[0] = on_day[30] = 1500;
        CHECK_INT(t_want_place(r, &t_hits_row, SLOT_QUERY, "ti=a"),
                  -EINPROGRESS);
        for (int i = 0; i < last && !list_empty(&t_cache.jobs); i++)
            serve(container_of(t_cache.jobs.next, struct t_job, link));
        cache_leave(&r->w);
        CHECK_INT(t_jobs_now(), 0);
        CHECK_INT(t_report().waiting, 0);
        end_pages(r);
    }
}

/* With its first hit alone, or with the page that is kept. */
static void a_count(void)
{
    struct t_reader r[2] = {0};

    begin_pages(2000);
    on_day[0] = 450;
    CHECK_INT(t_want_place(r, &t_count_row, SLOT_QUERY, "ti=a"), -EINPROGRESS);
    CHECK_INT(t_page_of(t_only_job()), 0);
    CHECK(!strstr(t_only_job()->path, "biblio"));
    serve_all();
    CHECK_STR(t_text_got(r), "450\n");
    end_pages(r);
    begin_pages(2000);
    on_day[0] = 450;
    gather(r);
    CHECK_INT(t_want_place(&r[1], &t_count_row, SLOT_QUERY, "ti=a"), 0);
    CHECK_STR(t_text_got(&r[1]), "450\n");
    t_done_with(&r[1], 1);
    end_pages(r);
    begin_pages(2000);
    CHECK_INT(t_want_place(r, &t_count_row, SLOT_QUERY, "ti=a"), -EINPROGRESS);
    serve_all();
    CHECK_STR(t_text_got(r), "0\n");
    end_pages(r);
}

static void a_query_too_long_to_split(void)
{
    struct t_reader r[1] = {0};
    char query[1025];

    memset(query, '{', 1024);
    query[1024] = '\0';
    begin_pages(10000);
    on_day[0] = on_day[50] = 1500;
    CHECK_INT(t_want_place(r, &t_hits_row, SLOT_QUERY, query), -EINPROGRESS);
    serve_all();
    CHECK_INT(r->r, 0);
    CHECK_INT(hits_got(r), 3000);
    end_pages(r);
}

/* Ten numbers a search; other lines of a list are none. */
static void all_of_a_long_list(void)
{
    enum { NUMBERS = 495, SEARCHES = 50 };
    struct buf numbers = BUF_INIT(100000);
    struct search_pages pages;
    struct search_page page;
    struct request whole = {0}, request;
    int asked = 0;

    for (int i = 0; i < NUMBERS; i++)
        buf_printf(&numbers, "%sEP%dA1\n", i % 7 ? "" : "# bad line\n",
                   1000000 + i);
    buf_puts(&numbers, "EP1A1\nEP2A1\nEP3A1\nEP4A1\nEP5A1\n# bad line\n");
    CHECK_INT(search_pages_start_citing(&pages, &whole, 20,
                                        buf_slice(&numbers)),
              0);
    for (; search_pages_has_next(&pages); asked++) {
        CHECK_INT(search_pages_next(&pages, &page, &request), 0);
        CHECK_INT(search_pages_learn(&pages, &page, (struct slice){0}, 0), 0);
    }
    CHECK_INT(asked, SEARCHES);
    search_pages_end(&pages);
    CHECK_INT(search_pages_start_citing(&pages, &whole, 20,
                                        SLICE("# bad line\n")),
              0);
    CHECK(!search_pages_has_next(&pages));
    search_pages_end(&pages);
    buf_fini(&numbers);
}

TEST_MAIN({"a search of one query", a_search_of_one_query},
          {"what OPS does not serve is reported",
           what_ops_does_not_serve_is_reported},
          {"split by date", split_by_date},
          {"one day with too many", one_day_with_too_many},
          {"hits of no date are reported", hits_of_no_date_are_reported},
          {"no more than wanted", no_more_than_wanted},
          {"totals that do not agree", totals_that_do_not_agree},
          {"a failure of any page", a_failure_of_any_page},
          {"leaving at any page", leaving_at_any_page}, {"a count", a_count},
          {"all of a long list", all_of_a_long_list},
          {"a query too long to split", a_query_too_long_to_split})
