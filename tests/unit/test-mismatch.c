/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc/mismatch, with answers made for it; tests/golden offers recorded ones to
 * each other.
 */
#include "doc/intake.h"
#include "doc/mismatch.h"

#include "check.h"

#define ROOT                                                                   \
    "<o:world-patent-data xmlns:o='http://ops.epo.org' "                       \
    "xmlns='http://www.epo.org/exchange'>"
#define END "</o:world-patent-data>"
#define ID(type, country, number, kind)                                        \
    "<document-id document-id-type='" type "'><country>" country               \
    "</country><doc-number>" number "</doc-number><kind>" kind                 \
    "</kind></document-id>"
#define DOCUMENT(attributes, number, inside)                                   \
    ROOT "<exchange-documents><exchange-document " attributes                  \
         " country='EP' doc-number='" number "' kind='A1'>"                    \
         "<bibliographic-data>" inside "</bibliographic-data>"                 \
         "</exchange-document></exchange-documents>" END
#define BIBLIO(number, inside) DOCUMENT("family-id='7'", number, inside)
#define ECHO_OF(service, attributes, number)                                   \
    ROOT "<o:" service " " attributes "><o:publication-reference>" ID(         \
        "docdb", "EP", number, "A1") "</o:publication-reference></o:" service  \
                                     ">" END
#define ENTRY(number)                                                          \
    ROOT                                                                       \
        "<o:register-search><r:register-documents xmlns:r='r'>"                \
        "<r:register-document><r:bibliographic-data><r:publication-reference>" \
        "<r:document-id><r:country>EP</r:country><r:doc-number>" number        \
        "</r:doc-number><r:kind>A1</r:kind></r:document-id>"                   \
        "</r:publication-reference><r:application-reference><r:document-id>"   \
        "<r:country>EP</r:country><r:doc-number>99203729</r:doc-number>"       \
        "</r:document-id></r:application-reference></r:bibliographic-data>"    \
        "</r:register-document></r:register-documents></o:register-search>" END
#define SEARCH(query, range)                                                   \
    ROOT "<o:biblio-search><o:query>" query "</o:query><o:range " range        \
         "/></o:biblio-search>" END
#define SCHEME(symbols)                                                        \
    ROOT "<o:classification-scheme><o:cpc>" symbols                            \
         "</o:cpc></o:classification-scheme>" END
#define SYMBOL(s) "<classification-symbol>" s "</classification-symbol>"
#define ITEM(s, below)                                                         \
    "<classification-item>" SYMBOL(s) below "</classification-item>"
#define CLASSES ITEM("A01", ) ITEM("A21", ) ITEM("A61", )
#define SUBCLASSES ITEM("A01B", ) ITEM("A01C", )
#define GROUPS ITEM("A01B1/00", ITEM("A01B1/02", ITEM("A01B1/022", )))
#define JSON(number)                                                                \
    "{\"o:world-patent-data\":{\"o:patent-family\":{\"@legal\":\"false\","          \
    "\"o:family-member\":[{},[],7],\"o:publication-reference\":"                    \
    "{\"document-id\":[{\"country\":{\"$\":\"EP\"},\"doc-number\":{\"$\":\"" number \
    "\"},\"kind\":{\"$\":\"A1\"}}]}}}}"

#define PUBLISHED "published-data/publication/docdb/EP.1000000.A1/"
#define FILED "published-data/application/"

static const struct {
    const char *name;
    enum source_id source;
    const char *path, *body;
    const char *seen; /* NULL: it fits */
} rows[] = {
    {"biblio", SOURCE_BIBLIO, PUBLISHED "biblio", BIBLIO("1000000", ""), NULL},
    {"another biblio", SOURCE_BIBLIO, PUBLISHED "biblio", BIBLIO("1000001", ""),
     "document is EP1000001A1"},
    {"a number with zeros", SOURCE_BIBLIO, PUBLISHED "biblio",
     BIBLIO("01000000", ""), NULL},
    {"one of several", SOURCE_BIBLIO, PUBLISHED "biblio",
     BIBLIO("7", "<publication-reference>" ID("epodoc", "", "EP1000000",
                                              "") "</publication-reference>"),
     NULL},
    {"an abstract", SOURCE_BIBLIO, PUBLISHED "biblio",
     DOCUMENT("", "1000000", ""), "part is abstract"},
    {"another kind", SOURCE_BIBLIO,
     "published-data/publication/docdb/EP.1000000.B1/biblio",
     BIBLIO("1000000",
            "<publication-reference>" ID("docdb", "EP", "1000000", "A1")
                ID("epodoc", "", "EP1000000", "") "</publication-reference>"),
     "document is EP1000000A1"},
    {"a kind among others", SOURCE_BIBLIO,
     "published-data/publication/docdb/EP.1000000.B1/biblio,full-cycle",
     ROOT
     "<exchange-documents><exchange-document family-id='7' country='EP' "
     "doc-number='1000000' kind='A1'/><exchange-document family-id='7' "
     "country='EP' doc-number='1000000' kind='B1'/></exchange-documents>" END,
     NULL},
    {"biblio for an abstract", SOURCE_BIBLIO, PUBLISHED "abstract",
     BIBLIO("1000000", ""), "part is biblio"},
    {"another service", SOURCE_BIBLIO, PUBLISHED "biblio",
     ECHO_OF("patent-family", "legal='false'", "1000000"),
     "service is patent-family"},
    {"a service nobody knows", SOURCE_BIBLIO, PUBLISHED "biblio",
     ECHO_OF("new-service", "", "1000001"), NULL},
    {"nothing at all", SOURCE_BIBLIO, PUBLISHED "biblio", ROOT END, NULL},
    {"many at once", SOURCE_BIBLIO, "published-data/publication/docdb/biblio",
     BIBLIO("1000001", ""), NULL},
    {"another service for many", SOURCE_BIBLIO,
     "published-data/publication/docdb/biblio",
     ECHO_OF("patent-family", "", "1"), "service is patent-family"},
    {"a filing", SOURCE_BIBLIO, FILED "docdb/EP.99203729.A/biblio",
     BIBLIO("7", "<application-reference>" ID("docdb", "EP", "99203729",
                                              "A") "</application-reference>"),
     NULL},
    {"another filing", SOURCE_BIBLIO, FILED "docdb/EP.99203729.A/biblio",
     BIBLIO("7", "<application-reference>" ID("docdb", "EP", "99203730",
                                              "A") "</application-reference>"),
     "document is EP99203730A"},
    {"a filing in another format", SOURCE_BIBLIO,
     FILED "docdb/EP.99203729.A/biblio",
     BIBLIO("7", "<application-reference>" ID("epodoc", "", "EP19990203729",
                                              "") "</application-reference>"),
     NULL},
    {"a citation is not one", SOURCE_BIBLIO,
     "published-data/publication/epodoc/EP1000000/biblio",
     BIBLIO("7", "<references-cited>" ID("docdb", "EP", "1000000",
                                         "A1") "</references-cited>"),
     "document is EP7A1"},
    {"claims", SOURCE_FULLTEXT, PUBLISHED "claims",
     ROOT "<fulltext-documents><fulltext-document><bibliographic-data>"
          "<publication-reference><document-id><country>EP</country>"
          "<doc-number>1000000</doc-number></document-id>"
          "</publication-reference></bibliographic-data><claims/>"
          "</fulltext-document></fulltext-documents>" END,
     NULL},
    {"a description for claims", SOURCE_FULLTEXT, PUBLISHED "claims",
     ROOT "<fulltext-documents><fulltext-document><description/>"
          "</fulltext-document></fulltext-documents>" END,
     "part is description"},
    {"which texts there are", SOURCE_FULLTEXT, PUBLISHED "fulltext",
     ECHO_OF("fulltext-inquiry", "", "1000000"), NULL},
    {"which images", SOURCE_INQUIRY, PUBLISHED "images",
     ECHO_OF("document-inquiry", "", "1000001"), "document is EP1000001A1"},
    {"equivalents", SOURCE_EQUIVALENTS, PUBLISHED "equivalents/biblio",
     ECHO_OF("equivalents-inquiry", "", "1000000"), NULL},
    {"a family", SOURCE_FAMILY, "family/publication/docdb/EP.1000000.A1/biblio",
     ECHO_OF("patent-family", "legal='false'", "1000000"), NULL},
    {"legal events", SOURCE_LEGAL, "legal/publication/docdb/EP.1000000.A1",
     ECHO_OF("patent-family", "legal='false'", "1000000"),
     "part is a family without legal events"},
    {"a register entry", SOURCE_REGISTER,
     "register/publication/epodoc/EP.1000000.A1/biblio",
     ROOT "<o:register-search><o:query>publication=EP1000000</o:query>"
          "</o:register-search>" END,
     NULL},
    {"a range that nobody asked for", SOURCE_REGISTER,
     "register/publication/epodoc/EP1000000/biblio",
     ROOT "<o:register-search><o:query>publication=EP1000000</o:query>"
          "<o:range begin='1' end='1'/></o:register-search>" END,
     NULL},
    {"another register entry", SOURCE_REGISTER,
     "register/publication/epodoc/EP1000000/biblio",
     ROOT "<o:register-search><o:query>publication=EP1000001</o:query>"
          "</o:register-search>" END,
     "document is EP1000001"},
    {"a register entry without a query", SOURCE_REGISTER,
     "register/publication/epodoc/EP1000000/biblio", ENTRY("1000000"), NULL},
    {"an entry by another kind", SOURCE_REGISTER,
     "register/publication/epodoc/EP.1000000.B1/biblio", ENTRY("1000000"),
     NULL},
    {"another one without a query", SOURCE_REGISTER,
     "register/publication/epodoc/EP1000000/biblio", ENTRY("1000001"),
     "document is EP1000001A1"},
    {"an application's without a query", SOURCE_REGISTER,
     "register/application/epodoc/EP19990203729/biblio", ENTRY("1000000"),
     NULL},
    {"a search", SOURCE_SEARCH,
     "published-data/search/biblio?q=applicant%3D%22Tesla%22&Range=1-100",
     SEARCH("applicant = Tesla", "begin='1' end='100'"), NULL},
    {"a query in OPS's spelling", SOURCE_SEARCH,
     "published-data/search?q=pd%3C2000%20and(ti%3D%22%C3%96l*%22)",
     SEARCH("pd &lt; 2000 and ti = \xc3\x96l*", "begin='1' end='25'"), NULL},
    {"another order", SOURCE_SEARCH, "published-data/search?q=pd%3C2000",
     SEARCH("pd &gt; 2000", "begin='1' end='25'"), "query is pd > 2000"},
    {"another wildcard", SOURCE_SEARCH, "published-data/search?q=pn%3DEP10*",
     SEARCH("pn=EP10?", "begin='1' end='25'"), "query is pn=EP10?"},
    {"other brackets", SOURCE_SEARCH,
     "published-data/search?q=a%20or%20(b%20and%20c)",
     SEARCH("(a or b) and c", "begin='1' end='25'"), "query is (a or b) and c"},
    {"another letter", SOURCE_SEARCH, "published-data/search?q=ti%3D%C3%96",
     SEARCH("ti=\xc3\x84", "begin='1' end='25'"), "query is ti=??"},
    {"another search", SOURCE_SEARCH, "published-data/search?q=ti%3Da%20b",
     SEARCH("ti = a", "begin='1' end='25'"), "query is ti = a"},
    {"other hits", SOURCE_SEARCH, "published-data/search?q=ti%3Da&Range=1-5",
     SEARCH("ti=a", "begin='6' end='10'"), "range is 6-10"},
    {"a long query", SOURCE_SEARCH, "published-data/search?q=ti%3Da",
     SEARCH("\xc3\xa4"
            "0123456789012345678901234567890123456789012345678901"
            "23456789012345678901234567890123456789012345678901234567890",
            ""),
     "query is ??0123456789012345678901234567890123456789012345678901"
     "234567890123456789012345678901234567890123456"},
    {"a symbol", SOURCE_CPC, "classification/cpc/H04W4/00?depth=1&ancestors",
     SCHEME(SYMBOL("H04") SYMBOL("H04W") SYMBOL("H04W4/00")), NULL},
    {"a section", SOURCE_CPC, "classification/cpc/A?depth=2",
     SCHEME(ITEM("A", CLASSES)), NULL},
    {"a class for its section", SOURCE_CPC, "classification/cpc/A?depth=2",
     SCHEME(ITEM("A", ITEM("A01", SUBCLASSES))),
     "symbol is in another one's branch"},
    {"a class", SOURCE_CPC, "classification/cpc/A01?depth=2&ancestors",
     SCHEME(ITEM("A", ITEM("A01", SUBCLASSES))), NULL},
    {"a section for its class", SOURCE_CPC,
     "classification/cpc/A01?depth=2&ancestors", SCHEME(ITEM("A", CLASSES)),
     "symbol is in another one's branch"},
    {"a subclass for its class", SOURCE_CPC,
     "classification/cpc/A01?depth=2&ancestors",
     SCHEME(ITEM("A", ITEM("A01", ITEM("A01B", GROUPS)))),
     "symbol is in another one's branch"},
    {"a subclass", SOURCE_CPC, "classification/cpc/A01B?depth=all&ancestors",
     SCHEME(ITEM("A", ITEM("A01", ITEM("A01B", GROUPS)))), NULL},
    {"a class for its subclass", SOURCE_CPC,
     "classification/cpc/A01C?depth=all&ancestors",
     SCHEME(ITEM("A", ITEM("A01", SUBCLASSES))),
     "symbol is in another one's branch"},
    {"a group of a branch, alone", SOURCE_CPC, "classification/cpc/A01B1/00",
     SCHEME(ITEM("A01B", GROUPS)), "symbol is in another one's branch"},
    {"another symbol", SOURCE_CPC, "classification/cpc/H04W4/00",
     SCHEME(SYMBOL("H04W4/02")), "symbol is H04W4/02"},
    {"a mapping", SOURCE_MAP_TO_ECLA, "classification/map/cpc/H04W84/18/ecla",
     ROOT "<o:classification-scheme><o:mappings><o:mapping><o:cpc>H04W84/18"
          "</o:cpc></o:mapping></o:mappings></o:classification-scheme>" END,
     NULL},
    {"a scheme for a mapping", SOURCE_MAP_TO_IPC,
     "classification/map/cpc/H04W84/18/ipc", SCHEME(SYMBOL("H04W84/18")),
     "service is classification-scheme/cpc"},
    {"another format", SOURCE_NUMBER,
     "number-service/publication/docdb/EP.1000000.A1/epodoc",
     ROOT
     "<o:standardization inputFormat='docdb' outputFormat='original'/>" END,
     "part is outputFormat"},
};

static void look_at_cases(bool split)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct identity asked = {rows[i].source, FORM_XML, rows[i].path};
        struct received got = {.status = 200,
                               .body = slice_of(rows[i].body),
                               .split = split};
        struct finding f;
        const char *seen;

        intake_examine(&asked, &got, &f);
        printf("# %s\n", rows[i].name);
        CHECK_INT(f.intake, rows[i].seen ? INTAKE_MISMATCH : INTAKE_GOOD);
        seen = strstr(f.message, "came: its ");
        CHECK_STR(seen ? seen + 10 : "", rows[i].seen ? rows[i].seen : "");
    }
}

static void each_case(void)
{
    look_at_cases(false);
}

/* What was read to its end may still be another's. */
static void what_was_taken_apart(void)
{
    struct identity asked = {rows[0].source, FORM_XML, rows[0].path};
    struct received got = {.status = 200,
                           .body = slice_of(rows[0].body),
                           .media = SLICE("text/html; charset=utf-8"),
                           .split = true};
    struct finding f;

    look_at_cases(true);
    intake_examine(&asked, &got, &f);
    CHECK_INT(f.intake, INTAKE_MALFORMED);
}

/* However deep and long its way, an element is never taken for another. */
static void deep_symbols(void)
{
    struct buf body = BUF_INIT(1 << 20);
    struct identity asked = {SOURCE_CPC, FORM_XML,
                             "classification/cpc/H04W4/00"};
    struct received got = {.status = 200};
    struct finding f;

    for (int right = 0; right < 2; right++) {
        buf_reset(&body);
        buf_puts(&body, ROOT "<o:classification-scheme><o:cpc>");
        for (int i = 0; i < 60; i++)
            buf_puts(&body, "<classification-item-of-a-long-name>");
        buf_puts(&body, right ? SYMBOL("H04W4/00") : SYMBOL("H04W5/00"));
        for (int i = 0; i < 60; i++)
            buf_puts(&body, "</classification-item-of-a-long-name>");
        buf_puts(&body, SYMBOL("A"));
        buf_puts(&body, "</o:cpc></o:classification-scheme>" END);
        got.body = (struct slice){buf_text(&body), body.len};
        intake_examine(&asked, &got, &f);
        CHECK_INT(f.intake, right ? INTAKE_GOOD : INTAKE_MISMATCH);
    }
    buf_fini(&body);
}

static void json_answers(void)
{
    struct identity asked = {SOURCE_FAMILY, FORM_JSON,
                             "family/publication/docdb/EP.1000000.A1"};
    struct received got = {.status = 200, .body = SLICE(JSON("1000000"))};
    struct finding f;

    intake_examine(&asked, &got, &f);
    CHECK_INT(f.intake, INTAKE_GOOD);
    got.body = SLICE(JSON("1000001"));
    intake_examine(&asked, &got, &f);
    CHECK_INT(f.intake, INTAKE_MISMATCH);
}

static void pages(void)
{
    static const struct {
        const char *path, *file;
        bool fits;
    } of[] = {
        {"WO/2010050748/A2/fullimage.pdf?Range=1",
         "attachment; filename=WO     2010050748A2 I .pdf", true},
        {"WO/2010050749/A2/fullimage.pdf?Range=1",
         "attachment; filename=WO     2010050748A2 I .pdf", false},
        {"WO/2010050748/A1/fullimage.pdf?Range=1",
         "attachment; filename=WO     2010050748A2 I .pdf", false},
        {"US/2006142694/A1/fullimage.pdf?Range=3",
         "attachment; filename=US     20060142694A1 I .pdf", true},
        {"EP/1000000/A1/fullimage.pdf?Range=1", "", true},
        {"EP/1000000/A1/fullimage.pdf?Range=1", "attachment", true},
        {"EP/1000000/A1/fullimage.pdf?Range=1", "x; filename=page.pdf", true},
    };
    char path[200], message[FAULT_MESSAGE];

    for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
        struct identity asked = {SOURCE_PAGE, FORM_PDF, path};
        struct received got = {.status = 200, .file = slice_of(of[i].file)};

        snprintf(path, sizeof(path), "published-data/images/%s", of[i].path);
        CHECK_INT(mismatch_find(&asked, &got, message), !of[i].fits);
    }
    snprintf(path, sizeof(path),
             "published-data/images/EP/1000000/PA/firstpage.png");
    CHECK(!mismatch_find(&(struct identity){SOURCE_CLIP, FORM_PNG, path},
                         &(struct received){
                             .file = SLICE("x; filename=EP 1000000A1.png")},
                         message));
}

/* The room that the path of a request has. */
static void paths(void)
{
    static struct identity_slots slots;
    struct identity asked = {SOURCE_NUMBER, FORM_XML,
                             "number-service/application/original/"
                             "US.%2808/921%2c321%29.A/epodoc"};
    static char endless[REQUEST_PATH + 1];

    CHECK(identity_read(&asked, &slots));
    CHECK(slice_is(slots.of[SLOT_NUMBER], "US.(08/921,321).A"));
    CHECK(slice_is(slots.of[SLOT_OUT], "epodoc"));
    CHECK(slice_is(slots.of[SLOT_CONSTITUENTS], ""));
    asked = (struct identity){SOURCE_FAMILY, FORM_XML,
                              "family/publication/docdb/EP1/biblio,legal"};
    CHECK(identity_read(&asked, &slots));
    CHECK(slice_is(slots.of[SLOT_NUMBER], "EP1"));
    CHECK(slice_is(slots.of[SLOT_CONSTITUENTS], "biblio,legal"));
    asked.path = "family/publication/docdb";
    CHECK(!identity_read(&asked, &slots));
    memset(endless, 'a', REQUEST_PATH);
    asked.path = endless;
    CHECK(!identity_read(&asked, &slots));
}

TEST_MAIN({"each case", each_case},
          {"what was taken apart", what_was_taken_apart},
          {"deep symbols", deep_symbols}, {"JSON", json_answers},
          {"pages", pages}, {"paths", paths})
