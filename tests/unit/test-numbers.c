/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet-fixture.h"

/* clang-format off */

#define EPODOC(number, date)                                                   \
    "<e:document-id document-id-type='epodoc'><e:doc-number>" number           \
    "</e:doc-number><e:date>" date "</e:date></e:document-id>"

#define ORIGINAL(number)                                                       \
    "<e:document-id document-id-type='original'><e:doc-number>" number         \
    "</e:doc-number></e:document-id>"

#define BIBLIO                                                                 \
    ANSWER("<e:exchange-documents>"                                            \
           "<e:exchange-document country='EP' doc-number='2814089' kind='A1'>" \
           "<e:bibliographic-data/></e:exchange-document>"                     \
           "<e:exchange-document country='EP' doc-number='2814089' kind='B1' " \
           "family-id='7'><e:bibliographic-data>"                              \
           "<e:publication-reference>" ID("EP", "2814089", "B1", "20181114")   \
           EPODOC("EP2814089", "20181114") "</e:publication-reference>"        \
           "<e:application-reference>" ID("EP", "13717268", "A", "20130213")   \
           EPODOC("EP20130717268", "20130213") ORIGINAL("13717268")            \
           "</e:application-reference><e:priority-claims>"                     \
           "<e:priority-claim sequence='1'>"                                   \
           EPODOC("DE201210001001", "20120214") ORIGINAL("102012001001")       \
           "</e:priority-claim><e:priority-claim>"                             \
           ID("US", "61600001", "P", "20120217") "</e:priority-claim>"         \
           "</e:priority-claims></e:bibliographic-data></e:exchange-document>" \
           "</e:exchange-documents>")

/* clang-format on */

static void each_form_is_a_line(void)
{
    t_facet_is(FACET_NUMBERS, "EP2814089B1", BIBLIO,
               "Publication: EP2814089B1\n"
               "Publication, written: EP 2 814 089 B1\n"
               "Publication, docdb: EP.2814089.B1\n"
               "Publication, epodoc: EP2814089\n"
               "Publication date: 2018-11-14\n"
               "Application, written: EP 13717268.0\n"
               "Application, docdb: EP.13717268.A\n"
               "Application, epodoc: EP20130717268\n"
               "Application, original: 13717268\n"
               "Application with check digit: EP13717268.0 (check digit "
               "computed)\n"
               "Application date: 2013-02-13\n"
               "Priority 1, epodoc: DE201210001001\n"
               "Priority 1, original: 102012001001\n"
               "Priority 1, date: 2012-02-14\n"
               "Priority docdb: US.61600001.P\n"
               "Priority date: 2012-02-17\n"
               "Family: 7\n");
}

static void another_subject_gets_the_first(void)
{
    t_facet_is(
        FACET_NUMBERS, "EP2814089A1", BIBLIO,
        "Publication: EP2814089A1\nPublication, written: EP 2 814 089 A1\n"
        "Publication, docdb: "
        "EP.2814089.A1\n");
}

static void none_is_no_text(void)
{
    t_facet_refused(FACET_NUMBERS,
                    ANSWER("<e:exchange-document country='EP' doc-number='1' "
                           "status='not found'/>"),
                    -ENODATA);
    t_facet_refused(FACET_NUMBERS, ANSWER("<w:patent-family/>"), -EBADMSG);
}

static void links_of_a_european_patent(void)
{
    t_facet_is(
        FACET_LINKS, "EP2814089B1", BIBLIO,
        "Espacenet: https://worldwide.espacenet.com/patent/search?"
        "q=pn%3DEP2814089B1\n"
        "European Patent Register: https://register.epo.org/"
        "application?number=EP13717268\n"
        "European Publication Server: https://data.epo.org/publication-server/"
        "rest/v1.2/patents/EP2814089NWB1/document.pdf\n"
        "Google Patents: https://patents.google.com/patent/"
        "EP2814089B1\n");
}

static void links_without_an_application(void)
{
    t_facet_is(FACET_LINKS, "WO2013120001A1", ANSWER(""),
               "Espacenet: https://worldwide.espacenet.com/patent/search?"
               "q=pn%3DWO2013120001A1\n"
               "European Patent Register: https://register.epo.org/"
               "smartSearch?searchMode=smart&query=WO2013120001\n"
               "Patentscope: https://patentscope.wipo.int/search/en/"
               "detail.jsf?docId=WO2013120001\n"
               "Google Patents: https://patents.google.com/patent/"
               "WO2013120001A1\n");
}

static void google_writes_us_applications_longer(void)
{
    t_facet_is(FACET_LINKS, "US2013123456A1", ANSWER(""),
               "Espacenet: https://worldwide.espacenet.com/patent/search?"
               "q=pn%3DUS2013123456A1\n"
               "USPTO: https://image-ppubs.uspto.gov/dirsearch-public/print/"
               "downloadPdf/20130123456\n"
               "Google Patents: https://patents.google.com/patent/"
               "US20130123456A1\n");
    t_facet_is(FACET_LINKS, "US9123456B2", ANSWER(""),
               "Espacenet: https://worldwide.espacenet.com/patent/search?"
               "q=pn%3DUS9123456B2\n"
               "USPTO: https://image-ppubs.uspto.gov/dirsearch-public/print/"
               "downloadPdf/9123456\n"
               "Google Patents: https://patents.google.com/patent/"
               "US9123456B2\n");
}

static void an_application_is_in_the_register(void)
{
    t_facet_is(FACET_LINKS, "EP13717268.0", ANSWER(""),
               "European Patent Register: https://register.epo.org/"
               "application?number=EP13717268\n");
    t_facet_refused(FACET_LINKS, "<cut", -EBADMSG);
}

static void recorded_numbers(void)
{
    char *body = t_facet_recorded("0258.xml");
    struct slice answer = slice_of(body ? body : "");
    const char *made;

    if (!body)
        return;
    made = t_facet_of(FACET_NUMBERS, "EP2400812A1", "", answer, 0);
    CHECK(t_has_line(made, "Publication: EP2400812A1"));
    CHECK(t_has_line(made, "Application, epodoc: EP20100167109"));
    CHECK(t_has_line(made, "Priority 1, date: 2010-06-24"));
    CHECK(t_has_line(made, "Family: 43088294"));
    free(body);
}

TEST_MAIN({"each form is a line", each_form_is_a_line},
          {"of several the subject is taken", another_subject_gets_the_first},
          {"none is no text", none_is_no_text},
          {"links of a European patent", links_of_a_european_patent},
          {"links without an application", links_without_an_application},
          {"Google writes US applications longer",
           google_writes_us_applications_longer},
          {"an application is in the register",
           an_application_is_in_the_register},
          {"recorded numbers", recorded_numbers})
