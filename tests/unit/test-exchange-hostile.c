/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers as no one would send them, and large ones: bounded in time and
 * space. How quick that is, the benchmark measures.
 */
#include "exchange-fixture.h"

#include "base/buf.h"

#include <errno.h>

/* Macros stand for elements of a document; a formatter takes them apart. */
/* clang-format off */

#define ROOT_END "</exchange-documents></ops:world-patent-data>"
#define BODY_MAX ((size_t)64 << 20)

static void body_start(struct buf *b)
{
    *b = BUF_INIT(BODY_MAX);
    buf_puts(b, STYLED ROOT_TAG "<exchange-documents>");
}

static struct slice body_end(struct buf *b)
{
    buf_puts(b, ROOT_END);
    CHECK_INT(b->error, 0);
    return (struct slice){buf_text(b), b->len};
}

static void add_document(struct buf *b, unsigned number, const char *kind,
                         unsigned application, unsigned citations)
{
    buf_printf(b,
               "<exchange-document country='EP' doc-number='%u' kind='%s'>"
               "<bibliographic-data><publication-reference><document-id "
               "document-id-type='epodoc'><doc-number>EP%u</doc-number>"
               "</document-id></publication-reference><application-reference>"
               "<document-id document-id-type='docdb'><country>EP</country>"
               "<doc-number>%u</doc-number><kind>A</kind></document-id>"
               "</application-reference><references-cited>",
               number, kind, number, application);
    for (unsigned i = 0; i < citations; i++)
        buf_puts(b, "\n                    <citation cited-phase='search'>"
                    "<patcit><document-id document-id-type='docdb'><country>EP"
                    "</country><doc-number>1234567</doc-number></document-id>"
                    "</patcit></citation>");
    buf_puts(b, "</references-cited></bibliographic-data></exchange-document>");
}

/* A hundred references `EP.<first>.A1`, and on; one per line. */
static const char *hundred(char text[2000], unsigned first)
{
    size_t len = 0;

    for (unsigned i = 0; i < 100; i++)
        len += (size_t)snprintf(text + len, 2000 - len, "EP.%u.A1\n",
                                first + i);
    return text;
}

static void a_large_answer_is_taken_apart(void)
{
    char refs[2000];
    struct buf b;
    struct slice body;
    struct t_split_parts t;

    body_start(&b);
    for (unsigned i = 0; i < 300; i++)
        add_document(&b, 1000 + i / 3, i % 3 == 0 ? "A1" : "B1",
                     5000 + i / 3, 84);
    body = body_end(&b);
    for (int full_cycle = 0; full_cycle < 2; full_cycle++) {
        CHECK_INT(t_split(&t, body, hundred(refs, 1000), full_cycle), 0);
        CHECK_INT(t.count, 100);
        for (size_t i = 0; i < t.count; i++)
            CHECK_INT(t.fates[i], FATE_FOUND);
        t_split_fini(&t);
    }
    buf_fini(&b);
}

static int split_many(unsigned documents, bool full_cycle, bool one_application)
{
    char refs[2000];
    struct buf b;
    struct t_split_parts t;
    int r;

    body_start(&b);
    for (unsigned i = 0; i < documents; i++)
        add_document(&b, i, "A1", one_application ? 1 : i, 0);
    r = t_split(&t, body_end(&b), hundred(refs, 1), full_cycle);
    CHECK_INT(t.count, r == 0 ? 100 : 0);
    t_split_fini(&t);
    buf_fini(&b);
    return r;
}

static void thousands_of_documents(void)
{
    CHECK_INT(split_many(10000, false, false), 0);
    CHECK_INT(split_many(10000, true, false), 0);
    CHECK_INT(split_many(10001, false, false), -EBADMSG);
}

/* A hundred times the whole answer is more than can have been meant. */
static void one_document_cannot_be_all_answers(void)
{
    CHECK_INT(split_many(1000, true, true), 0);
    CHECK_INT(split_many(9000, true, true), -EBADMSG);
}

static void documents_in_documents(void)
{
    struct buf b;
    struct t_split_parts t;

    body_start(&b);
    for (unsigned i = 0; i < 150; i++)
        buf_printf(&b, "<exchange-document country='EP' doc-number='%u' "
                       "kind='A1'>", i);
    for (unsigned i = 0; i < 150; i++)
        buf_puts(&b, "</exchange-document>");
    CHECK_INT(t_split(&t, body_end(&b), "EP.0.A1\nEP.1.A1", false), 0);
    CHECK_INT(t.fates[0], FATE_FOUND);
    CHECK_INT(t.fates[1], FATE_UNKNOWN);
    t_split_fini(&t);
    buf_fini(&b);
}

#define DOC(attributes, inside)                                                \
    "<exchange-document " attributes ">" inside "</exchange-document>"
#define IDS(inside)                                                            \
    "<bibliographic-data><publication-reference>" inside                       \
    "</publication-reference></bibliographic-data>"

static void without_ids_nothing_is_found(void)
{
    static const char *const documents[] = {
        DOC("", ""),
        DOC("country='' doc-number='' kind=''", ""),
        DOC("country='EP' kind='A1'", ""),
        DOC("doc-number='1' kind='A1'", IDS("<document-id/>")),
        DOC("country='EP' doc-number='1 1' kind='A1'", IDS(ID_EPODOC("EP"))),
        DOC("kind='A1'", IDS(ID_EPODOC("1"))),
        DOC("country='EP' doc-number='99999999999999999999999999999999999999999"
            "99999999999999999999999999' kind='A1'", ""),
        DOC("country='EP' doc-number='1' kind='A1A1'", ""),
        DOC("", "<parties><publication-reference>" ID_DOCDB("EP", "1", "A1", "")
                "</publication-reference></parties>"),
        DOC("", IDS("<a>" ID_DOCDB("EP", "1", "A1", "") "</a>")),
        DOC("", IDS("<ops:document-id document-id-type='docdb'><country>EP"
                    "</country></ops:document-id>")),
    };
    char body[2000];

    for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
        snprintf(body, sizeof(body),
                 STYLED ROOT_TAG "<exchange-documents>%s" ROOT_END,
                 documents[i]);
        t_split_fates(body, "EP.1.A1\nEP1A1\nEP1.A1\n\n.\nEP", false, "uuuuuu");
        t_split_fates(body, "EP.1.A1\nEP1A1\nEP1.A1\n\n.\nEP", true, "uuuuuu");
    }
}

/* What the attributes do not say, the ids do; a text in pieces is one. */
static void ids_may_stand_inside_only(void)
{
    t_split_fates(BULK(DOC("", IDS(ID_EPODOC("EP2")
                                   ID_DOCDB("<!-- -->E<![CDATA[P]]>", " 01\n",
                                            "A1", "20000517")))),
                  "EP.1.A1\nEP.1.A1.20000517\nEP.1.A1.20000518\nEP.1.B1\nEP2",
                  false, "ffuuf");
}

#define DIGITS "2222222222222222222222222222222222222222"

static void texts_that_are_too_long_are_none(void)
{
    static const char *const numbers[] = {
        "1<!-- -->" DIGITS DIGITS,
        DIGITS "<!-- -->" DIGITS "<!-- -->1",
        "1<!-- -->" DIGITS DIGITS "<!-- --> ",
    };
    char body[2000];

    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        snprintf(body, sizeof(body),
                 ROOT_TAG "<exchange-documents>" DOC(
                     "kind='A1'", IDS(ID_DOCDB("EP", "%s", "A1", "")))
                     ROOT_END,
                 numbers[i]);
        t_split_fates(body, "EP.1.A1\nEP." DIGITS ".A1", false, "uu");
    }
}

static void the_first_ids_count(void)
{
    t_split_fates(BULK(DOC("country='EP' doc-number='1' kind='A1'",
                           IDS(ID_DOCDB("EP", "2", "A2", "20000517")
                               ID_EPODOC("EP3") ID_EPODOC("EP4")))),
                  "EP.1.A1\nEP.2.A1\nEP3\nEP4\nEP.1.A2", false, "fufuu");
}

TEST_MAIN({"a large answer is taken apart", a_large_answer_is_taken_apart},
          {"thousands of documents", thousands_of_documents},
          {"one document cannot be all answers",
           one_document_cannot_be_all_answers},
          {"documents in documents", documents_in_documents},
          {"without ids nothing is found", without_ids_nothing_is_found},
          {"ids may stand inside only", ids_may_stand_inside_only},
          {"texts that are too long are none",
           texts_that_are_too_long_are_none},
          {"the first ids count", the_first_ids_count})
