/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-fixture.h"

#include <errno.h>

/* Macros stand for elements of a document; a formatter takes them apart. */
/* clang-format off */

#define A1 PUBLISHED("EP", "2400812", "A1", "EP2400812", "10167109")
#define B1 PUBLISHED("EP", "2400812", "B1", "EP2400812", "10167109")
#define OTHER_A1 PUBLISHED("EP", "2533477", "A1", "EP2533477", "11169280")
#define OTHER_B1 PUBLISHED("EP", "2533477", "B1", "EP2533477", "11169280")
#define ZEROS PUBLISHED("EP", "0666666", "A2", "EP0666666", "95101528")
#define NL "\n        "

#define MIXED                                                                  \
    BULK(NOT_FOUND("US", "D732877")                                            \
             NL NOT_FOUND("KR", "19990033521") NL A1 NL OTHER_B1 NL ZEROS)

static void each_gets_its_own(void)
{
    static const char refs[] = "EP.2533477.B1\nEP.2400812.A1\nEP.666666.A2";

    t_split_fates(MIXED, refs, false, "fff");
    t_split_part(MIXED, refs, false, 0, CANONICAL(OTHER_B1 "\n"));
    t_split_part(MIXED, refs, false, 1, CANONICAL(A1 "\n"));
    t_split_part(MIXED, refs, false, 2, CANONICAL(ZEROS "\n"));
}

static void missing_ones_come_first(void)
{
    t_split_fates(MIXED, "EP.2400812.A1\nKR19990033521\nUSD732877\nEP2533477",
                  false, "fmmf");
    t_split_fates(MIXED, "KR.19990033521.A\nKR19990033521.A\nKR19990033521A",
                  false, "mmm");
}

static void silence_is_no_answer(void)
{
    t_split_fates(MIXED, "EP.2400812.B1\nEP.1.A1\nUS.2400812.A1\nEP.24008120.A1",
                  false, "uuuu");
    t_split_fates(BULK(""), "EP.1.A1\nEP1", false, "uu");
    t_split_fates(STYLED ROOT_TAG "<exchange-documents/>"
                                  "</ops:world-patent-data>",
                  "EP.1.A1", false, "u");
}

static void merged_duplicates_are_printed_twice(void)
{
    static const char refs[] =
        "EP.2400812.A1\nEP.2400812.A1\nUSD732877\nEP2400812\nUSD732877";

    t_split_fates(MIXED, refs, false, "ffmfm");
    t_split_part(MIXED, refs, false, 0, CANONICAL(A1 "\n"));
    t_split_part(MIXED, refs, false, 1, CANONICAL(A1 "\n"));
    t_split_part(MIXED, refs, false, 3, CANONICAL(A1 "\n"));
}

static void without_a_kind_all_kinds_count(void)
{
    static const char body[] = BULK(A1 NL OTHER_A1 NL B1);
    static const char refs[] = "EP2400812\nEP.2400812\nEP.2400812.*\n"
                               "EP.2400812.B*\nEP.2400812.A1";

    t_split_fates(body, refs, false, "fffff");
    for (size_t i = 0; i < 3; i++)
        t_split_part(body, refs, false, i, CANONICAL(A1 "\n" B1 "\n"));
    t_split_part(body, refs, false, 3, CANONICAL(B1 "\n"));
    t_split_part(body, refs, false, 4, CANONICAL(A1 "\n"));
}

static void kinds_nobody_asked_for_are_left_out(void)
{
    t_split_part(BULK(A1 NL B1 NL OTHER_A1), "EP.2400812.A1", false, 0,
                 CANONICAL(A1 "\n"));
}

static void a_full_cycle_is_an_application(void)
{
    static const char body[] =
        BULK(NOT_FOUND("EP", "9") NL OTHER_B1 NL A1 NL OTHER_A1 NL B1);
    static const char refs[] = "EP.2400812.A1\nEP.2533477.A1\nEP.2533477.B1\n"
                               "EP.9.A1\nEP.2533477.C1";

    t_split_fates(body, refs, true, "fffmu");
    t_split_part(body, refs, true, 0, CANONICAL(A1 "\n" B1 "\n"));
    t_split_part(body, refs, true, 1, CANONICAL(OTHER_B1 "\n" OTHER_A1 "\n"));
    t_split_part(body, refs, true, 2, CANONICAL(OTHER_B1 "\n" OTHER_A1 "\n"));
}

#define US_A1 PUBLISHED("US", "2011000001", "A1", "US2011000001", "12345")
#define US_B2 PUBLISHED("US", "8000001", "B2", "US8000001", "12345")
#define US_LOST                                                                \
    "<exchange-document country='US' doc-number='8000001' kind='B2' "          \
    "status='not found'>" US_IDS "</exchange-document>"
#define US_IDS                                                                 \
    "<bibliographic-data><application-reference>" ID_DOCDB(                    \
        "US", "12345", "A", "") "</application-reference></bibliographic-data>"

static void an_application_has_several_numbers(void)
{
    static const char body[] = BULK(US_A1 NL A1 NL US_B2 US_LOST);

    t_split_part(body, "US8000001B2", true, 0, CANONICAL(US_A1 "\n" US_B2 "\n"));
    t_split_part(body, "US8000001B2", false, 0, CANONICAL(US_B2 "\n"));
}

/* A utility model may have the number of a patent application; what was filed
 * with the office as `1` is no application of ours. */
#define FILED(number, kind)                                                    \
    "<exchange-document country='DE' doc-number='" number "' kind='A1'>"       \
    "<bibliographic-data><application-reference><document-id "                 \
    "document-id-type='original'><country>DE</country><doc-number>1"           \
    "</doc-number></document-id>" ID_DOCDB("DE", "77", kind, "")               \
    "</application-reference></bibliographic-data></exchange-document>"

static void an_application_has_a_kind(void)
{
    static const char body[] = BULK(FILED("1", "A") FILED("2", "U"));

    t_split_part(body, "DE.1.A1", true, 0, CANONICAL(FILED("1", "A") "\n"));
    t_split_part(body, "DE.2.A1", true, 0, CANONICAL(FILED("2", "U") "\n"));
}

/* What the abstracts of a full cycle do not say is not guessed. */
static void without_an_application_there_is_no_cycle(void)
{
    static const char body[] =
        BULK("<exchange-document country='EP' doc-number='1' kind='A1'/>"
             "<exchange-document country='EP' doc-number='1' kind='B1'/>");

    t_split_fates(body, "EP.1.A1\nEP.1.B1\nEP.2.A1", true, "uuu");
    t_split_fates(body, "EP.1.A1\nEP.1.B1\nEP.2.A1", false, "ffu");
}

static void prefixes_are_of_no_matter(void)
{
    static const char document[] =
        "<x:exchange-document country='EP' doc-number='1' kind='A1'>"
        "<x:bibliographic-data/></x:exchange-document >";
    static const char body[] =
        "<w xmlns='urn:x'/>"; /* a root of another name */
    char text[600], want[600];

    snprintf(text, sizeof(text),
             "<world-patent-data xmlns='http://ops.epo.org' "
             "xmlns:x=\"http://www.epo.org/exchange\" >\n<x:exchange-documents "
             "a='>'>%s<exchange-document country='EP' doc-number='1' "
             "kind='A1'/></x:exchange-documents\n></world-patent-data>",
             document);
    snprintf(want, sizeof(want),
             DECLARED "\n<world-patent-data xmlns='http://ops.epo.org' "
                      "xmlns:x=\"http://www.epo.org/exchange\" >"
                      "<x:exchange-documents a='>'>\n%s\n"
                      "</x:exchange-documents\n></world-patent-data>\n",
             document);
    t_split_part(text, "EP.1.A1", false, 0, want);
    CHECK_INT(exchange_split(slice_of(body), "", NULL, 0, t_split_add, NULL),
              -EBADMSG);
}

static void what_stands_between_is_dropped(void)
{
    static const char body[] = "\xef\xbb\xbf" BULK(
        "<!-- <exchange-document country='EP' doc-number='7' kind='A1'/> -->"
        "<?note <exchange-document?> <![CDATA[</exchange-documents>]]>" A1
        "<![CDATA[]]]]><!-- ' --> text &lt; \xe2\x80\x82 <other a='/>'/>"
        "\r\n\t" B1 "<?x \"?>");

    t_split_part(body, "EP2400812", false, 0, CANONICAL(A1 "\n" B1 "\n"));
    t_split_fates(body, "EP.7.A1", false, "u");
}

#define ODD                                                                    \
    "<exchange-document country='EP' doc-number='5' kind='A1'>"                \
    "<!-- </exchange-document> --><a b=\"'>\" c='\">'/><![CDATA["              \
    "</exchange-document>]]><?p </exchange-document>?>\r\n \xe2\x80\x82&amp;"  \
    "<exchange-document country='EP' doc-number='6' kind='A1'>"                \
    "</exchange-document></exchange-document>"

static void documents_stay_as_they_were_sent(void)
{
    t_split_part(BULK(ODD A1), "EP.5.A1", false, 0, CANONICAL(ODD "\n"));
    t_split_fates(BULK(ODD A1), "EP.6.A1", false, "u");
}

static void the_canonical_form_of_a_whole(void)
{
    struct buf b = BUF_INIT(1 << 20), again = BUF_INIT(1 << 20);

    CHECK_INT(t_split_canonical(
                  slice_of(BULK(A1 "\n\n" B1 NOT_FOUND("US", "1"))), &b),
              0);
    CHECK_STR(buf_text(&b),
              CANONICAL(A1 "\n" B1 "\n" NOT_FOUND("US", "1") "\n"));
    CHECK_INT(t_split_canonical(slice_of(buf_text(&b)), &again), 0);
    CHECK_STR(buf_text(&again), buf_text(&b));
    buf_fini(&again);
    buf_reset(&b);
    CHECK_INT(t_split_canonical(slice_of(BULK("")), &b), 0);
    CHECK_STR(buf_text(&b), CANONICAL(""));
    buf_reset(&b);
    CHECK_INT(t_split_canonical(
                  slice_of(ROOT_TAG "<exchange-documents/>"
                                    "</ops:world-patent-data>"),
                  &b),
              0);
    CHECK_STR(buf_text(&b), DECLARED "\n" ROOT_TAG "<exchange-documents/>\n"
                                     "</ops:world-patent-data>\n");
    buf_fini(&b);
    b = BUF_INIT(100);
    CHECK_INT(t_split_canonical(slice_of(BULK(A1)), &b), -EFBIG);
    buf_fini(&b);
}

static void refuse(struct slice body)
{
    struct buf b = BUF_INIT(1 << 20);
    struct t_split_parts t;

    CHECK_INT(t_split(&t, body, "EP.2400812.A1\nEP1", false), -EBADMSG);
    CHECK_INT(t_split(&t, body, "EP.2400812.A1\nEP1", true), -EBADMSG);
    CHECK_INT(t.count, 0);
    CHECK_INT(t_split_canonical(body, &b), -EBADMSG);
    CHECK_INT(b.len, 0);
    buf_fini(&b);
}

static void other_bodies_are_refused(void)
{
    static const char *const bodies[] = {
        "",
        "{}",
        "<fault xmlns='http://ops.epo.org'><code>SERVER.EntityNotFound</code>"
        "</fault>",
        STYLED ROOT_TAG "</ops:world-patent-data>",
        STYLED ROOT_TAG "<ops:exchange-documents/></ops:world-patent-data>",
        STYLED ROOT_TAG "<a><exchange-documents/></a></ops:world-patent-data>",
        STYLED ROOT_TAG "<exchange-documents/><exchange-documents/>"
                        "</ops:world-patent-data>",
        "<exchange-documents xmlns='http://www.epo.org/exchange'/>",
        "<!DOCTYPE a>" ROOT_TAG "<exchange-documents/></ops:world-patent-data>",
        BULK(A1) "<a/>",
        BULK("&a;"),
        BULK("<exchange-document a='<'/>"),
    };

    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
        refuse(slice_of(bodies[i]));
}

static void the_truncated_is_refused(void)
{
    static const char body[] = BULK(NOT_FOUND("US", "1") A1 "<!-- x -->");

    for (size_t len = 0; len + 1 < sizeof(body); len++)
        refuse((struct slice){body, len});
}

TEST_MAIN({"each gets its own", each_gets_its_own},
          {"missing ones come first", missing_ones_come_first},
          {"silence is no answer", silence_is_no_answer},
          {"merged duplicates are reported twice",
           merged_duplicates_are_printed_twice},
          {"without a kind all kinds count", without_a_kind_all_kinds_count},
          {"kinds nobody asked for are left out",
           kinds_nobody_asked_for_are_left_out},
          {"a full cycle is an application", a_full_cycle_is_an_application},
          {"an application has several numbers",
           an_application_has_several_numbers},
          {"an application has a kind", an_application_has_a_kind},
          {"without an application there is no cycle",
           without_an_application_there_is_no_cycle},
          {"prefixes are of no matter", prefixes_are_of_no_matter},
          {"what stands between is dropped", what_stands_between_is_dropped},
          {"documents stay as they were sent",
           documents_stay_as_they_were_sent},
          {"the canonical form of a whole", the_canonical_form_of_a_whole},
          {"other bodies are refused", other_bodies_are_refused},
          {"the truncated is refused", the_truncated_is_refused})
