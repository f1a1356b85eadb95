/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register-fixture.h"

/* Macros stand for elements of a document; a formatter takes them apart. */
/* clang-format off */

static void the_latest_status_is_the_present_one(void)
{
    t_facet_is(FACET_STATUS, "EP2814089B1",
               CASE(STATUS("20141114", "Published") STATUS("20190920", "Last")
                        STATUS("20181012", "Granted"),
                    A1 B1 APPLICATION TITLES
                    "<g:dates-rights-effective>"
                    DATED("request-for-examination", "20140910")
                    "</g:dates-rights-effective>"
                    DATED("date-application-deemed-withdrawn", "20150101"),
                    ""),
               "Status: Last\n"
               "Status date: 2019-09-20\n"
               "Mention of grant: 2018-05-31\n"
               "Application: EP13717268\n"
               "Filing date: 2013-02-13\n"
               "Publication: EP2814089A1 2014-12-17\n"
               "Publication: EP2814089B1 2018-05-31\n"
               "Title: Thing\n"
               "Request for examination: 2014-09-10\n"
               "Application deemed withdrawn: 2015-01-01\n"
               "Earlier status: 2018-10-12 Granted\n"
               "Earlier status: 2014-11-14 Published\n");
}

static void a_status_alone_is_that_of_the_document(void)
{
    t_facet_is(FACET_STATUS, "EP2814089A1", CASE("", "", ""),
               "Status: Status of the document\n");
    t_facet_is(FACET_STATUS, "EP2814089A1", CASE(STATUS("", "Only"), "", ""),
               "Status: Only\n");
}

/* What has attributes only is a fact, too. */
static void an_element_without_a_date_has_its_gazette(void)
{
    t_facet_is(FACET_STATUS, "EP2814089A1",
               CASE("",
                    "<g:date-application-withdrawn-by-applicant "
                    "change-gazette-num='2015/53' change-date='20151230'/>"
                    "<g:date-application-refused change-gazette-num='N/P'/>"
                    "<g:dates-rights-effective><g:request-for-examination "
                    "change-gazette-num='2014/51'/></g:dates-rights-effective>",
                    ""),
               "Status: Status of the document\n"
               "Request for examination: gazette 2014/51\n"
               "Application withdrawn by applicant: 2015-12-30, gazette "
               "2015/53\n");
}

/* Its number has the office in it, and it stands beside. */
static void an_office_is_said_once(void)
{
    t_facet_is(FACET_STATUS, "EP2814089A1",
               CASE("",
                    "<g:application-reference><g:document-id><g:country>WO"
                    "</g:country><g:doc-number>WO2013EP53001</g:doc-number>"
                    "</g:document-id></g:application-reference>", ""),
               "Status: Status of the document\n"
               "Application: WO2013EP53001\n");
}

static void the_latest_gazette_names_the_proprietor(void)
{
    t_facet_is(FACET_PROPRIETOR, "EP2814089B1",
               CASE("", B1 "<g:parties>"
                    OWNERS("2014/51", "20141217", OWNER("Old AG", "all"))
                    OWNERS("2018/41", "20181012", OWNER("New AG", "all")
                           OWNER("Other", "as-indicated"))
                    "</g:parties>", ""),
               "Proprietor: New AG, Street 1, DE\n"
               "Proprietor: Other, Street 1, DE [as-indicated]\n"
               "Proprietor, gazette: 2018/41\n"
               "Proprietor, entered: 2018-10-12\n"
               "Earlier proprietor: Old AG, Street 1, DE\n"
               "Earlier proprietor, gazette: 2014/51\n"
               "Earlier proprietor, entered: 2014-12-17\n"
               "Note: later transfers may be in the national registers "
               "only\n");
}

static void before_grant_there_are_applicants(void)
{
    t_facet_is(FACET_PROPRIETOR, "EP2814089A1",
               CASE("", A1 "<g:parties>"
                    OWNERS("2014/51", "20141217", OWNER("Old AG", "all"))
                    "</g:parties>", ""),
               "Applicant: Old AG, Street 1, DE\n"
               "Applicant, gazette: 2014/51\n"
               "Applicant, entered: 2014-12-17\n");
    t_facet_is(FACET_PROPRIETOR, "EP2814089A1", CASE("", A1, ""), "");
}

#define COMPUTED                                                               \
    " (computed: nine months after the mention of grant; days on which the "   \
    "office is closed are not considered)\n"

static void the_end_of_the_period_is_computed(void)
{
    t_facet_is(FACET_OPPOSITION, "EP2814089B1",
               CASE("", A1 B2 B1
                    "<g:opposition-data change-gazette-num='2019/42'>"
                    DATED("opposition-not-filed", "20190815")
                    "</g:opposition-data>", ""),
               "Mention of grant: 2018-05-31\n"
               "Opposition period from: 2018-05-31\n"
               "Opposition period to: 2019-02-28" COMPUTED
               "No opposition filed within time limit: 2019-08-15\n"
               "Status: Status of the document\n");
}

#define OPPONENT(date, name)                                                   \
    "<g:opponent>" DATED("date-opposition-filed", date)                        \
    BOOK(name, "Street 2", "FR") "<g:agent>" BOOK("Agents", "x", "DE")         \
    "</g:agent></g:opponent>"

static void oppositions_are_shown(void)
{
    t_facet_is(FACET_OPPOSITION, "EP2814089B1",
               CASE("", B1
                    "<g:opposition-data change-gazette-num='2018/50'>"
                    OPPONENT("20180901", "One SA") "</g:opposition-data>"
                    "<g:opposition-data change-gazette-num='2019/10'>"
                    OPPONENT("20180901", "One SA")
                    OPPONENT("20190227", "Two SA") "</g:opposition-data>",
                    "<g:procedural-data>"
                    STEP("OBSO", "opposition",
                         STEP_TEXT("STEP_DESCRIPTION", "Communication")
                         STEP_DATE("DATE_OF_DISPATCH", "20190401"))
                    STEP("RFEE", "undefined", "") "</g:procedural-data>"),
               "Mention of grant: 2018-05-31\n"
               "Opposition period from: 2018-05-31\n"
               "Opposition period to: 2019-02-28" COMPUTED
               "Opposition filed: 2018-09-01 One SA, Street 2, FR; "
               "represented by Agents\n"
               "Opposition filed: 2019-02-27 Two SA, Street 2, FR; "
               "represented by Agents\n"
               "Opposition step: 2019-04-01 OBSO Communication\n"
               "Status: Status of the document\n");
}

static void without_a_grant_there_is_no_period(void)
{
    t_facet_is(FACET_OPPOSITION, "EP2814089A1", CASE("", A1, ""),
               "Mention of grant: none in the register\n"
               "Status: Status of the document\n");
}

static void unitary_effect_is_shown(void)
{
    t_facet_is(FACET_UPP, "EP4100001B1",
               CASE("", B1,
                    "<g:unitary-patent><g:unitary-patent-statuses>"
                    "<g:unitary-patent-status change-date='20230606'>Request "
                    "filed</g:unitary-patent-status><g:unitary-patent-status "
                    "change-date='20230607'>Registered"
                    "</g:unitary-patent-status></g:unitary-patent-statuses>"
                    "<g:procedural-data>"
                    STEP("URRE", "x", STEP_DATE("DATE_OF_REQUEST", "20230601"))
                    "</g:procedural-data><g:states-covered>AT BE"
                    "</g:states-covered></g:unitary-patent>"),
               "Unitary patent: Registered\n"
               "Unitary patent date: 2023-06-07\n"
               "Unitary step: 2023-06-01 URRE\n"
               "States covered: AT BE\n"
               "Earlier status: 2023-06-06 Request filed\n");
    t_facet_is(FACET_UPP, "EP2814089B1", CASE("", B1, ""),
               "Unitary patent: no entry in the register\n");
}

static void another_answer_is_refused(void)
{
    static const enum facet facets[] = {FACET_STATUS, FACET_PROPRIETOR,
                                        FACET_OPPOSITION, FACET_UPP};

    for (size_t i = 0; i < sizeof(facets) / sizeof(facets[0]); i++) {
        t_facet_refused(facets[i], ANSWER("<w:biblio-search/>"), -EBADMSG);
        t_facet_refused(facets[i], REGISTER(""), -EBADMSG);
    }
}

static void a_recorded_case(void)
{
    char *body = t_facet_recorded("0278.xml");
    struct slice answer = slice_of(body ? body : "");
    const char *made;

    if (!body)
        return;
    made = t_facet_of(FACET_STATUS, "EP2400812B1", "", answer, 0);
    CHECK(t_has_line(made, "Status: No opposition filed within time limit"));
    CHECK(t_has_line(made, "Status date: 2020-10-02"));
    made = t_facet_of(FACET_PROPRIETOR, "EP2400812B1", "", answer, 0);
    CHECK(t_has_line(made, "Proprietor: 9Solutions Oy, Elektroniikkatie 2, 90590 "
                           "Oulu, FI"));
    CHECK(t_has_line(made, "Proprietor, gazette: 2019/47"));
    made = t_facet_of(FACET_OPPOSITION, "EP2400812B1", "", answer, 0);
    CHECK(strstr(made, "\nOpposition period to: 2020-08-27 (computed"));
    CHECK(t_has_line(made, "No opposition filed within time limit: 2020-08-28"));
    free(body);
}

TEST_MAIN({"an element without a date has its gazette",
 an_element_without_a_date_has_its_gazette},
{"an office is said once", an_office_is_said_once},
          {"the latest status is the present one",
           the_latest_status_is_the_present_one},
          {"a status alone is that of the document",
           a_status_alone_is_that_of_the_document},
          {"the latest gazette names the proprietor",
           the_latest_gazette_names_the_proprietor},
          {"before grant there are applicants",
           before_grant_there_are_applicants},
          {"the end of the period is computed",
           the_end_of_the_period_is_computed},
          {"oppositions are shown", oppositions_are_shown},
          {"without a grant there is no period",
           without_a_grant_there_is_no_period},
          {"unitary effect is shown", unitary_effect_is_shown},
          {"another answer is refused", another_answer_is_refused},
          {"a recorded case", a_recorded_case})
