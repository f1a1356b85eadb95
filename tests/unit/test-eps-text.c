/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents of the publication server as text, and descriptions in pieces, of
 * theirs and of OPS's.
 */
#include "facet-fixture.h"

#define DOCUMENT(inside)                                                       \
    "<?xml version='1.0'?><!DOCTYPE ep-patent-document SYSTEM 'x.dtd'>"        \
    "<ep-patent-document lang='en' doc-number='1000000' kind='A1'>" inside     \
    "</ep-patent-document>"
#define DESCRIPTION(inside)                                                    \
    DOCUMENT("<description lang='en'>" inside "</description>")
#define FULLTEXT(inside)                                                       \
    ANSWER("<f:fulltext-documents xmlns:f='http://www.epo.org/fulltext'>"      \
           "<f:fulltext-document><f:description lang='EN'>" inside             \
           "</f:description></f:fulltext-document></f:fulltext-documents>")

static void description(const char *answer, const char *want)
{
    t_facet_is(FACET_DESCRIPTION, "EP1000000A1", answer, want);
}

static void paragraphs_have_numbers(void)
{
    description(DESCRIPTION(
                    "<heading id='h0001'><u>Technical</u> field</heading>"
                    "<p id='p0001' num='0001'>H<sub>2</sub>O &alpha;"
                    "-ray &amp; more<br/>of it</p>"
                    "<p num='0002'>[0002] has its own</p>"
                    "<p num=''>has none</p><p num='0003'> </p>"),
                "Technical field\n\n[0001] H2O \xce\xb1-ray & more\nof it\n\n"
                "[0002] has its own\n\nhas none\n");
    t_facet_refused(FACET_DESCRIPTION, DOCUMENT("<claims lang='en'/>"),
                    -ENODATA);
}

static void powers_are_no_digits(void)
{
    description(DESCRIPTION("<p>3x10<sup>9</sup>, 10<sup><i>-4</i></sup>, 10"
                            "<sup>\u2212"
                            "3</sup> m<sup>2</sup>, R<sup>1</sup>, "
                            "CML-3<sup>d,e</sup>, 2 <sup>1)</sup><sup/></p>"),
                "3x10^9, 10^-4, 10^\u2212"
                "3 m2, R1, CML-3d,e, 2 1)\n");
    description(DESCRIPTION("<p>In<table><tgroup><tbody><row><entry>10"
                            "<sup>5</sup>/ml</entry></row></tbody></tgroup>"
                            "</table></p>"),
                "In\n10^5/ml\n");
}

static void pictures_are_named(void)
{
    description(
        DESCRIPTION(
            "<p num='1'>a<chemistry id='chem0001' num='0001'><img id='ib0012' "
            "file='imgb0012.tif'/></chemistry>b <maths id='math0001'><math>"
            "<mi>V</mi><mo>=</mo><mfrac><mn>4</mn><mn>3</mn></mfrac><msup>"
            "<mi>r</mi><mn>3</mn></msup></math><img id='ib0013' "
            "file='imgb0013.tif'/></maths>.</p>"),
        "[1] a [img 0012 imgb0012.tif] b [img 0013 imgb0013.tif: V = 4/3 r^3] "
        ".\n");
}

static void lists_have_marks(void)
{
    description(
        DESCRIPTION("<p num='1'>Of:<ul><li>one</li><li>(b) two</li></ul>and"
                    "<ol><li>x<ul list-style='none'><li>y</li></ul></li>"
                    "<li>z</li></ol><dl><dt>T</dt><dd>time</dd><dt>U</dt>"
                    "<dd>use</dd></dl></p>"),
        "[1] Of:\n- one\n(b) two\nand\n1. x\ny\n2. z\nT: time\nU: use\n");
}

#define CELL(text) "<entry>" text "</entry>"

static void tables_are_aligned(void)
{
    description(
        DESCRIPTION(
            "<p num='1'>See<tables id='t1'><table><title>Table 1</title>"
            "<tgroup cols='3'><colspec colname='c1'/><colspec colname='c2'/>"
            "<colspec colname='c3'/><thead><row>" CELL(
                "Name") "<entry namest='c2' nameend='c3'>Both columns</entry></row>"
                        "</thead><tbody><row><entry morerows='1'>\xc3\xa9t\xc3\xa9"
                        "</entry>" CELL("1") CELL(
                            "<p>two</p><p>lines</p>") "</row><row>" CELL("22")
                            CELL("x") "</row><row>" CELL("")
                                CELL("") "</row></tbody>"
                                         "</tgroup></table></tables>after</p>"),
        "[1] See\nTable 1\nName  Both columns\n\xc3\xa9t\xc3\xa9   1   two "
        "lines\n      22  x\nafter\n");
}

static void tables_within_tables_are_one_line(void)
{
    struct buf deep = BUF_INIT(1 << 20);
    const char *text;

    buf_puts(&deep, "<ep-patent-document><description>");
    for (int i = 0; i < 30; i++)
        buf_puts(&deep, "<table><tgroup><tbody><row><entry>");
    buf_puts(&deep, "inside");
    for (int i = 0; i < 30; i++)
        buf_puts(&deep, "</entry></row></tbody></tgroup></table>");
    buf_puts(&deep, "</description></ep-patent-document>");
    text = t_facet_of(FACET_DESCRIPTION, "EP1000000A1", "",
                      slice_of(buf_text(&deep)), 0);
    CHECK_STR(text, "inside\n");
    buf_fini(&deep);
}

static const char claims[] = DOCUMENT(
    "<claims id='claims01' lang='en'><claim num='0001'><claim-text>A box:"
    "<claim-text>a lid;</claim-text><claim-text>a key.</claim-text>"
    "</claim-text></claim><claim num='0002'><claim-text>2. Its use.</claim-text>"
    "</claim></claims><claims id='claims02' lang='de'><claim num='0001'>"
    "<claim-text>Ein Kasten.</claim-text></claim></claims>");

static void claims_have_languages_and_numbers(void)
{
    t_facet_is(
        FACET_CLAIMS, "EP1000000A1", claims,
        "== EP1000000A1, en, independent: 1, 2\n\n1. A box:\na lid;\na key.\n\n2. Its use.\n\n"
        "== EP1000000A1, de\n\n1. Ein Kasten.\n");
    t_facet_part(FACET_CLAIMS, "EP1000000A1", "de", claims,
                 "== EP1000000A1, de\n\n1. Ein Kasten.\n");
    t_facet_is(FACET_CLAIMS, "EP1000000A1",
               DOCUMENT("<claims lang='fr'><claim num='0001'><claim-text>Une "
                        "boîte.</claim-text></claim><claim num='0002'>"
                        "<claim-text>Selon la revendication 1.</claim-text>"
                        "</claim></claims>"),
               "== EP1000000A1, fr, independent: 1\n\n1. Une boîte."
               "\n\n2. Selon la revendication 1.\n");
    t_facet_part(FACET_CLAIM, "EP1000000A1", "2", claims, "2. Its use.\n");
    t_facet_is(FACET_CLAIM_NAMES, "EP1000000A1", claims, "001.txt\n002.txt\n");
    t_facet_refused(FACET_CLAIM, claims, -ENODATA);
}

static void all_of_it_is_one_text(void)
{
    t_facet_is(
        FACET_TEXT, "",
        DOCUMENT(
            "<SDOBI lang='en'><B100><B110>1000000</B110><B140><date>"
            "20000517</date></B140></B100><B700><B711><snm>Box Ltd</snm>"
            "<adr><str>1 Lane</str><city>Town</city></adr></B711></B700>"
            "<B999>kept</B999></SDOBI><abstract lang='en'><p num='1'>Short.</p></abstract>"
            "<drawings lang='en'><figure><img id='if0001' "
            "file='imgf0001.tif'/></figure></drawings>"
            "<search-report-data lang='en'><doc-page id='srep0001' "
            "file='srep0001.tif'/></search-report-data>"
            "<ep-reference-list><p>Cited:<ul><li><patcit><document-id>"
            "<country>US</country><doc-number>5</doc-number><kind>A</kind>"
            "</document-id></patcit><crossref>[0003]</crossref></li><li>"
            "<nplcit><article><author><name>Roe</name></author><atl>Boxes"
            "</atl></article></nplcit></li></ul></p></ep-reference-list>"
            "<new-section lang='xx'><p>unknown</p></new-section><empty/>"),
        "== bibliography (en)\n\nB110 number: 1000000\nB140 publication date: 20000517\n"
        "B711 applicant: Box Ltd; 1 Lane; Town\nB999: kept\n\n== abstract (en)\n\n[1] Short.\n\n"
        "== drawings (en)\n\n[img 0001 imgf0001.tif]\n\n"
        "== search report (en)\n\n[page 0001 srep0001.tif]\n\n"
        "== references cited\n\nCited:\n- US 5 A [0003]\n- Roe, Boxes\n\n"
        "== new-section (xx)\n\nunknown\n");
}

static void pieces(const char *answer, const char *names, const char *headings,
                   const char *second)
{
    t_facet_is(FACET_PIECE_NAMES, "EP1000000A1", answer, names);
    t_facet_is(FACET_HEADINGS, "EP1000000A1", answer, headings);
    t_facet_part(FACET_PIECE, "EP1000000A1", "2", answer, second);
}

static void pieces_follow_paragraphs(void)
{
    pieces(DESCRIPTION("<heading>Field</heading><p num='0001'>One.</p>"
                       "<heading>Art</heading><heading>Prior\nart</heading>"
                       "<p num='0002'>Two.</p><p num='0003'>Three.</p>"
                       "<heading>End</heading>"),
           "0001.txt\n0002.txt\n0003.txt\n0004.txt\n",
           "file\tparagraph\theading\n0001.txt\t0001\tField\n"
           "0002.txt\t0002\tArt\n0002.txt\t0002\tPrior art\n"
           "0004.txt\t\tEnd\n",
           "Art\n\nPrior art\n\n[0002] Two.\n");
    pieces(FULLTEXT("<f:p>Field</f:p><f:p>[0001] One.</f:p><f:p>Art</f:p>"
                    "<f:p>[0002] Two.</f:p><f:p>Not a heading, this.</f:p>"),
           "0001.txt\n0002.txt\n0003.txt\n",
           "file\tparagraph\theading\n0001.txt\t0001\tField\n"
           "0002.txt\t0002\tArt\n",
           "Art\n\n[0002] Two.\n");
    pieces(FULLTEXT("<f:p>No numbers</f:p><f:p>Two</f:p>"),
           "0001.txt\n0002.txt\n", "file\tparagraph\theading\n", "Two\n");
    t_facet_refused(FACET_PIECE, FULLTEXT("<f:p>One</f:p>"), -ENODATA);
}

static void no_line_is_long(void)
{
    struct buf text = BUF_INIT(1 << 20), answer = BUF_INIT(1 << 20);
    struct slice rest, line;
    const char *made;
    size_t words = 0;

    for (int i = 0; i < 3000; i++)
        buf_puts(&text, i % 1000 == 999 ? "\xc3\xa9" : "\xc3\xa9\xc3\xa9 ");
    for (int i = 0; i < 4500; i++)
        buf_putc(&text, 'x');
    buf_printf(&answer,
               "<ep-patent-document><description><p>%s</p></description>"
               "</ep-patent-document>",
               buf_text(&text));
    made = t_facet_of(FACET_PIECE, "EP1000000A1", "1",
                      slice_of(buf_text(&answer)), 0);
    rest = slice_of(made);
    while (slice_cut(&rest, '\n', &line)) {
        size_t characters = 0;

        for (size_t i = 0; i < line.len; i++)
            characters += (line.at[i] & 0xc0) != 0x80;
        CHECK(characters <= 2000);
        CHECK(line.len > 0 && line.at[0] != ' ');
        words += line.len;
    }
    CHECK(words > 10000);
    buf_fini(&text);
    buf_fini(&answer);
}

TEST_MAIN({"paragraphs have numbers", paragraphs_have_numbers},
          {"powers are no digits", powers_are_no_digits},
          {"pictures are named", pictures_are_named},
          {"lists have marks", lists_have_marks},
          {"tables are aligned", tables_are_aligned},
          {"tables within tables are one line",
           tables_within_tables_are_one_line},
          {"claims have languages and numbers",
           claims_have_languages_and_numbers},
          {"all of it is one text", all_of_it_is_one_text},
          {"pieces follow paragraphs", pieces_follow_paragraphs},
          {"no line is long", no_line_is_long})
