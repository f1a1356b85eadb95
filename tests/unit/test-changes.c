/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/changes.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

#define DAY ((int64_t)24 * 60 * 60)
#define BEGIN ((int64_t)1700000000) /* 2023-11-14T22:13:20Z */
#define LEGAL "date\tcountry\tcode\tdescription\n"
#define EVENTS "date\tcode\tdescription\n"

static char known[65536];

/* What is known after a reading of the two tables; NULL: it could not be
 * had. */
static const char *read_at(int64_t wall, const char *legal, const char *events)
{
    struct buf to = BUF_INIT(sizeof(known) - 1);
    struct changes_table tables[] = {
        {.what = "legal",
         .date = "date",
         .code = "code",
         .text = "description",
         .table.at = legal},
        {.what = "register",
         .date = "date",
         .code = "code",
         .text = "description",
         .table.at = events},
    };
    struct slice before = {known[0] ? known : NULL, strlen(known)};

    tables[0].table.len = legal ? strlen(legal) : 0;
    tables[1].table.len = events ? strlen(events) : 0;
    CHECK_INT(changes_merge(SLICE("EP1A1"), before, tables, 2, wall, &to), 0);
    snprintf(known, sizeof(known), "%s", buf_text(&to));
    buf_fini(&to);
    return known;
}

static void begin(void)
{
    known[0] = '\0';
}

static void the_first_reading_is_no_news(void)
{
    begin();
    CHECK_STR(
        read_at(BEGIN,
                LEGAL "2020-01-02\tEP\tAK\tstates\n"
                      "2021-03-04\tEP\tPG25\tlapsed\n",
                EVENTS "2020-05-06\t0009012\tpublished\n"),
        CHANGES_HEADER
        "(2023-11-14T22:13:20Z)\tEP1A1\tlegal\t2021-03-04\tPG25\tlapsed\t\n"
        "(2023-11-14T22:13:20Z)\tEP1A1\tregister\t2020-05-06\t0009012\t"
        "published\t\n"
        "(2023-11-14T22:13:20Z)\tEP1A1\tlegal\t2020-01-02\tAK\tstates\t\n");
}

static void what_is_new_comes_first(void)
{
    begin();
    read_at(BEGIN, LEGAL "2020-01-02\tEP\tAK\tstates\n", EVENTS);
    CHECK_STR(
        read_at(BEGIN + DAY,
                LEGAL "2021-03-04\tEP\tPG25\tlapsed\n"
                      "2020-01-02\tEP\tAK\tstates\n",
                EVENTS),
        CHANGES_HEADER
        "2023-11-15T22:13:20Z\tEP1A1\tlegal\t2021-03-04\tPG25\tlapsed\t\n"
        "(2023-11-14T22:13:20Z)\tEP1A1\tlegal\t2020-01-02\tAK\tstates\t\n");
}

static void nothing_new_changes_nothing(void)
{
    static const char legal[] = LEGAL "2020-01-02\tEP\tAK\tstates\n"
                                      "2020-01-02\tEP\tAK\tstates\n";
    char before[1024];

    begin();
    snprintf(before, sizeof(before), "%s", read_at(BEGIN, legal, EVENTS));
    CHECK_STR(read_at(BEGIN + DAY, legal, EVENTS), before);
    CHECK_STR(read_at(BEGIN + 2 * DAY, legal, EVENTS), before);
}

static void what_goes_is_reported_once(void)
{
    char after[1024];

    begin();
    read_at(BEGIN, LEGAL "2020-01-02\tEP\tAK\tstates\n", EVENTS);
    snprintf(after, sizeof(after), "%s", read_at(BEGIN + DAY, LEGAL, EVENTS));
    CHECK_STR(
        after, CHANGES_HEADER
        "2023-11-15T22:13:20Z\tEP1A1\tlegal gone\t2020-01-02\tAK\tstates\t\n"
        "(2023-11-14T22:13:20Z)\tEP1A1\tlegal\t2020-01-02\tAK\tstates\t\n");
    CHECK_STR(read_at(BEGIN + 2 * DAY, LEGAL, EVENTS), after);
}

static void what_comes_back_is_news(void)
{
    static const char legal[] = LEGAL "2020-01-02\tEP\tAK\tstates\n";

    begin();
    read_at(BEGIN, legal, EVENTS);
    read_at(BEGIN + DAY, LEGAL, EVENTS);
    read_at(BEGIN + 2 * DAY, legal, EVENTS);
    CHECK_STR(
        read_at(BEGIN + 3 * DAY, legal, EVENTS), CHANGES_HEADER
        "2023-11-16T22:13:20Z\tEP1A1\tlegal\t2020-01-02\tAK\tstates\t\n"
        "2023-11-15T22:13:20Z\tEP1A1\tlegal gone\t2020-01-02\tAK\tstates\t\n"
        "(2023-11-14T22:13:20Z)\tEP1A1\tlegal\t2020-01-02\tAK\tstates\t\n");
}

static void what_could_not_be_had_is_not_gone(void)
{
    char before[1024];

    begin();
    snprintf(before, sizeof(before), "%s",
             read_at(BEGIN, LEGAL "2020-01-02\tEP\tAK\tstates\n",
                     EVENTS "2020-05-06\t0009012\tpublished\n"));
    CHECK_STR(read_at(BEGIN + DAY, NULL, NULL), before);
}

static void nothing_at_first_is_a_beginning_too(void)
{
    begin();
    CHECK_STR(read_at(BEGIN, NULL, NULL), CHANGES_HEADER);
    CHECK_STR(read_at(BEGIN + DAY, LEGAL "2020-01-02\tEP\tAK\tstates\n",
                      EVENTS),
              CHANGES_HEADER
              "2023-11-15T22:13:20Z\tEP1A1\tlegal\t2020-01-02\tAK\tstates\t\n");
}

/* Columns are found by their names, and what is missing is empty. */
static void columns_may_move(void)
{
    begin();
    CHECK_STR(read_at(BEGIN, "description\tdate\nlapsed\t2020-01-02\nshort\n",
                      NULL),
              CHANGES_HEADER
              "(2023-11-14T22:13:20Z)\tEP1A1\tlegal\t2020-01-02\t\tlapsed\t\n"
              "(2023-11-14T22:13:20Z)\tEP1A1\tlegal\t\t\tshort\t\n");
}

static void what_is_known_may_be_rubbish(void)
{
    begin();
    strcpy(known, "x\n\n\t\t\n gone\t gone\t gone\nEP1A1");
    read_at(BEGIN, LEGAL "2020-01-02\tEP\tAK\tstates\n", EVENTS);
    CHECK(strstr(known, "\n2023-11-14T22:13:20Z\tEP1A1\tlegal\t2020") != NULL);
}

/* What is known of a search after a page of hits; `part`: there are more. */
static const char *found_at(int64_t wall, const char *hits, bool part)
{
    struct buf to = BUF_INIT(sizeof(known) - 1);
    struct changes_table table = {.what = CHANGES_HIT,
                                  .number = "number",
                                  .date = "date",
                                  .code = "kind",
                                  .text = "title",
                                  .table = slice_of(hits),
                                  .is_part = part};
    struct slice before = {known[0] ? known : NULL, strlen(known)};

    CHECK_INT(changes_merge(SLICE(""), before, &table, 1, wall, &to), 0);
    snprintf(known, sizeof(known), "%s", buf_text(&to));
    buf_fini(&to);
    return known;
}

#define HITS "date\tnumber\tkind\ttitle\n"

/* A title that was mended is no news, and a hit of a page that was not read is
 * not gone. */
static void a_hit_is_known_by_its_number(void)
{
    begin();
    found_at(BEGIN, HITS "2020-01-02\tEP1A1\tA1\tOne\n", false);
    found_at(BEGIN + DAY,
             HITS "2020-01-03\tEP2A1\tA1\tTwo\n2020-01-02\tEP1A1\tA1\tUn\n",
             false);
    CHECK(changes_know(slice_of(known), SLICE("EP1A1")));
    CHECK(!changes_know(slice_of(known), SLICE("EP1A")));
    found_at(BEGIN + 2 * DAY, HITS "2020-01-03\tEP2A1\tA1\tTwo\n", true);
    CHECK_STR(found_at(BEGIN + 3 * DAY, HITS "2020-01-02\tEP1A1\tA1\tOne\n",
                       false),
              CHANGES_HEADER
              "2023-11-17T22:13:20Z\tEP2A1\thit gone\t2020-01-03\tA1\tTwo\t\n"
              "2023-11-15T22:13:20Z\tEP2A1\thit\t2020-01-03\tA1\tTwo\t\n"
              "(2023-11-14T22:13:20Z)\tEP1A1\thit\t2020-01-02\tA1\tOne\t\n");
}

static void several_patents_are_one_table(void)
{
    const struct slice tables[] = {
        SLICE(CHANGES_HEADER "2023-11-15\ta\n(2023-11-14)\tb\n"),
        SLICE(CHANGES_HEADER),
        SLICE(CHANGES_HEADER "2023-11-16\tc\n2023-11-15\td\n"),
    };
    struct buf to = BUF_INIT(SIZE_MAX);

    CHECK_INT(changes_join(tables, 3, &to), 0);
    CHECK_STR(buf_text(&to), CHANGES_HEADER "2023-11-16\tc\n2023-11-15\ta\n"
                                            "2023-11-15\td\n(2023-11-14)\tb\n");
    buf_reset(&to);
    CHECK_INT(changes_join(NULL, 0, &to), 0);
    CHECK_STR(buf_text(&to), CHANGES_HEADER);
    buf_fini(&to);
}

TEST_MAIN({"the first reading is no news", the_first_reading_is_no_news},
          {"what is new comes first", what_is_new_comes_first},
          {"nothing new changes nothing", nothing_new_changes_nothing},
          {"what goes is reported once", what_goes_is_reported_once},
          {"what comes back is news", what_comes_back_is_news},
          {"what could not be had is not gone",
           what_could_not_be_had_is_not_gone},
          {"nothing at first is a beginning too",
           nothing_at_first_is_a_beginning_too},
          {"columns may move", columns_may_move},
          {"what is known may be rubbish", what_is_known_may_be_rubbish},
          {"a hit is known by its number", a_hit_is_known_by_its_number},
          {"several patents are one table", several_patents_are_one_table})
