/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet-fixture.h"

/* clang-format off */

#define SEARCH(total, inside)                                                  \
    ANSWER("<w:biblio-search total-result-count='" total "'><w:search-result>" \
           inside "</w:search-result></w:biblio-search>")

#define BARE(country, number, kind)                                            \
    "<w:publication-reference family-id='5'>"                                  \
    ID(country, number, kind, "") "</w:publication-reference>"

#define TITLE(lang, text)                                                      \
    "<e:invention-title lang='" lang "'>" text "</e:invention-title>"

#define APPLICANT(form, name)                                                  \
    "<e:applicant data-format='" form "'><e:applicant-name><e:name>" name      \
    "</e:name></e:applicant-name></e:applicant>"

#define HIT(number, parties, titles)                                           \
    "<e:exchange-documents><e:exchange-document country='EP' kind='A1' "       \
    "family-id='7' doc-number='" number "'><e:bibliographic-data>"             \
    "<e:publication-reference>" ID("EP", number, "A1", "20200102")             \
    "</e:publication-reference><e:application-reference>"                      \
    ID("EP", "18123456", "A", "") "</e:application-reference><e:parties>"      \
    "<e:applicants>" parties "</e:applicants></e:parties>" titles              \
    "</e:bibliographic-data></e:exchange-document></e:exchange-documents>"

#define FIRST                                                                  \
    HIT("3500001",                                                             \
        APPLICANT("epodoc", "EXAMPLE\xE2\x80\x82[DE]\n")                       \
            APPLICANT("original", "Example, ") APPLICANT("epodoc", "OTHER"),   \
        TITLE("de", "Ein Ding") TITLE("en", "A\tthing"))
#define SECOND                                                                 \
    HIT("3500002", APPLICANT("original", "Example GmbH, "),                      \
        TITLE("fr", "Une chose"))
#define ABSENT                                                                 \
    "<e:exchange-documents><e:exchange-document country='XX' "                 \
    "doc-number='1' status='not found'/></e:exchange-documents>"

#define HEADER                                                                 \
    "date\tnumber\tkind\tapplicant\ttitle\tfamily-id\tapplication\t"          \
    "filed\tpriority\tinventors\tipc\tcpc\tpriorities\tabstract\tremark\n"

/* clang-format on */

static void a_hit_is_a_row_and_a_name(void)
{
    t_facet_is(FACET_HITS, "ti=thing", SEARCH("4", FIRST SECOND FIRST),
               HEADER
               "2020-01-02\tEP3500001A1\tA1\tEXAMPLE [DE]; OTHER\tA thing\t7\t"
               "EP18123456A\t\t\t\t\t\t\t\t\n"
               "2020-01-02\tEP3500002A1\tA1\tExample GmbH\tUne chose\t7\t"
               "EP18123456A\t\t\t\t\t\t\t\t\n"
               "2020-01-02\tEP3500001A1\tA1\tEXAMPLE [DE]; OTHER\tA thing\t7\t"
               "EP18123456A\t\t\t\t\t\t\t\t\n");
    t_facet_is(FACET_HIT_NAMES, "ti=thing", SEARCH("4", FIRST SECOND FIRST),
               "EP3500001A1\nEP3500002A1\n");
}

static void a_bare_hit_is_one_too(void)
{
    t_facet_is(FACET_HITS, "ti=thing", SEARCH("1", BARE("WO", "9831467", "A1")),
               HEADER "\tWO1998031467A1\tA1\t\t\t5\t\t\t\t\t\t\t\t\t\n");
    t_facet_is(FACET_HIT_NAMES, "ti=thing",
               SEARCH("1", BARE("WO", "9831467", "A1")), "WO1998031467A1\n");
}

static void the_absent_have_a_row_and_no_name(void)
{
    t_facet_is(FACET_HITS, "q", SEARCH("1", ABSENT),
               HEADER "\tXX1\t\t\t\t\t\t\t\t\t\t\t\t\t\n");
    t_facet_is(FACET_HIT_NAMES, "q", SEARCH("1", ABSENT), "");
}

static void none_is_a_header(void)
{
    t_facet_is(FACET_HITS, "q", SEARCH("0", ""), HEADER);
    t_facet_is(FACET_HITS, "q", ANSWER("<w:biblio-search/>"), HEADER);
    t_facet_is(FACET_HIT_NAMES, "q", SEARCH("0", ""), "");
}

static void a_count_is_a_number(void)
{
    t_facet_is(FACET_COUNT, "q", SEARCH("0", ""), "0\n");
    t_facet_is(FACET_COUNT, "q", SEARCH("2000", FIRST), "2000\n");
    t_facet_is(FACET_COUNT, "q", SEARCH("2001", FIRST), "2001\n");
    t_facet_is(FACET_COUNT, "q", SEARCH("10000", FIRST), "10000\n");
    t_facet_is(FACET_COUNT, "q", REGISTER(""), "1\n");
}

static void another_answer_is_refused(void)
{
    t_facet_refused(FACET_HITS, ANSWER("<w:patent-family/>"), -EBADMSG);
    t_facet_refused(FACET_HIT_NAMES, ANSWER(""), -EBADMSG);
    t_facet_refused(FACET_COUNT, ANSWER(""), -EBADMSG);
    t_facet_refused(FACET_COUNT, SEARCH("many", ""), -EBADMSG);
    t_facet_refused(FACET_COUNT, ANSWER("<w:biblio-search/>"), -EBADMSG);
}

static void a_recorded_page_of_a_hundred(void)
{
    char *body = t_facet_recorded("0198.xml");
    struct slice answer = slice_of(body ? body : "");
    const char *made;

    if (!body)
        return;
    made = t_facet_of(FACET_HITS, "ti=plastic", "", answer, 0);
    CHECK(t_is_table(made));
    CHECK_INT(t_count_lines(made), 101);
    CHECK(t_has_line(made,
                     "\tWO2022164460A1\tA1\t\t\t82654750\t\t\t\t\t\t\t\t\t"));
    made = t_facet_of(FACET_HIT_NAMES, "ti=plastic", "", answer, 0);
    CHECK_INT(t_count_lines(made), 100);
    CHECK(strncmp(made, "WO2022164460A1\nWO2022163404A1\n", 30) == 0);
    free(body);
}

static void a_recorded_page_with_biblio(void)
{
    char *body = t_facet_recorded("0272.xml");
    struct slice answer = slice_of(body ? body : "");
    const char *made;

    if (!body)
        return;
    made = t_facet_of(FACET_HITS, "pa=Siemens", "", answer, 0);
    CHECK(t_is_table(made));
    CHECK(strstr(made, "2025-10-20\tDK3740998T3\tT3\tSIEMENS ENERGY AS [NO]\t"
                       "ENERGILAGRINGSSYSTEM\t61256235\tDK19702186T\t\t"
                       "2018-01-17\tBERGE TORE [NO]; SKJETNE ARVE [NO]; "));
    CHECK(strstr(made, "\tH01M 10/613; H01M 10/647; H01M 10/653; "));
    free(body);
}

TEST_MAIN({"a hit is a row and a name", a_hit_is_a_row_and_a_name},
          {"a bare hit is one, too", a_bare_hit_is_one_too},
          {"the absent have a row and no name",
           the_absent_have_a_row_and_no_name},
          {"none is a header", none_is_a_header},
          {"a count is a number", a_count_is_a_number},
          {"another answer is refused", another_answer_is_refused},
          {"a recorded page of a hundred", a_recorded_page_of_a_hundred},
          {"a recorded page with biblio", a_recorded_page_with_biblio})
