/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register-fixture.h"

/* Macros stand for elements of a document; a formatter takes them apart. */
/* clang-format off */

#define EVENT(date, code, text, gazette)                                       \
    "<g:events-data><g:dossier-event>" DATED("event-date", date)               \
    "<g:event-code>" code "</g:event-code><g:event-text>" text                 \
    "</g:event-text>" gazette "</g:dossier-event></g:events-data>"

#define GAZETTE                                                                \
    "<g:gazette-reference><g:gazette-num>2022/32</g:gazette-num>"              \
    "<g:date>20220810</g:date></g:gazette-reference>"

#define EVENTS_HEADER "date\tcode\tdescription\tgazette\tgazette-date\tnumber\tremark\n"
#define STEPS_HEADER                                                           \
    "date\tcode\tphase\tdescription\tdetail\tdates\ttime-limit\tresult\tnumber\tremark\n"
#define STATES_HEADER "country\tbasis\tlapsed\tlapse-gazette\tnumber\tremark\n"
#define HITS_HEADER                                                            \
    "date\tnumber\tkind\tapplicant\ttitle\tstatus\tapplication\tremark\n"

static void events_are_rows(void)
{
    t_facet_is(FACET_EVENTS, "EP2814089B1",
               CASE("", "", EVENT("20111202", "EPI", "New\n entry", "")
                    EVENT("20220708", "0009250", "Lapse", GAZETTE)),
               EVENTS_HEADER
               "2022-07-08\t0009250\tLapse\t2022/32\t2022-08-10\tEP2814089B1\t\n"
               "2011-12-02\tEPI\tNew entry\t\t\tEP2814089B1\t\n");
    t_facet_is(FACET_EVENTS, "EP2814089B1", CASE("", "", ""), EVENTS_HEADER);
}

static void steps_are_rows(void)
{
    t_facet_is(FACET_STEPS, "EP2814089B1",
               CASE("", "", "<g:procedural-data>"
                    STEP("PROL", "examination",
                         STEP_TEXT("STEP_DESCRIPTION", "Language")
                         STEP_TEXT("procedure language", "en"))
                    STEP("EXRE", "examination",
                         STEP_TEXT("STEP_DESCRIPTION", "Communication")
                         STEP_DATE("DATE_OF_DISPATCH", "20170201")
                         STEP_DATE("DATE_OF_REPLY", "20170601")
                         "<g:time-limit time-limit-unit='months'>04"
                         "</g:time-limit><g:procedural-step-result>Granted"
                         "</g:procedural-step-result>")
                    "</g:procedural-data>"),
               STEPS_HEADER
               "2017-02-01\tEXRE\texamination\tCommunication\t\t"
               "date of dispatch: 2017-02-01; date of reply: 2017-06-01\t"
               "04 months\tGranted\tEP2814089B1\t\n"
               "\tPROL\texamination\tLanguage\tprocedure language: en\t\t\t\tEP2814089B1\t\n");
    t_facet_is(FACET_STEPS, "EP2814089B1", CASE("", "", ""), STEPS_HEADER);
}

static void states_are_those_of_the_latest_gazette(void)
{
    t_facet_is(FACET_STATES, "EP2814089B1",
               CASE("",
                    DESIGNATED("2014/51", STATE("AL") STATE("BE"))
                    DESIGNATED("2018/46", STATE("AT") STATE("BE") STATE("AT"))
                    LAPSES("2019/40", LAPSE("BE", "20181114"))
                    LAPSES("2020/28", LAPSE("AT", "20190214")
                           LAPSE("XX", "20190215")),
                    "<g:procedural-data>"
                    STEP("EXPT", "x", STEP_TEXT("Extension states", "BA ME"))
                    STEP("VALI", "x", STEP_TEXT("Validation states", "MA"))
                    "</g:procedural-data>"),
               STATES_HEADER
               "AT\tdesignated\t2019-02-14\t2020/28\tEP2814089B1\t\n"
               "BE\tdesignated\t\t\tEP2814089B1\t\n"
               "BA\textension\t\t\tEP2814089B1\t\n"
               "ME\textension\t\t\tEP2814089B1\t\n"
               "MA\tvalidation\t\t\tEP2814089B1\t\n"
               "XX\t\t2019-02-15\t2020/28\tEP2814089B1\t\n");
    t_facet_is(FACET_STATES, "EP2814089B1", CASE("", "", ""), STATES_HEADER);
}

static void states_of_a_list_have_their_subject(void)
{
    t_facet_part(FACET_STATES, "EP2814089B1", "rows",
                 CASE("", DESIGNATED("2018/46", STATE("AT")), ""),
                 "EP2814089B1\tAT\tdesignated\t\t\t\n");
}

#define PORTFOLIO                                                              \
    CASE(STATUS("20190920", "Last"),                                           \
         A1 B1 APPLICATION TITLES "<g:parties>"                                \
         OWNERS("2018/41", "20181012", OWNER("New", "all") OWNER("Two", "all"))\
         "</g:parties>" DESIGNATED("2018/46", STATE("AT") STATE("BE"))         \
         LAPSES("2020/28", LAPSE("BE", "20190214"))                            \
         "<g:opposition-data>" DATED("opposition-not-filed", "20190815")       \
         "</g:opposition-data>", "")

#define PORTFOLIO_ROW                                                          \
    "EP2814089B1\tEP13717268\tLast\t2019-09-20\tNew; Two\tThing\t2018-05-31\t" \
    "2019-02-28\t0\tAT; BE\tBE\t\t\t\t\n"

static void a_list_has_a_row_a_case(void)
{
    t_facet_part(FACET_REGISTER_ROW, "EP2814089B1", "rows", PORTFOLIO, PORTFOLIO_ROW);
    t_facet_part(FACET_REGISTER_ROW, "EP2814089B1", "header", PORTFOLIO,
                 "number\tapplication\tstatus\tstatus-date\tproprietor\ttitle\tgrant\t"
                 "opposition-end-computed\toppositions\tdesignated\tlapsed\t"
                 "unitary-effect\topt-out\tupc\tremark\n"
                 PORTFOLIO_ROW);
    t_facet_part(FACET_REGISTER_ROW, "EP1", "rows", CASE("", A1, ""),
                 "EP1\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n");
}

static void hits_are_european(void)
{
    t_facet_is(FACET_REGISTER_HITS, "q",
               CASE("", PUBLICATION("WO", "2013120001", "A1", "20130822") A1
                    B1 APPLICATION TITLES "<g:parties>"
                    OWNERS("", "", OWNER("One", "all")) "</g:parties>", ""),
               HITS_HEADER
               "2014-12-17\tEP2814089A1\tA1\tOne\tThing\tStatus of the document\t"
               "EP13717268\t\n");
    t_facet_is(FACET_REGISTER_NAMES, "q",
               CASE("", PUBLICATION("WO", "2013120001", "A1", "20130822") A1,
                    ""),
               "EP2814089A1\n");
    t_facet_is(FACET_REGISTER_NAMES, "q",
               CASE("", PUBLICATION("EP", "2814089", "", ""), ""),
               "EP2814089\n");
    t_facet_is(FACET_REGISTER_HITS, "q", REGISTER(""), HITS_HEADER);
    t_facet_is(FACET_REGISTER_NAMES, "q", REGISTER(""), "");
}

static void another_answer_is_refused(void)
{
    static const enum facet facets[] = {FACET_EVENTS, FACET_STEPS, FACET_STATES,
                                        FACET_REGISTER_ROW, FACET_REGISTER_HITS,
                                        FACET_REGISTER_NAMES};

    for (size_t i = 0; i < sizeof(facets) / sizeof(facets[0]); i++)
        t_facet_refused(facets[i], ANSWER("<w:biblio-search/>"), -EBADMSG);
    t_facet_refused(FACET_STATES, REGISTER(""), -EBADMSG);
}

static void check_recorded(const char *name, enum facet facet, size_t lines,
                           const char *line)
{
    char *body = t_facet_recorded(name);
    struct slice answer = slice_of(body ? body : "");
    const char *made;

    if (!body)
        return;
    made = t_facet_of(facet, "EP2400812B1", "", answer, 0);
    CHECK(t_is_table(made));
    CHECK_INT(t_count_lines(made), lines);
    CHECK(t_has_line(made, line));
    free(body);
}

static void recorded_cases(void)
{
    check_recorded("0280.xml", FACET_EVENTS, 56,
                   "2022-07-08\t0009250\tLapse of the patent in a contracting "
                   "state\t2022/32\t2022-08-10\tEP2400812B1\t");
    check_recorded("0282.xml", FACET_STEPS, 20,
                   "2018-03-15\tEXRE\texamination\tCommunication from the "
                   "examining division\t\tdate of dispatch: 2018-03-15; date "
                   "of reply: 2018-08-24\t06 months\t\tEP2400812B1\t");
    check_recorded("0278.xml", FACET_STATES, 38,
                   "FR\tdesignated\t2020-06-30\t2022/32\tEP2400812B1\t");
    check_recorded("0287.xml", FACET_REGISTER_HITS, 4,
                   "2025-10-22\tEP4637303A2\tA2\tTesla, Inc.\tSYSTEM AND METHOD "
                   "FOR IMPROVING COLOR APPEARANCE OF SOLAR ROOFS\tThe "
                   "application has been published\tEP25193299\t");
}

TEST_MAIN({"events are rows", events_are_rows},
          {"steps are rows", steps_are_rows},
          {"states are those of the latest gazette",
           states_are_those_of_the_latest_gazette},
          {"states of a list have their subject",
           states_of_a_list_have_their_subject},
          {"a list has a row a case", a_list_has_a_row_a_case},
          {"hits are European", hits_are_european},
          {"another answer is refused", another_answer_is_refused},
          {"recorded cases", recorded_cases})
