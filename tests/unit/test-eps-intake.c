/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes from the publication server: lists, documents, pages that are
 * neither. */
#include "doc/eps_intake.h"

#include "check.h"
#include "doc/eps_list.h"
#include "doc/xml.h"
#include "ops/eps_verdict.h"

#define BASE "https://data.epo.org/publication-server/rest/v1.2"
#define LINK(address, name) "<a href=\"" address name "\">" name "</a>\n"
#define XML_DOC                                                                \
    "<?xml version=\"1.0\"?><!DOCTYPE ep-patent-document PUBLIC \"x\" "        \
    "\"x.dtd\"><ep-patent-document country=\"EP\" doc-number=\"1004359\" "     \
    "kind=\"B1\"><p>&alpha;</p></ep-patent-document>"
#define PAGE(title, text)                                                      \
    "<!DOCTYPE html>\n<html><head><title>" title "</title></head><body>" text  \
    "</body></html>"

static struct finding f;

static enum intake look_at(enum source_id source, enum form form,
                           const char *path, int status, struct slice body)
{
    struct identity asked = {source, form, path, BASE};
    struct received got = {status, body, SLICE(""), SLICE("")};

    eps_intake_examine(&asked, &got, &f);
    return f.intake;
}

static enum intake document(enum form form, int status, struct slice body)
{
    return look_at(SOURCE_EPS_DOCUMENT, form,
                   "patents/EP1004359NWB1/document.xml", status, body);
}

static enum intake list(const char *page)
{
    return look_at(SOURCE_EPS_DAY, FORM_HTML,
                   "publication-dates/20240320/patents", 200, slice_of(page));
}

static void takes_documents(void)
{
    CHECK_INT(document(FORM_XML, 200, SLICE(XML_DOC)), INTAKE_GOOD);
    CHECK_INT(document(FORM_PDF, 200, SLICE("%PDF-1.4\n%%EOF\n")), INTAKE_GOOD);
    CHECK_INT(document(FORM_HTML, 200, SLICE(PAGE("EP 1004359", ""))),
              INTAKE_GOOD);
}

static void refuses_other_documents(void)
{
    struct slice other = SLICE("<ep-patent-document doc-number=\"1004358\" "
                               "kind=\"B1\"/>");
    struct slice kind = SLICE("<ep-patent-document doc-number=\"1004359\" "
                              "kind=\"A1\"/>");

    CHECK_INT(document(FORM_XML, 200, other), INTAKE_MISMATCH);
    CHECK_INT(document(FORM_XML, 200, kind), INTAKE_MISMATCH);
    CHECK_INT(document(FORM_XML, 200, SLICE("<a/>")), INTAKE_MALFORMED);
    CHECK_INT(document(FORM_XML, 200, SLICE("<ep-patent-document>")),
              INTAKE_MALFORMED);
    CHECK_INT(document(FORM_XML, 200,
                       SLICE("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")),
              INTAKE_HOSTILE);
    CHECK_INT(document(FORM_XML, 200, SLICE("  ")), INTAKE_EMPTY);
    CHECK_INT(document(FORM_PDF, 200, SLICE("%PDF-1.4\n")), INTAKE_MALFORMED);
}

static void knows_pages(void)
{
    CHECK_INT(document(FORM_XML, 200, SLICE(PAGE("Sorry", ""))),
              INTAKE_MALFORMED);
    CHECK_STR(f.message, "a page called \"Sorry\"");
    CHECK_INT(document(FORM_PDF, 200,
                       SLICE(PAGE("x", "<a href='https://patentscope'>"))),
              INTAKE_FAULT);
    CHECK_STR(f.code, EPS_NONE);
    CHECK_INT(document(FORM_HTML, 200, SLICE(PAGE("Sorry", ""))),
              INTAKE_MALFORMED);
    CHECK_INT(document(FORM_XML, 500, SLICE(PAGE("Error", ""))),
              INTAKE_MALFORMED);
    CHECK_INT(look_at(SOURCE_EPS_DOCUMENT, FORM_XML,
                      "patents/EP3500001NWA1/document.xml", 500, SLICE("")),
              INTAKE_FAULT);
    CHECK_STR(f.code, EPS_NONE);
}

/* As zip(1) writes one of one empty file, `a`. */
static const char archive[] =
    "PK\3\4\12\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0a"
    "PK\1\2\36\3\12\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0a"
    "PK\5\6\0\0\0\0\1\0\1\0/\0\0\0\37\0\0\0\0\0";

static void a_zip_must_be_whole(void)
{
    struct slice whole = {archive, sizeof(archive) - 1};

    CHECK_INT(document(FORM_ZIP, 200, whole), INTAKE_GOOD);
    for (size_t len = 1; len < whole.len; len++)
        CHECK_INT(document(FORM_ZIP, 200, (struct slice){archive, len}),
                  INTAKE_MALFORMED);
    CHECK_INT(document(FORM_ZIP, 200, SLICE(PAGE("Sorry", ""))),
              INTAKE_MALFORMED);
}

static void takes_lists(void)
{
    CHECK_INT(list(LINK("/rest/patents/", "EP1004359NWB1")), INTAKE_GOOD);
    CHECK_INT(list(LINK(BASE "/patents/", "EP1004359NWB1")
                       LINK("https://www.epo.org:443/patents/", "EP1004358NWB1")
                           LINK("https://example.com/", "x")),
              INTAKE_GOOD);
    CHECK_INT(look_at(SOURCE_EPS_DATES, FORM_HTML, "publication-dates", 200,
                      SLICE("<A class=x HREF = '/p/20130904/patents'>x</A>")),
              INTAKE_GOOD);
}

static void refuses_lists(void)
{
    CHECK_INT(list(PAGE("Nothing", "")), INTAKE_FAULT);
    CHECK_STR(f.code, EPS_EMPTY);
    CHECK_INT(look_at(SOURCE_EPS_DATES, FORM_HTML, "publication-dates", 200,
                      SLICE(PAGE("Dates", ""))),
              INTAKE_MALFORMED);
    CHECK_INT(list("no page"), INTAKE_MALFORMED);
    CHECK_INT(list(LINK("/patents/", "EP1004359NWB1")
                       LINK("http://example.com/patents/", "EP1004358NWB1")),
              INTAKE_FAULT);
    CHECK_STR(f.code, EPS_FOREIGN);
    CHECK_INT(list(
                  LINK("//data.epo.org.example.com/patents/", "EP1004358NWB1")),
              INTAKE_FAULT);
    CHECK_STR(f.code, EPS_FOREIGN);
    CHECK_INT(list(LINK("https://data.epo.org@example.com/patents/",
                        "EP1004358NWB1")),
              INTAKE_FAULT);
    CHECK_STR(f.code, EPS_FOREIGN);
}

static void a_list_is_bounded(void)
{
    struct buf page = BUF_INIT(16 << 20);

    for (int i = 0; i < 100000; i++)
        buf_printf(&page, "<a href='/patents/EP%07dNWB1'>x</a>", i);
    CHECK_INT(list(buf_text(&page)), INTAKE_FAULT);
    CHECK_STR(f.code, EPS_LONG);
    buf_fini(&page);
}

static void reads_lists(void)
{
    static const char page[] = LINK("/patents/", "EP1004359NWB1")
        LINK("/patents/", "EP0430402W1B9")
            LINK("/patents/", "EP1004359W2B1") "<a href=/patents/x>"
                                               "<a href='";
    static const char days[] =
        "<a href='/publication-dates/20130904/patents'>2013/09/04</a>"
        "<a href='/publication-dates/20240320/patents'>2024/03/20</a>";
    struct buf text = BUF_INIT(1000);

    CHECK_INT(eps_list_names(SLICE(page), &text), 0);
    CHECK_STR(buf_text(&text), "EP1004359B1\nEP0430402B9\n");
    buf_reset(&text);
    CHECK_INT(eps_list_index(SLICE(page), &text), 0);
    CHECK_STR(buf_text(&text), "number\tkind\tdocument\tcorrection\n"
                               "EP1004359B1\tB1\tEP1004359NWB1\t\n"
                               "EP0430402B9\tB9\tEP0430402W1B9\tW1\n"
                               "EP1004359B1\tB1\tEP1004359W2B1\tW2\n");
    buf_reset(&text);
    CHECK_INT(eps_list_dates(SLICE(days), &text), 0);
    CHECK_STR(buf_text(&text), "2024-03-20\n2013-09-04\n");
    buf_fini(&text);
}

TEST_MAIN({"takes documents", takes_documents},
          {"refuses other documents", refuses_other_documents},
          {"knows pages", knows_pages},
          {"a zip must be whole", a_zip_must_be_whole},
          {"takes lists", takes_lists}, {"refuses lists", refuses_lists},
          {"a list is bounded", a_list_is_bounded},
          {"reads lists", reads_lists})
