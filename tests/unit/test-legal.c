/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet-fixture.h"

#define FAMILY(inside)                                                         \
    ANSWER("<w:patent-family legal='true'><w:family-member>" inside            \
           "</w:family-member></w:patent-family>")

#define EVENT(code, desc, infl, date, more)                                    \
    "<w:legal code='" code "' desc='" desc "' infl='" infl "'>"                \
    "<w:pre line='00001'>EP 10167109A " code "</w:pre>"                        \
    "<w:L001EP desc='Country Code'>EP</w:L001EP>"                              \
    "<w:L003EP desc='Document Number'>    10167109</w:L003EP>"                 \
    "<w:L004EP desc='Kind Code'>A </w:L004EP>"                                 \
    "<w:L007EP desc='Gazette DATE'>" date "</w:L007EP>"                        \
    "<w:L018EP desc='DATE last exchanged'>2022-03-05</w:L018EP>"               \
    "<w:L500EP>" more "</w:L500EP></w:legal>"

#define GRANT                                                                  \
    EVENT("AK  ", "DESIGNATED CONTRACTING STATES", "+", "2019-11-27",          \
          "<w:L506EP desc='Kind Code of Ref Document'>B1</w:L506EP>"           \
          "<w:L507EP desc='Designated State(s)'>AT\n BE</w:L507EP>")
#define LAPSE                                                                  \
    EVENT("PG25", "LAPSED", "-", "2021-04-30",                                 \
          "<w:L501EP desc='Ref Country Code'>FR</w:L501EP>"                    \
          "<w:L525EP desc='Effective DATE'>20200630</w:L525EP>"                \
          "<w:L518EP desc='Payment DATE'>20200101</w:L518EP>")
#define NATIONAL                                                               \
    EVENT("REG ", "REFERENCE TO A NATIONAL CODE", " ", "2019-11-27",           \
          "<w:L501EP desc='Ref Country Code'>GB</w:L501EP>"                    \
          "<w:L502EP desc='Ref Legal Event Code' "                             \
          "descData='EUROPEAN PATENT GRANTED' infl='+'>FG4D"                   \
          "</w:L502EP>")
#define UNDATED EVENT("ZZZZ", "", "", "", "")

#define HEADER                                                                 \
    "date\tcountry\tcode\tinfluence\tdescription\tnational-code\teffective\t"  \
    "details\toffice\tdocument\texchanged\tnumber\tremark\n"

#define END "\tEP\tEP10167109A\t2022-03-05\tEP2400812A1\t\n"

static void the_newest_stands_first(void)
{
    t_facet_is(FACET_LEGAL, "EP2400812A1", FAMILY(UNDATED GRANT NATIONAL LAPSE),
               HEADER
               "2021-04-30\tFR\tPG25\t-\tLAPSED\t\t2020-06-30\t"
               "Payment DATE: 2020-01-01" END
               "2019-11-27\tEP\tAK\t+\tDESIGNATED CONTRACTING STATES\t\t\t"
               "Kind Code of Ref Document: B1; Designated State(s): AT BE" END
               "2019-11-27\tGB\tREG\t+\tREFERENCE TO A NATIONAL CODE: "
               "EUROPEAN PATENT GRANTED\tFG4D\t\t" END
               "\tEP\tZZZZ\t\t\t\t\t" END);
}

static void none_is_a_header(void)
{
    t_facet_is(FACET_LEGAL, "EP2400812A1", FAMILY(""), HEADER);
}

static void another_answer_is_refused(void)
{
    t_facet_refused(FACET_LEGAL, REGISTER(""), -EBADMSG);
    t_facet_refused(FACET_LEGAL, "<legal/>", -EBADMSG);
}

/* OPS pads events with all that the office knows: none of it may be lost. */
static void nothing_of_a_recorded_case_is_lost(void)
{
    char *body = t_facet_recorded("0276.xml");
    struct slice answer = slice_of(body ? body : "");
    const char *made;

    if (!body)
        return;
    made = t_facet_of(FACET_LEGAL, "EP2400812A1", "", answer, 0);
    CHECK(t_is_table(made));
    CHECK_INT(t_count_lines(made), 70);
    CHECK(
        t_has_line(made,
                   "2020-11-04\tEP\t26N\t+\tNO OPPOSITION FILED\t\t2020-08-28\t"
                   "\tEP\tEP10167109A\t2020-11-07\tEP2400812A1\t"));
    CHECK(
        t_has_line(made,
                   "2021-04-19\tBE\tREG\t-\tREFERENCE TO A NATIONAL CODE: "
                   "LAPSED BECAUSE OF NON-PAYMENT OF THE ANNUAL FEE\tMM\t"
                   "2020-06-30\t\tEP\tEP10167109A\t2021-05-22\tEP2400812A1\t"));
    CHECK(strstr(made, "OWNER: 9SOLUTIONS OY"));
    free(body);
}

static void dates_never_grow(const char *made)
{
    char before[11] = "9999-99-99";

    for (const char *line = strchr(made, '\n') + 1; *line;
         line = strchr(line, '\n') + 1) {
        CHECK(strncmp(before, line, 10) >= 0);
        memcpy(before, line, 10);
    }
}

static void recorded_cases_are_sorted(void)
{
    static const char *const bodies[] = {"0022.xml", "0276.xml", "0302.xml",
                                         "0275.xml"};

    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
        char *body = t_facet_recorded(bodies[i]);
        struct slice answer = slice_of(body ? body : "");

        if (body)
            dates_never_grow(t_facet_of(FACET_LEGAL, "", "", answer, 0));
        free(body);
    }
}

TEST_MAIN({"the newest stands first", the_newest_stands_first},
          {"none is a header", none_is_a_header},
          {"another answer is refused", another_answer_is_refused},
          {"nothing of a recorded case is lost",
           nothing_of_a_recorded_case_is_lost},
          {"recorded cases are sorted", recorded_cases_are_sorted})
