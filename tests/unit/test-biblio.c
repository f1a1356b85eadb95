/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "biblio-fixture.h"

#include "doc/xml.h"

#include <errno.h>

/* Macros stand for elements of a document; a formatter takes them apart. */
/* clang-format off */

static const char titles[] =
    DATA(TITLE("de", "Vorrichtung") TITLE("en", " An\n\tapparatus\xe2\x80\x82 ")
             TITLE("fr", "Appareil"));

static void the_english_title_is_the_title(void)
{
    CHECK_STR(t_biblio(FACET_TITLE, "EP4000001A1", "", titles), "An apparatus\n");
    CHECK_STR(t_biblio(FACET_TITLE, "EP4000001A1", "DE", titles), "Vorrichtung\n");
    CHECK_STR(t_biblio(FACET_TITLE, "", "", DATA(TITLE("ol", "X") TITLE("fr", "Y"))),
              "X\n");
}

static void a_text_that_is_not_there(void)
{
    char none[32];

    snprintf(none, sizeof(none), "error: %d", -ENODATA);
    CHECK_STR(t_biblio(FACET_TITLE, "", "es", titles), none);
    CHECK_STR(t_biblio(FACET_TITLE, "", "", DATA(TITLE("en", " \n "))), none);
    CHECK_STR(t_biblio(FACET_ABSTRACT, "", "", titles), none);
    CHECK_STR(t_biblio(FACET_ROW, "", "header2", titles), none);
}

static void abstracts_have_headings_where_several_are(void)
{
    const char *one = BIBLIO_ANSWER(DOCUMENT(
        "A1", "", "<abstract lang=\"en\"><p>H<sub>2</sub>O.</p><p> </p>"
                  "<p>Two\nlines.</p></abstract>"));
    const char *two = BIBLIO_ANSWER(DOCUMENT(
        "A1", "", "<abstract lang=\"en\"><p>One.</p></abstract>"
                  "<abstract lang=\"fr\">Un.</abstract><abstract/>"));

    CHECK_STR(t_biblio(FACET_ABSTRACT, "", "", one), "H2O.\n\nTwo lines.\n");
    CHECK_STR(t_biblio(FACET_ABSTRACT, "", "", two),
              "== en\nOne.\n\n== fr\nUn.\n");
    CHECK_STR(t_biblio(FACET_ABSTRACT, "", "fr", two), "Un.\n");
}

static void the_document_that_fits_is_chosen(void)
{
    const char *answer = BIBLIO_ANSWER(
        "<exchange-document country=\"EP\" doc-number=\"9\" kind=\"A1\" "
        "status=\"not found\"><bibliographic-data/></exchange-document>"
        DOCUMENT("A1", TITLE("en", "first"), "")
        DOCUMENT("B1", TITLE("en", "second"), ""));

    CHECK_STR(t_biblio(FACET_TITLE, "EP4000001B1", "", answer), "second\n");
    CHECK_STR(t_biblio(FACET_TITLE, "EP4000001A1", "", answer), "first\n");
    CHECK_STR(t_biblio(FACET_TITLE, "EP4000001", "", answer), "first\n");
    CHECK_STR(t_biblio(FACET_TITLE, "EP4000001C1", "", answer), "first\n");
    CHECK_STR(t_biblio(FACET_TITLE, "EP9A1", "", answer), "first\n");
    CHECK_STR(t_biblio(FACET_TITLE, "", "", answer), "first\n");
}

/* OPS has `WO.9831467.A1` and `EP.0680812.A1`. */
static void numbers_are_canonical(void)
{
#define NUMBERED(country, number)                                              \
    "<exchange-document country=\"" country "\" doc-number=\"" number           \
    "\" kind=\"A1\"><bibliographic-data>" TITLE("en", number)                   \
    "</bibliographic-data></exchange-document>"
    const char *answer = BIBLIO_ANSWER(NUMBERED("EP", "1") NUMBERED("WO", "9831467")
                                NUMBERED("EP", "0680812"));

    CHECK_STR(t_biblio(FACET_TITLE, "WO1998031467A1", "", answer), "9831467\n");
    CHECK_STR(t_biblio(FACET_TITLE, "EP0680812A1", "", answer), "0680812\n");
    CHECK_STR(t_biblio(FACET_TITLE, "EP0680812B2", "", answer), "0680812\n");
    T_BIBLIO_HAS(t_biblio(FACET_BIBTEX, "WO1998031467A1", "", answer),
                 "@patent{WO1998031467A1,\n");
    T_BIBLIO_HAS(t_biblio(FACET_RIS, "WO1998031467A1", "", answer),
                 "q=pn%3DWO9831467A1\r\n");
}

static void another_answer_is_refused(void)
{
    char bad[32];

    snprintf(bad, sizeof(bad), "error: %d", -EBADMSG);
    CHECK_STR(t_biblio(FACET_BIBLIO, "", "", BIBLIO_ANSWER("")), bad);
    CHECK_STR(t_biblio(FACET_BIBLIO, "", "", "<exchange-document/>"), bad);
    CHECK_STR(t_biblio(FACET_BIBLIO, "", "", "<a"), bad);
    CHECK_STR(t_biblio(FACET_BIBLIO, "", "", ""), bad);
}

static void a_missing_document_has_no_data(void)
{
    char none[32];

    snprintf(none, sizeof(none), "error: %d", -ENODATA);
    CHECK_STR(t_biblio(FACET_BIBLIO, "", "",
                       BIBLIO_ANSWER("<exchange-document status=\"not found\"/>")), none);
    CHECK_STR(t_biblio(FACET_CSL, "", "", BIBLIO_ANSWER("<exchange-document/>")), none);
}

static const char full[] = BIBLIO_ANSWER(DOCUMENT("A1",
    "<publication-reference>" DOCDB("4000001", "A1", "20220531")
    "<document-id document-id-type=\"epodoc\"><doc-number>EP4000001</doc-number>"
    "</document-id></publication-reference>"
    "<classifications-ipcr><classification-ipcr><text>B28B   1/    29"
    "            A I            </text></classification-ipcr>"
    "<classification-ipcr><section>H</section><class>02</class>"
    "<subclass>P</subclass><main-group>6</main-group><subgroup>08</subgroup>"
    "</classification-ipcr></classifications-ipcr>"
    "<classification-ipc><text>B28B5/02</text></classification-ipc>"
    "<patent-classifications><patent-classification>"
    "<classification-scheme office=\"EP\" scheme=\"CPCI\"/><section>B</section>"
    "<class>28</class><subclass>B</subclass><main-group>7</main-group>"
    "<subgroup>0064</subgroup><classification-value>I</classification-value>"
    "<generating-office>US</generating-office></patent-classification>"
    "<patent-classification><classification-scheme scheme=\"CPCI\"/>"
    "<section>B</section><class>28</class><subclass>B</subclass>"
    "<main-group>7</main-group><subgroup>0064</subgroup>"
    "<classification-value>I</classification-value>"
    "<generating-office>EP</generating-office></patent-classification>"
    "<patent-classification><classification-scheme office=\"US\" scheme=\"UC\"/>"
    "<classification-symbol>257/E21.219</classification-symbol>"
    "</patent-classification></patent-classifications>"
    "<application-reference>" DOCDB("20000001", "A", "20200102")
    "<document-id document-id-type=\"epodoc\"><doc-number>EP20200000001"
    "</doc-number></document-id></application-reference>"
    "<priority-claims><priority-claim kind=\"national\">"
    "<document-id document-id-type=\"epodoc\"><doc-number>NL20191010536"
    "</doc-number><date>20190301</date></document-id>"
    "<document-id document-id-type=\"original\"><doc-number>19/1010536"
    "</doc-number></document-id><priority-active-indicator>Y"
    "</priority-active-indicator></priority-claim><priority-claim>"
    "<document-id document-id-type=\"epodoc\"><doc-number>NL20181010536"
    "</doc-number><date>20190203</date></document-id></priority-claim>"
    "</priority-claims><parties><applicants>"
    APPLICANT("epodoc", "1", "EXAMPLE BV DE\xe2\x80\x82[NL]\n")
    APPLICANT("original", "1", "Maatschappij de Example B.V.,")
    "</applicants><inventors>" INVENTOR("original", "1", "Sample, Jo")
    "</inventors><agents>" PARTY("agent", "original", "1", "Example &amp; Agents")
    "</agents></parties>" TITLE("en", "T")
    "<parties><agents/></parties><parties><agents>Late</agents></parties>"
    "<language-of-publication>en</language-of-publication>"
    "<dates-of-public-availability><printed-with-grant><document-id>"
    "<date>20220601</date></document-id></printed-with-grant>"
    "</dates-of-public-availability><designation-of-states><country>DE</country>"
    "<country>FR</country></designation-of-states>"
    "<references-cited><citation><patcit/></citation><citation><nplcit/>"
    "</citation><citation><patcit/></citation></references-cited>", ""));

static void every_fact_has_its_line(void)
{
    CHECK_STR(t_biblio(FACET_BIBLIO, "EP4000001A1", "", full),
              "Publication: EP4000001A1\n"
"Publication (written): EP 4 000 001 A1\n"
"Kind: A1, application with search report\n"
              "Published: 2022-05-31\n"
              "Title (en): T\n"
              "Applicant: Maatschappij de Example B.V. (EXAMPLE BV DE) [NL]\n"
              "Inventor: Sample, Jo\n"
              "Agent: Example & Agents\n"
              "Application: EP20000001A\n"
              "Application (written): EP 20000001.6\n"
"Application (epodoc): EP20200000001\n"
              "Filed: 2020-01-02\n"
              "Priority: NL20191010536 (19/1010536), 2019-03-01, national, "
              "priority active indicator Y\n"
              "Priority: NL20181010536, 2019-02-03\n"
              "Earliest priority: 2019-02-03\n"
              "IPC: B28B 1/29 A I\n"
              "IPC: H02P 6/08\n"
              "IPC 1-7: B28B5/02\n"
              "CPC: B28B 7/0064 I (US EP)\n"
              "UC: 257/E21.219\n"
              "Family: 12\n"
              "Cited patents: 2\n"
              "Cited literature: 1\n"
              "Parties: Late\n"
              "Language of publication: en\n"
              "Dates of public availability (printed with grant): 2022-06-01\n"
              "Designation of states: DE, FR\n");
}

static void a_row_has_as_many_fields_as_its_header(void)
{
    CHECK_STR(t_biblio(FACET_ROW, "", "header", "<x/>"),
              "number\tdate\tapplicants\tinventors\ttitle\tipc\tcpc\t"
              "application\tfiled\tpriority\tfamily\tkind\tpriorities\t"
              "abstract\tremark\n");
    CHECK_STR(t_biblio(FACET_ROW, "", "", full),
              "EP4000001A1\t2022-05-31\tMaatschappij de Example B.V.\t"
              "Sample, Jo\tT\tB28B 1/29; H02P 6/08\tB28B 7/0064\tEP20000001A\t"
              "2020-01-02\t2019-02-03\t12\tA1\tNL20191010536; "
              "NL20181010536\t\t\n");
    CHECK_STR(t_biblio(FACET_ROW, "", "", DATA(TITLE("en", "a\tb&#10;c&#x2028;d"))),
              "EP4000001A1\t\t\t\ta b c d\t\t\t\t\t\t12\tA1\t\t\t\n");
}

static void an_empty_biblio_is_its_number(void)
{
    CHECK_STR(t_biblio(FACET_BIBLIO, "", "",
                       BIBLIO_ANSWER("<exchange-document><bibliographic-data/>"
                              "</exchange-document>")), "");
    CHECK_STR(t_biblio(FACET_BIBLIO, "", "", DATA("")),
              "Publication: EP4000001A1\n"
"Publication (written): EP 4 000 001 A1\n"
"Kind: A1, application with search report\nFamily: 12\n");
}

static void all_spellings_of_a_number_are_printed(void)
{
    const char *answer = DATA(
        "<priority-claims><priority-claim><document-id "
        "document-id-type=\"original\"><doc-number>2003/21714</doc-number>"
        "</document-id><document-id document-id-type=\"original\"><doc-number>"
        "2003/021714</doc-number></document-id><document-id><country>US"
        "</country><doc-number>21714</doc-number></document-id>"
        "</priority-claim></priority-claims>");

    T_BIBLIO_HAS(t_biblio(FACET_BIBLIO, "", "", answer),
                 "Priority: US21714 (2003/21714, 2003/021714)\n");
}

static void parties_stand_once(void)
{
    const char *answer = DATA(INVENTORS(
        INVENTOR("epodoc", "1", "KYLMAENEN JARI\xe2\x80\x82[FI]")
        INVENTOR("epodoc", "2", " SAMPLE JO E [US]")
        INVENTOR("original", "1", "KYLMAENEN, JARI, ")
        INVENTOR("original", "2", "SAMPLE JO E, ")
        INVENTOR("original", "3", "Kylm\xc3\xa4nen, Jari, ")
        INVENTOR("original", "4", "SAMPLE JO EXAMPLE")
        INVENTOR("original", "5", "Newcomer, Ann")));

    CHECK_STR(t_biblio(FACET_BIBLIO, "", "", answer),
              "Publication: EP4000001A1\n"
"Publication (written): EP 4 000 001 A1\n"
"Kind: A1, application with search report\n"
              "Inventor: Kylm\xc3\xa4nen, Jari [FI]\n"
              "Inventor: SAMPLE JO EXAMPLE (SAMPLE JO E) [US]\n"
              "Inventor: Newcomer, Ann\n"
              "Family: 12\n");
}

static void namesakes_are_two(void)
{
    const char *answer = DATA(INVENTORS(
        INVENTOR("epodoc", "1", "SAMPLE JO") INVENTOR("epodoc", "2", "SAMPLE JO")
        INVENTOR("original", "1", "Sample, Jo")
        INVENTOR("original", "2", "Sample, Jo") INVENTOR("original", "3", "")));

    CHECK_STR(t_biblio(FACET_BIBLIO, "", "", answer),
              "Publication: EP4000001A1\n"
"Publication (written): EP 4 000 001 A1\n"
"Kind: A1, application with search report\nInventor: Sample, Jo\n"
              "Inventor: Sample, Jo\nFamily: 12\n");
}

/* As many as a hostile answer may hold, each compared with or added to those
 * before, would take minutes or all memory. */
static void check_many(const char *before, const char *each, const char *end,
                       const char *after, const char *wanted)
{
    struct buf text = BUF_INIT((size_t)16 << 20);
    struct buf to = BUF_INIT((size_t)16 << 20);
    struct slice body;

    buf_printf(&text, "<w xmlns=\"http://www.epo.org/exchange\">"
                      "<exchange-document><bibliographic-data>%s", before);
    for (int i = 0; i < 40000; i++)
        buf_printf(&text, "%s%d%s", each, i, end);
    buf_puts(&text, after);
    buf_puts(&text, "</bibliographic-data></exchange-document></w>");
    CHECK_INT(text.error, 0);
    body = (struct slice){text.data, text.len};
    CHECK_INT(render(FACET_BIBLIO, SLICE(""), SLICE(""), body, &to), 0);
    CHECK(strstr(buf_text(&to), wanted) != NULL);
    buf_fini(&to);
    buf_fini(&text);
}

static void ever_so_many_are_read_at_once(void)
{
    check_many("<parties><inventors>", "<inventor><inventor-name><name>Sample, ",
               "</name></inventor-name></inventor>", "</inventors></parties>",
               "Inventor: Sample, 39999\n");
    check_many("<patent-classifications>",
               "<patent-classification><classification-symbol>A"
               "</classification-symbol><generating-office>",
               "</generating-office></patent-classification>",
               "</patent-classifications>", " 39999)\n");
    check_many("<publication-reference>", "<document-id><doc-number>",
               "</doc-number></document-id>", "</publication-reference>",
               "Publication: 0, 1, 2");
}

static int run(int argc, char **argv)
{
    static const struct test_case cases[] = {
        {"the English title is the title", the_english_title_is_the_title},
        {"a text that is not there", a_text_that_is_not_there},
        {"abstracts have headings where several are",
         abstracts_have_headings_where_several_are},
        {"the document that fits is chosen", the_document_that_fits_is_chosen},
        {"numbers are canonical", numbers_are_canonical},
        {"another answer is refused", another_answer_is_refused},
        {"a missing document has no data", a_missing_document_has_no_data},
        {"every fact has its line", every_fact_has_its_line},
        {"a row has as many fields as its header",
         a_row_has_as_many_fields_as_its_header},
        {"an empty biblio is its number", an_empty_biblio_is_its_number},
        {"all spellings of a number are shown",
         all_spellings_of_a_number_are_printed},
        {"parties stand once", parties_stand_once},
        {"namesakes are two", namesakes_are_two},
        {"ever so many are read at once", ever_so_many_are_read_at_once},
    };

    return check_run(argc, argv, cases, sizeof(cases) / sizeof(cases[0]));
}

int main(int argc, char **argv)
{
    int r;

    xml_start();
    r = run(argc, argv);
    xml_stop();
    return r;
}
