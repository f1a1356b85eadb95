/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet-fixture.h"

#define FAMILY(attributes, inside)                                             \
    ANSWER("<w:patent-family " attributes "><w:publication-reference>" ID(     \
        "EP", "1000000", "A1", "") "</w:publication-reference>" inside         \
                                   "</w:patent-family>")

#define MEMBER(family, id, more)                                               \
    "<w:family-member family-id='" family "'><e:publication-reference>" id     \
    "</e:publication-reference>" more "</w:family-member>"

#define APPLICATION                                                            \
    "<e:application-reference>" ID("EP", "99203729", "A",                      \
                                   "19991108") "</e:application-reference>"

#define CLAIM(country, number, date)                                           \
    "<e:priority-claim>" ID(country, number, "A", date) "</e:priority-claim>"

#define ABSENT "<e:exchange-document status='not found'/>"

#define FOUR                                                                   \
    MEMBER("7", ID("EP", "1000000", "A1", "20000517"),                         \
           APPLICATION CLAIM("US", "12", "19990101")                           \
               CLAIM("NL", "1010536", "19981112"))                             \
    MEMBER("8", ID("US", "6093011", "A", "20000725"), "")                      \
    MEMBER("7", ID("EP", "1000000", "B1", "20030212"), "")                     \
    MEMBER("7", ID("AT", "232441", "T", "20030215"), ABSENT)

#define HEADER                                                                 \
    "country\tnumber\tkind\tdate\tpriority\tpriority-date\tapplication\t"      \
    "filed\tfamily-id\tstatus\tremark\n"

#define ROWS                                                                   \
    "EP\tEP1000000A1\tA1\t2000-05-17\tUS12A; NL1010536A\t1998-11-12\t"         \
    "EP99203729A\t1999-11-08\t7\t\t\n"                                         \
    "US\tUS6093011A\tA\t2000-07-25\t\t\t\t\t8\t\t\n"                           \
    "EP\tEP1000000B1\tB1\t2003-02-12\t\t\t\t\t7\t\t\n"                         \
    "AT\tAT232441T\tT\t2003-02-15\t\t\t\t\t7\tnot found\t\n"

static void members_are_rows(void)
{
    t_facet_is(FACET_FAMILY, "EP1000000A1", FAMILY("", FOUR), HEADER ROWS);
}

static void a_cut_family_says_so(void)
{
    t_facet_is(FACET_FAMILY, "EP1000000A1",
               FAMILY("truncatedFamily='true' total-result-count='597'", FOUR),
               HEADER ROWS "\tEP1000000A1\t\t\t\t\t\t\t\t\tOPS cut this "
                           "family short: 4 members of 597 are here\n");
    t_facet_part(FACET_FAMILY, "EP1000000A1", "header",
                 FAMILY("truncatedFamily='true' total-result-count='9'", ""),
                 "number\tcountry\tmember\tkind\tdate\tpriority\t"
                 "priority-date\tapplication\tfiled\tfamily-id\tstatus\t"
                 "remark\n"
                 "EP1000000A1\t\t\t\t\t\t\t\t\t\t\tOPS cut this "
                 "family short: 0 members of 9 are here\n");
}

static void none_is_a_header(void)
{
    t_facet_is(FACET_FAMILY, "EP1000000A1", FAMILY("", ""), HEADER);
    t_facet_is(FACET_FAMILY_EXTENDED_NAMES, "EP1000000A1", FAMILY("", ""), "");
}

static void the_extended_one_is_all_that_are_there(void)
{
    t_facet_is(FACET_FAMILY_EXTENDED_NAMES, "EP1000000A1", FAMILY("", FOUR),
               "EP1000000A1\nUS6093011A\nEP1000000B1\n");
}

static void the_simple_one_is_that_of_the_subject(void)
{
    t_facet_is(FACET_FAMILY_SIMPLE_NAMES, "EP1000000A1", FAMILY("", FOUR),
               "EP1000000A1\nEP1000000B1\n");
    t_facet_is(FACET_FAMILY_SIMPLE_NAMES, "US6093011A", FAMILY("", FOUR),
               "US6093011A\n");
    t_facet_is(FACET_FAMILY_SIMPLE_NAMES, "EP1000000", FAMILY("", FOUR),
               "EP1000000A1\nEP1000000B1\n");
    t_facet_is(FACET_FAMILY_SIMPLE_NAMES, "EP100000", FAMILY("", FOUR), "");
    t_facet_is(FACET_FAMILY_SIMPLE_NAMES, "", FAMILY("", FOUR), "");
}

static void another_answer_is_refused(void)
{
    static const enum facet facets[] = {FACET_FAMILY, FACET_FAMILY_SIMPLE_NAMES,
                                        FACET_FAMILY_EXTENDED_NAMES};

    for (size_t i = 0; i < 3; i++) {
        t_facet_refused(facets[i], ANSWER("<w:biblio-search/>"), -EBADMSG);
        t_facet_refused(facets[i], "<patent-family/>", -EBADMSG);
    }
}

static void a_recorded_family(void)
{
    char *body = t_facet_recorded("0055.xml");
    struct slice answer = slice_of(body ? body : "");
    const char *made;

    if (!body)
        return;
    made = t_facet_of(FACET_FAMILY, "WO2009085664A2", "", answer, 0);
    CHECK(t_is_table(made));
    CHECK_INT(t_count_lines(made), 21);
    CHECK(t_has_line(made,
                     "TW\tTWI452476B\tB\t2014-09-11\tUS96495207A\t2007-12-27\t"
                     "TW97145995A\t2008-11-27\t40799763\t\t"));
    made = t_facet_of(FACET_FAMILY_SIMPLE_NAMES, "WO2009085664A2", "", answer,
                      0);
    CHECK_INT(t_count_lines(made), 20);
    CHECK(t_has_line(made, "US9442982B2"));
    free(body);
}

TEST_MAIN({"members are rows", members_are_rows},
          {"a cut family says so", a_cut_family_says_so},
          {"none is a header", none_is_a_header},
          {"the extended one is all that are there",
           the_extended_one_is_all_that_are_there},
          {"the simple one is that of the subject",
           the_simple_one_is_that_of_the_subject},
          {"another answer is refused", another_answer_is_refused},
          {"a recorded family", a_recorded_family})
