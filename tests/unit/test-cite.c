/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "biblio-fixture.h"

#include "base/json.h"
#include "doc/xml.h"

/* clang-format off */

#define PUBLISHED(date)                                                        \
    "<publication-reference>" DOCDB("4000001", "A1", date)                     \
    "</publication-reference>"

static const char plain[] = BIBLIO_ANSWER(DOCUMENT("B1",
    PUBLISHED("20220531")
    "<patent-classifications><patent-classification><section>A</section>"
    "<class>01</class></patent-classification></patent-classifications>"
    "<application-reference>" DOCDB("20000001", "A", "20200102")
    "</application-reference><priority-claims><priority-claim>"
    "<document-id document-id-type=\"epodoc\"><doc-number>NL20191010536"
    "</doc-number></document-id></priority-claim></priority-claims><parties>"
    "<applicants>" APPLICANT("original", "1", "Example Oy")
    APPLICANT("original", "2", "Mould and Sons, Ltd.")
    "</applicants><inventors>" INVENTOR("original", "1", "Sample, Jo")
    INVENTOR("original", "2", "Exempel, Åsa") "</inventors></parties>"
    TITLE("en", "A brick"),
    "<abstract lang=\"en\"><p>One.</p><p>Two.</p></abstract>"));

/* clang-format on */

static void bibtex_is_an_entry(void)
{
    CHECK_STR(t_biblio(FACET_BIBTEX, "EP4000001B1", "", plain),
              "@patent{EP4000001B1,\n"
              "  author       = {Sample, Jo and Exempel, Åsa},\n"
              "  holder       = {{Example Oy} and {Mould and Sons, Ltd.}},\n"
              "  title        = {{A brick}},\n"
              "  number       = {EP4000001B1},\n"
              "  note         = {European Patent Office, EP 4 000 001 B1},\n"
              "  date         = {2022-05-31},\n"
              "  year         = {2022},\n"
              "  month        = may,\n"
              "  type         = {patenteu},\n"
              "  location     = {countryep},\n"
              "  url          = {https://worldwide.espacenet.com/patent/search"
              "?q=pn%3DEP4000001B1}\n"
              "}\n");
}

static void ris_is_a_record(void)
{
    CHECK_STR(t_biblio(FACET_RIS, "EP4000001B1", "", plain),
              "TY  - PAT\r\n"
              "ID  - EP4000001B1\r\n"
              "AU  - Sample, Jo\r\n"
              "AU  - Exempel, Åsa\r\n"
              "TI  - A brick\r\n"
              "A2  - European Patent Office\r\n"
              "PB  - Example Oy; Mould and Sons, Ltd.\r\n"
              "DA  - 2022/05/31\r\n"
              "PY  - 2022\r\n"
              "SN  - EP4000001B1\r\n"
              "M1  - EP20000001A\r\n"
              "C1  - 2020/01/02\r\n"
              "OP  - NL20191010536\r\n"
              "CY  - EP\r\n"
              "KW  - A01\r\n"
              "AB  - One. Two.\r\n"
              "UR  - https://worldwide.espacenet.com/patent/search"
              "?q=pn%3DEP4000001B1\r\n"
              "ER  - \r\n");
}

static void csl_is_an_array_of_one(void)
{
    const char *text = t_biblio(FACET_CSL, "EP4000001B1", "", plain);
    struct json *j = json_parse(text, strlen(text));

    CHECK(j != NULL);
    json_free(j);
    CHECK_INT(strncmp(text, "[{", 2), 0);
    T_BIBLIO_HAS(text, "\"id\":\t\"EP4000001B1\"");
    T_BIBLIO_HAS(text, "\"type\":\t\"patent\"");
    T_BIBLIO_HAS(text, "\"family\":\t\"Exempel\"");
    T_BIBLIO_HAS(text, "\"given\":\t\"Åsa\"");
    T_BIBLIO_HAS(text,
                 "\"issued\":\t{\n\t\t\t\"date-parts\":\t[[2022, 5, 31]]");
    T_BIBLIO_HAS(text,
                 "\"submitted\":\t{\n\t\t\t\"date-parts\":\t[[2020, 1, 2]]");
    T_BIBLIO_HAS(text, "\"abstract\":\t\"One.\\nTwo.\"");
    T_BIBLIO_HAS(text, "[\"Example Oy\", \"Mould and Sons, Ltd.\"]");
}

/* --- signs --------------------------------------------------------------- */

static void tex_reads_signs_as_they_are(void)
{
    static const struct {
        const char *title;
        const char *want;
    } rows[] = {
        {"50% A&amp;B #1 $5 a_b", "50\\% A\\&B \\#1 \\$5 a\\_b"},
        {"~ ^ \\ x", "\\textasciitilde{} \\textasciicircum{} "
                     "\\textbackslash{} x"},
        {"a &lt; b > c | d", "a $<$ b $>$ c $|$ d"},
        {"{[4-a]b}c", "\\{[4-a]b\\}c"},
        {"a} b {", "a\\textbraceright{} b \\textbraceleft{}"},
        {"a { b", "a \\textbraceleft{} b"},
        {"a&#x7f;b \"c\" 'd' `e`", "a b \"c\" 'd' `e`"},
        {"\xd7\x90\xd7\x91 \xe2\x80\xae x \xf0\x9f\x94\xa7",
         "\xd7\x90\xd7\x91 x \xf0\x9f\x94\xa7"},
    };
    char answer[2048];
    char want[512];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        snprintf(answer, sizeof(answer), DATA(TITLE("en", "%s")),
                 rows[i].title);
        snprintf(want, sizeof(want), "{{%s}},\n", rows[i].want);
        T_BIBLIO_HAS(t_biblio(FACET_BIBTEX, "", "", answer), want);
    }
}

/* What ends an entry too early would hide all after it. */
static void braces_are_always_in_pairs(void)
{
    static const char *const names[] = {"{",      "}",     "}{",      "\\}",
                                        "a}, {b", "{},{}", "\\",      ",",
                                        "and",    ", and", "{a, b} c"};
    char answer[2048];

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *text;
        int depth = 0;
        bool early = false;

        snprintf(answer, sizeof(answer),
                 DATA(INVENTORS(INVENTOR("original", "1", "%s"))
                          TITLE("en", "%s")),
                 names[i], names[i]);
        text = t_biblio(FACET_BIBTEX, "", "", answer);
        for (size_t k = 0; k + 2 < strlen(text); k++) {
            depth += (text[k] == '{') - (text[k] == '}');
            early |= k > 20 && depth < 1;
        }
        CHECK_INT(depth, 1);
        CHECK(!early);
    }
}

static void a_value_is_on_one_line(void)
{
    const char *answer = DATA(
        APPLICANTS(APPLICANT("original", "1", "A\nER  - \r\n*B\tC&#x85;D"))
            TITLE("en", "x&#10;TY  - BOOK&#13;&#10;y"));
    const char *text = t_biblio(FACET_RIS, "", "", answer);

    T_BIBLIO_HAS(text, "TI  - x TY - BOOK y\r\n");
    T_BIBLIO_HAS(text, "PB  - A ER - *B C D\r\n");
}

static void ris_has_no_asterisk_in_a_name(void)
{
    T_BIBLIO_HAS(t_biblio(FACET_RIS, "", "",
                          DATA(INVENTORS(
                              INVENTOR("original", "1", "Sam*ple, J")))),
                 "AU  - Sam\xe2\x88\x97ple, J\r\n");
}

static void json_escapes(void)
{
    const char *text = t_biblio(FACET_CSL, "", "",
                                DATA(TITLE("en", "\"a\" \\ b&#x7f; \xd7\x90")));

    T_BIBLIO_HAS(text, "\"title\":\t\"\\\"a\\\" \\\\ b \xd7\x90\"");
}

/* --- names --------------------------------------------------------------- */

static void names_are_read_surname_first(void)
{
    static const struct {
        const char *coded;
        const char *original;
        const char *want;
    } rows[] = {
        {"", "Sample, Jo Ann", "{Sample, Jo Ann}"},
        {"SAMPLE JO [US]", "", "{SAMPLE, JO}"},
        {"SAMPLE JO [US]", "Jo Sample", "{Sample, Jo}"},
        {"SAMPLE JO [US]", "Sample Jo", "{Sample, Jo}"},
        {"VAN DER SAMPLE JO", "", "{VAN DER SAMPLE, JO}"},
        {"SAMPLE JR JO", "", "{SAMPLE, JR, JO}"},
        {"", "Sample, Jo, Jr.", "{Sample, Jr., Jo}"},
        {"", "Sample, Jr., Jo", "{Sample, Jr., Jo}"},
        {"", "van Sample, Jo, Dr.", "{van Sample, {Jo, Dr.}}"},
        {"", "Jo Sample", "{{Jo Sample}}"},
        {"", "SAMPLE JO", "{SAMPLE, JO}"},
        {"", "Sample", "{{Sample}}"},
        {"", "others", "{{others}}"},
        {"", "Rock AND Roll, Jo", "{{Rock AND Roll}, Jo}"},
        {"", "\xe6\xa0\xb7\xe6\x9c\xac", "{{\xe6\xa0\xb7\xe6\x9c\xac}}"},
    };
    char answer[4096];
    char want[256];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        snprintf(answer, sizeof(answer),
                 DATA(INVENTORS(INVENTOR("epodoc", "1", "%s")
                                    INVENTOR("original", "1", "%s"))),
                 rows[i].coded, rows[i].original);
        snprintf(want, sizeof(want), "author       = %s,\n", rows[i].want);
        T_BIBLIO_HAS(t_biblio(FACET_BIBTEX, "", "", answer), want);
    }
}

static void a_name_without_parts_is_literal(void)
{
    const char *text =
        t_biblio(FACET_CSL, "", "",
                 DATA(INVENTORS(INVENTOR("original", "1", "Mono"))));

    T_BIBLIO_HAS(text, "\"literal\":\t\"Mono\"");
}

/* --- what is not known --------------------------------------------------- */

static void half_a_date_is_half_a_date(void)
{
    const char *answer = DATA(PUBLISHED("19870000"));

    T_BIBLIO_HAS(t_biblio(FACET_BIBTEX, "", "", answer),
                 "date         = {1987},\n");
    T_BIBLIO_HAS(t_biblio(FACET_RIS, "", "", answer),
                 "DA  - 1987//\r\nPY  - 1987\r\n");
    T_BIBLIO_HAS(t_biblio(FACET_CSL, "", "", answer),
                 "\"date-parts\":\t[[1987]]");
    CHECK(!strstr(t_biblio(FACET_BIBTEX, "", "", DATA(PUBLISHED("soon"))),
                  "date"));
}

static void nothing_is_an_entry_still(void)
{
    const char *answer = BIBLIO_ANSWER(
        "<exchange-document><bibliographic-data/>"
        "</exchange-document>");

    T_BIBLIO_HAS(t_biblio(FACET_BIBTEX, "", "", answer), "@patent{patent,\n");
    T_BIBLIO_HAS(t_biblio(FACET_RIS, "", "", answer), "TY  - PAT\r\n");
    T_BIBLIO_HAS(t_biblio(FACET_CSL, "", "", answer), "\"id\":\t\"patent\"");
}

static void the_kind_shows_the_sort(void)
{
    static const char *const rows[][4] = {
        {"EP", "1", "A1", "{patreqeu}"},
        {"EP", "1", "B1", "{patenteu}"},
        {"US", "1", "A", "{patentus}"},
        {"US", "1", "A1", "{patrequs}"},
        {"US", "1", "A9", "{patrequs}"},
        {"GB", "1", "A", "{patentuk}"},
        {"GB", "2500001", "A", "{patrequk}"},
        {"DE", "1", "A1", "{patreqde}"},
        {"DE", "1", "T2", "{patentde}"},
        {"FR", "1", "B1", "{patentfr}"},
        {"FR", "1", "A1", "{patreqfr}"},
        {"WO", "1", "A1", "{patreq}"},
        {"CN", "1", "B", "{patent}"},
        {"SE", "1", "L", "{patreq}"},
        {"AT", "1", "T", "{patent}"},
        {"DE", "1", "U1", "{utility model}"},
        {"JP", "1", "Y2", "{utility model}"},
        {"US", "1", "S1", "{design}"},
        {"ZZ", "1", "A", "{patent}"},
        {"ZZ", "1", "", "{patent}"},
    };
    char answer[1024];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        snprintf(answer, sizeof(answer),
                 BIBLIO_ANSWER(
                     "<exchange-document country=\"%s\" doc-number=\"%s\" "
                     "kind=\"%s\"><bibliographic-data/></exchange-document>"),
                 rows[i][0], rows[i][1], rows[i][2]);
        T_BIBLIO_HAS(t_biblio(FACET_BIBTEX, "", "", answer), rows[i][3]);
    }
}

static int run(int argc, char **argv)
{
    static const struct test_case cases[] = {
        {"BibTeX is an entry", bibtex_is_an_entry},
        {"RIS is a record", ris_is_a_record},
        {"CSL is an array of one", csl_is_an_array_of_one},
        {"TeX reads signs as they are", tex_reads_signs_as_they_are},
        {"braces are always in pairs", braces_are_always_in_pairs},
        {"a value is on one line", a_value_is_on_one_line},
        {"RIS has no asterisk in a name", ris_has_no_asterisk_in_a_name},
        {"JSON escapes", json_escapes},
        {"names are read surname first", names_are_read_surname_first},
        {"a name without parts is literal", a_name_without_parts_is_literal},
        {"half a date is half a date", half_a_date_is_half_a_date},
        {"nothing is an entry still", nothing_is_an_entry_still},
        {"the kind shows the sort", the_kind_shows_the_sort},
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
