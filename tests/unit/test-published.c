/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/published.h"

#include "check.h"
#include "doc/changes.h"

#include <string.h>

#define WALL ((int64_t)1700000000) /* 2023-11-14T22:13:20Z */
#define NAMES "EP1000000A1\nEP2814089B1\nEP2814089B9\nEP3000001A2\nEPx\nB1\n"
#define LIST "EP2814089B1\n# line 2\tx\tnot a number\nUS9123456B2\nEP3000001\n"

static char text[4096];

static const char *merged(const char *before, const struct published_day *days,
                          size_t count)
{
    struct slice known = {before, before ? strlen(before) : 0};
    struct buf to = BUF_INIT(sizeof(text) - 1);

    CHECK_INT(published_merge(SLICE(LIST), known, days, count, WALL, &to), 0);
    snprintf(text, sizeof(text), "%s", buf_text(&to));
    buf_fini(&to);
    return text;
}

static void the_first_week_is_the_beginning(void)
{
    const struct published_day day = {SLICE("2023-11-08"), SLICE(NAMES)};

    CHECK_STR(merged(NULL, &day, 1),
              "2023-11-08\n" CHANGES_HEADER
              "(2023-11-14T22:13:20Z)\tEP2814089B1\tpublished\t2023-11-08\tB9\t"
              "EP2814089B9\t\n"
              "(2023-11-14T22:13:20Z)\tEP3000001\tpublished\t2023-11-08\tA2\t"
              "EP3000001A2\t\n");
}

/* The newest week stands first, and what was there stays. */
static void later_weeks_are_news(void)
{
    const struct published_day days[] = {
        {SLICE("2023-11-01"), SLICE("EP3000001B1\n")},
        {SLICE("2023-11-08"), SLICE("")},
        {SLICE("2023-11-15"), SLICE("EP3000001B8\n")},
    };

    CHECK_STR(merged("2023-10-25\n" CHANGES_HEADER "old\n", days, 3),
              "2023-11-15\n" CHANGES_HEADER
              "2023-11-14T22:13:20Z\tEP3000001\tpublished\t2023-11-15\tB8\t"
              "EP3000001B8\t\n"
              "2023-11-14T22:13:20Z\tEP3000001\tpublished\t2023-11-01\tB1\t"
              "EP3000001B1\t\nold\n");
}

static void no_week_changes_nothing(void)
{
    static const char before[] = "2023-10-25\n" CHANGES_HEADER "old\n";

    CHECK_STR(merged(before, NULL, 0), before);
}

static void what_is_remembered_may_be_rubbish(void)
{
    const struct published_day day = {SLICE("2023-11-08"), SLICE(NAMES)};
    struct slice last, table;

    CHECK(strstr(merged("", &day, 1), "2023-11-08\n" CHANGES_HEADER) == text);
    published_read(SLICE("\n"), &last, &table);
    CHECK_INT(last.len + table.len, 0);
}

static void only_ep_numbers_need_it(void)
{
    CHECK(published_has_ep(SLICE(LIST)));
    CHECK(!published_has_ep(SLICE("US9123456B2\n# EP\n")));
    CHECK(!published_has_ep(SLICE("")));
}

TEST_MAIN({"the first week is the beginning", the_first_week_is_the_beginning},
          {"later weeks are news", later_weeks_are_news},
          {"no week changes nothing", no_week_changes_nothing},
          {"what is remembered may be rubbish",
           what_is_remembered_may_be_rubbish},
          {"only EP numbers need it", only_ep_numbers_need_it})
