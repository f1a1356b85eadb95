/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts of small answers, each for one rule of the walk; whole answers are
 * golden cases.
 */
#include "doc/labels.h"
#include "doc/render.h"

#include "check.h"

#include <errno.h>
#include <string.h>

#define ROOT(inside)                                                           \
    "<o:world-patent-data xmlns='http://www.epo.org/exchange' "                \
    "xmlns:o='http://ops.epo.org' xmlns:r='http://www.epo.org/register' "      \
    "xmlns:c='http://www.epo.org/cpcexport' "                                  \
    "xmlns:f='http://www.epo.org/fulltext' xmlns:x='http://x.example'>" inside \
    "</o:world-patent-data>"

static int text_of(const char *answer, struct buf *to)
{
    struct slice body = slice_of(answer);

    return render(FACET_TEXT, SLICE(""), SLICE(""), body, to);
}

static void check_text(const char *answer, const char *want)
{
    struct buf text = BUF_INIT(SIZE_MAX);

    CHECK_INT(text_of(answer, &text), 0);
    CHECK_STR(buf_text(&text), want);
    buf_fini(&text);
}

static void a_fact_a_line(void)
{
    check_text(ROOT("<invention-title lang='en'> Box\n of\tboxes "
                    "</invention-title>"),
               "title [en]: Box of boxes\n");
    check_text(ROOT("<publication-reference>"
                    "<document-id document-id-type='docdb'>"
                    "<country>EP</country><doc-number>1000000</doc-number>"
                    "<kind>A1</kind><date>20000517</date></document-id>"
                    "</publication-reference>"),
               "publication [docdb]: EP1000000A1 2000-05-17\n");
    check_text(ROOT("<r:term-of-grant change-date='20220708'>"
                    "<r:lapsed-in-country><r:country>HU</r:country>"
                    "<r:date>20100624</r:date></r:lapsed-in-country>"
                    "</r:term-of-grant>"),
               "lapsed [2022-07-08]: HU 2010-06-24\n");
}

/* Nothing but attributes: that it is there is the fact. */
static void attributes_alone(void)
{
    check_text(ROOT("<r:withdrawn-by-applicant change-gazette-num='2015/53'/>"),
               "withdrawn by applicant [gazette 2015/53]\n");
    check_text(ROOT("<r:withdrawn-by-applicant/>"), "");
}

static void what_is_unknown_is_shown(void)
{
    check_text(ROOT("<some-thing howMany='3'><its_part>a</its_part>"
                    "<otherPart>b</otherPart></some-thing>"),
               "some thing: how many 3\nsome thing its part: a\n"
               "some thing other part: b\n");
    check_text(ROOT("<x:date>20240522</x:date><x:country>DE</x:country>"),
               "date: 2024-05-22\ncountry: DE\n");
    check_text(ROOT("<document-id><country>EP</country><x:odd>y</x:odd>"
                    "</document-id>"),
               "document id: EP, odd y\n");
    check_text(ROOT("<a when='BY_AND_BY' url='http://x.example/?a_B&amp;c'/>"),
               "a: when by and by, http://x.example/?a_B&c\n");
    check_text(ROOT("<nothing/><some><nothing/></some>"), "");
    check_text(ROOT("<nothing but='this'/>"), "nothing: but this\n");
    check_text(ROOT("stray<a>b</a>text"), "answer: straybtext\n");
}

static void sentences_keep_their_parts(void)
{
    check_text(ROOT("<abstract lang='en'><p>H<sub>2</sub>O of <b>claim</b> 1."
                    "</p><p>Two.</p></abstract>"),
               "abstract [en]: H2O of claim 1.\nabstract [en]: Two.\n");
    check_text(ROOT("<c:class-title><c:title-part><c:text>A</c:text>"
                    "<c:explanation><c:text>not <c:class-ref>B</c:class-ref>; "
                    "nor C</c:text></c:explanation></c:title-part>"
                    "<c:title-part><c:text>D</c:text></c:title-part>"
                    "</c:class-title>"),
               "title: A (not B; nor C); D\n");
    check_text(ROOT("<c:note type='note'><c:note-paragraph>This <c:u>covers"
                    "</c:u>: <c:subnote><c:note-paragraph>a;</c:note-paragraph>"
                    "<c:note-paragraph>b.</c:note-paragraph></c:subnote>"
                    "</c:note-paragraph></c:note>"),
               "note: This covers:\nnote: a;\nnote: b.\n");
    check_text(ROOT("<new>one <inner>two</inner> three</new>"),
               "new: one two three\n");
}

static void prose_is_paragraphs(void)
{
    check_text(ROOT("<f:claims lang='EN'><f:claim><f:claim-text>1. A:\na."
                    "</f:claim-text><f:claim-text>2. B.</f:claim-text>"
                    "</f:claim></f:claims><f:description lang='EN'>"
                    "<f:heading>H</f:heading><f:p>P</f:p></f:description>"),
               "== claims [EN]\n\n1. A:\na.\n\n2. B.\n\n"
               "== description [EN]\n\nH\n\nP\n");
    check_text(ROOT("<f:description lang='EN'> </f:description>"), "");
}

static void only_dates_become_dates(void)
{
    check_text(ROOT("<date>20240522</date>"), "date: 2024-05-22\n");
    check_text(ROOT("<doc-number>20240522</doc-number>"), "number: 20240522\n");
    check_text(ROOT("<date>20241322</date><date>00010001</date><date>2024"
                    "</date><date>2024-05-22</date>"),
               "date: 20241322\ndate: 00010001\ndate: 2024\n"
               "date: 2024-05-22\n");
    check_text(ROOT("<o:L525EP desc='Effective DATE'>20120606</o:L525EP>"
                    "<o:L501EP desc='Number'>20120606</o:L501EP>"),
               "Effective DATE: 2012-06-06\nNumber: 20120606\n");
}

static void prefixes_do_not_matter(void)
{
    check_text("<q:world-patent-data xmlns:q='http://ops.epo.org'>"
               "<register-document xmlns='http://www.epo.org/register' "
               "lang='en' id='x' status='Granted'/></q:world-patent-data>",
               "register document: language en, status Granted\n");
}

static void records_stand_apart(void)
{
    check_text(ROOT("<exchange-documents>"
                    "<exchange-document country='EP' doc-number='1' kind='A'/>"
                    "<exchange-document country='EP' doc-number='2' kind='B1' "
                    "status='not found'/></exchange-documents>"),
               "document: EP1A\n\ndocument: EP2B1, status not found\n");
}

/* A label in a label, each of them long: what is nearest is shown. */
static void long_labels_are_cut(void)
{
    struct buf answer = BUF_INIT(SIZE_MAX), text = BUF_INIT(SIZE_MAX);

    buf_puts(&answer, "<o:world-patent-data xmlns:o='http://ops.epo.org'>");
    for (int i = 0; i < 100; i++)
        buf_printf(&answer, "<o:a-rather-long-name-%d>", i);
    buf_puts(&answer, "<o:b>x</o:b><o:b>y</o:b>");
    for (int i = 100; i-- > 0;)
        buf_printf(&answer, "</o:a-rather-long-name-%d>", i);
    buf_puts(&answer, "</o:world-patent-data>");
    CHECK_INT(text_of(buf_text(&answer), &text), 0);
    CHECK(text.len < 600);
    CHECK(strstr(buf_text(&text), "a rather long name 99 b: x\n"));
    CHECK(strstr(buf_text(&text), "a rather long name 99 b: y\n"));
    buf_fini(&text);
    buf_fini(&answer);
}

static void a_ceiling_is_reported(void)
{
    struct buf text = BUF_INIT(8);

    CHECK_INT(text_of(ROOT("<a>more than eight</a>"), &text), -EFBIG);
    buf_fini(&text);
    text = BUF_INIT(64);
    CHECK_INT(text_of("<a>", &text), -EBADMSG);
    buf_fini(&text);
}

/* A row that is not in its place is never found. */
static void each_row_is_found(void)
{
    for (size_t i = 1; i < labels_count; i++) {
        int order = strcmp(labels[i - 1].name, labels[i].name);
        bool apart = !(labels[i - 1].in & labels[i].in);

        if (order > 0 || (order == 0 && !apart) || !labels[i].name[0])
            printf("# %s\n", labels[i].name);
        CHECK(order < 0 || (order == 0 && apart));
    }
    for (size_t i = 1; i < attribute_labels_count; i++) {
        const struct attribute_label *row = &attribute_labels[i];
        int order = strcmp(row[-1].name, row->name);

        if (order > 0 || (order == 0 && !row[-1].of))
            printf("# %s\n", row->name);
        CHECK(order < 0 || (order == 0 && row[-1].of));
    }
}

TEST_MAIN({"attributes alone", attributes_alone},
          {"a fact a line", a_fact_a_line},
          {"what is unknown is shown", what_is_unknown_is_shown},
          {"sentences keep their parts", sentences_keep_their_parts},
          {"prose is paragraphs", prose_is_paragraphs},
          {"only dates become dates", only_dates_become_dates},
          {"prefixes do not matter", prefixes_do_not_matter},
          {"records stand apart", records_stand_apart},
          {"long labels are cut", long_labels_are_cut},
          {"a ceiling is reported", a_ceiling_is_reported},
          {"each row is found", each_row_is_found})
