/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet-fixture.h"

#define DOCUMENT(attributes, inside)                                           \
    "<e:exchange-document " attributes "><e:bibliographic-data>"               \
    "<e:references-cited>" inside                                              \
    "</e:references-cited></e:bibliographic-data></e:exchange-document>"

#define EP1 "country='EP' doc-number='1000000' kind='A1' family-id='7'"
#define EP2 "country='EP' doc-number='1000000' kind='B1'"

#define PATENT                                                                       \
    "<e:citation cited-phase='national-search-report' cited-by='examiner'>"          \
    "<e:patcit><e:document-id document-id-type='epodoc'>"                            \
    "<e:doc-number>WO02054790</e:doc-number><e:name>IBM [US]</e:name>"               \
    "<e:date>20020711</e:date></e:document-id>" ID(                                  \
        "WO", "02054790", "A2",                                                      \
        "20020711") "</e:patcit>"                                                    \
                    "<e:category>Y</e:category><e:rel-claims>1-12,15</e:rel-claims>" \
                    "<e:category>A</e:category><e:rel-claims>13,14</e:rel-claims>"   \
                    "<e:rel-passage><e:passage>* abstract\t*</e:passage>"            \
                    "<e:passage>* figure 1\n*</e:passage></e:rel-passage></e:citation>"

#define LITERATURE                                                             \
    "<e:citation cited-phase='search' cited-by='applicant' office='EP'>"       \
    "<e:nplcit><e:text>- SOME, \"Title\",\n (2001)</e:text></e:nplcit>"        \
    "</e:citation>"

#define EPODOC_ONLY                                                            \
    "<e:citation><e:patcit><e:document-id document-id-type='epodoc'>"          \
    "<e:doc-number>XX77</e:doc-number></e:document-id></e:patcit></e:citation>"

#define HEADER                                                                 \
    "phase\tcategory\tby\tnumber\tdate\tname\ttext\tclaims\tpassages\t"        \
    "office\tciting\tremark\n"

static void patents_and_literature_are_rows(void)
{
    t_facet_is(
        FACET_CITATIONS, "EP1000000A1",
        ANSWER(DOCUMENT(EP1, PATENT LITERATURE EPODOC_ONLY)),
        HEADER
        "national-search-report\tY; A\texaminer\tWO2002054790A2\t"
        "2002-07-11\tIBM [US]\t\t1-12,15; 13,14\t"
        "* abstract *; * figure 1 *\t\tEP1000000A1\t\n"
        "search\t\tapplicant\t\t\t\tSOME, \xe2\x80\x9cTitle\xe2\x80\x9d, "
        "(2001)\t\t\tEP\tEP1000000A1\t\n"
        "\t\t\tXX77\t\t\t\t\t\t\tEP1000000A1\t\n");
}

static void none_is_a_header(void)
{
    t_facet_is(FACET_CITATIONS, "EP1000000A1", ANSWER(DOCUMENT(EP1, "")),
               HEADER);
    t_facet_is(FACET_CITATION_NAMES, "EP1000000A1",
               ANSWER(DOCUMENT(EP1, LITERATURE)), "");
}

static void a_list_is_one_table(void)
{
    t_facet_part(FACET_CITATIONS, "EP1000000A1", "header",
                 ANSWER(DOCUMENT(EP1, EPODOC_ONLY)),
                 "number\tphase\tcategory\tby\tcited\tdate\tname\ttext\t"
                 "claims\tpassages\toffice\tciting\tremark\n"
                 "EP1000000A1\t\t\t\tXX77\t\t\t\t\t\t\tEP1000000A1\t\n");
    t_facet_part(FACET_CITATIONS, "EP1000000A1", "rows",
                 ANSWER(DOCUMENT(EP1, EPODOC_ONLY)),
                 "EP1000000A1\t\t\t\tXX77\t\t\t\t\t\t\tEP1000000A1\t\n");
}

#define NPL(text)                                                              \
    "<e:citation cited-phase='s' cited-by='examiner'><e:nplcit><e:text>" text  \
    "</e:text></e:nplcit><e:category>XI</e:category></e:citation>"

/* What stands in its text as in the elements of a patent. */
static void literature_is_split(void)
{
    t_facet_is(
        FACET_CITATIONS, "EP1000000A1",
        ANSWER(DOCUMENT(
            EP1, NPL("- SOME ET AL, &quot;Title&quot; [online], (20060403), "
                     "XP031331350\n[X] 1,2,4-13\n* the whole document "
                     "*\n[I] 3") NPL("- OTHER [A] 1-6 * page 3 * * figure 2 *")
                     NPL("A [Y] of steel, 5&quot; wide") NPL("[A]")
                         NPL("B, (20069403) [X] 1 * open"))),
        HEADER
        "s\tX; I\texaminer\t\t2006-04-03\t\tSOME ET AL, "
        "\xe2\x80\x9cTitle\xe2\x80\x9d [online], (20060403), XP031331350\t"
        "1,2,4-13; 3\t* the whole document *\t\tEP1000000A1\t\n"
        "s\tA\texaminer\t\t\t\tOTHER\t1-6\t* page 3 *; * figure 2 *\t\t"
        "EP1000000A1\t\n"
        "s\tXI\texaminer\t\t\t\tA [Y] of steel, 5\xe2\x80\xb3 wide\t\t\t\t"
        "EP1000000A1\t\n"
        "s\tXI\texaminer\t\t\t\t[A]\t\t\t\tEP1000000A1\t\n"
        "s\tXI\texaminer\t\t20069403\t\tB, (20069403) [X] 1 * open\t\t\t\t"
        "EP1000000A1\t\n");
}

static void names_stand_once(void)
{
    t_facet_is(FACET_CITATION_NAMES, "EP1000000A1",
               ANSWER(DOCUMENT(EP1, PATENT) DOCUMENT(EP2, PATENT LITERATURE)),
               "WO2002054790A2\n");
}

static void publications_are_named_but_the_absent(void)
{
    t_facet_is(FACET_PUBLICATION_NAMES, "EP1000000A1",
               ANSWER("<e:exchange-documents>"
                      "<e:exchange-document country='EP' doc-number='9999999' "
                      "status='not found'/>" DOCUMENT(EP1, PATENT)
                          DOCUMENT(EP2, "")
                              DOCUMENT(EP1, "") "</e:exchange-documents>"),
               "EP1000000A1\nEP1000000B1\n");
}

static void another_answer_is_refused(void)
{
    t_facet_refused(FACET_CITATIONS, ANSWER("<w:patent-family/>"), -EBADMSG);
    t_facet_refused(FACET_CITATION_NAMES, ANSWER(""), -EBADMSG);
    t_facet_refused(FACET_PUBLICATION_NAMES, "<html/>", -EBADMSG);
    t_facet_refused(FACET_CITATIONS, "<cut", -EBADMSG);
}

static void a_recorded_search_report(void)
{
    char *body = t_facet_recorded("0258.xml");
    struct slice answer = slice_of(body ? body : "");
    const char *made;

    if (!body)
        return;
    made = t_facet_of(FACET_CITATIONS, "EP2400812A1", "", answer, 0);
    CHECK(t_is_table(made));
    CHECK_INT(t_count_lines(made), 7);
    CHECK(t_has_line(made,
                     "national-search-report\tA\texaminer\tUS2003060222A1\t"
                     "2003-03-27\tRUNE JOHAN [SE]\t\t1-15\t* figure 3 *; "
                     "* paragraphs [0004] - [0006] - [0014] , [0027] - "
                     "[0034] ** claims 1-20 *\t\tEP2400812A1\t"));
    made = t_facet_of(FACET_CITATION_NAMES, "EP2400812A1", "", answer, 0);
    CHECK_STR(made, "WO2002054790A2\nUS2003060222A1\nWO2003067954A2\n"
                    "US2004097263A1\nUS2004136338A1\nEP1542377A2\n");
    free(body);
}

TEST_MAIN({"literature is split", literature_is_split},
          {"patents and literature are rows", patents_and_literature_are_rows},
          {"none is a header", none_is_a_header},
          {"a list is one table", a_list_is_one_table},
          {"names stand once", names_stand_once},
          {"publications are named, but for absent ones",
           publications_are_named_but_the_absent},
          {"another answer is refused", another_answer_is_refused},
          {"a recorded search report", a_recorded_search_report})
