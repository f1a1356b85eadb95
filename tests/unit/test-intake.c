/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cases on recorded answers run when OPSFS_CORPUS names the directory of
 * the recordings (index.jsonl, bodies/), and are skipped otherwise.
 */
#include "base/json.h"
#include "doc/intake.h"

#include "check.h"

#include <stdlib.h>

#define FAULT(code, message)                                                   \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"          \
    "<fault xmlns=\"http://ops.epo.org\">\n    <code>" code "</code>\n"        \
    "    <message>" message "</message>\n</fault>\n"

#define STALE                                                                  \
    "<error><code>400</code><message>invalid_access_token</message>"           \
    "<description>Access token has expired</description>\n\t\t\t\t</error>"    \
    "\n\t\t\t"

#define DOCUMENT                                                               \
    "<?xml version='1.0' encoding='UTF-8'?>"                                   \
    "<?xml-stylesheet type='text/xsl' href='/3.2/style/exchange.xsl'?>\n"      \
    "<ns2:world-patent-data xmlns:ns2='http://ops.epo.org'>"                   \
    "<ns2:meta name='elapsed-time' value='3'/></ns2:world-patent-data>"

#define LONELY "<?xml-stylesheet type='text/xsl' href='../../style/cpc.xsl' ?>"

static struct finding check_media(struct slice body, enum form form, int status,
                                  const char *media)
{
    struct finding f;

    memset(&f, 0x55, sizeof(f));
    intake_check(body, form, status, slice_of(media), &f);
    CHECK(memchr(f.code, 0, sizeof(f.code)) != NULL);
    CHECK(memchr(f.message, 0, sizeof(f.message)) != NULL);
    CHECK(slice_is_clean(slice_of(f.code)));
    CHECK(slice_is_clean(slice_of(f.message)));
    return f;
}

static enum intake look(struct slice body, enum form form, int status)
{
    return check_media(body, form, status, "").intake;
}

static void check_fault(const char *body, int status, const char *code,
                        const char *message)
{
    for (int form = 0; form < FORM_COUNT; form++) {
        struct finding f = check_media(slice_of(body), (enum form)form, status,
                                       "");

        CHECK_INT(f.intake, INTAKE_FAULT);
        CHECK_STR(f.code, code);
        CHECK_STR(f.message, message);
    }
}

static void check_malformed(struct slice body)
{
    for (int form = 0; form < FORM_COUNT; form++)
        CHECK_INT(look(body, (enum form)form, 200), INTAKE_MALFORMED);
}

static void a_document_is_good(void)
{
    CHECK_INT(look(SLICE(DOCUMENT), FORM_XML, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(DOCUMENT "\n"), FORM_XML, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE("\n" LONELY DOCUMENT), FORM_XML, 200),
              INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(DOCUMENT), FORM_XML, 404), INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(DOCUMENT), FORM_JSON, 200), INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(DOCUMENT), FORM_PDF, 200), INTAKE_MALFORMED);
}

static void no_prefix_is_good(void)
{
    struct slice body = SLICE(DOCUMENT);

    while (body.len) {
        body.len--;
        CHECK(look(body, FORM_XML, 200) != INTAKE_GOOD);
    }
}

static void faults_are_read(void)
{
    check_fault(FAULT("SERVER.EntityNotFound", "No results found"), 404,
                "SERVER.EntityNotFound", "No results found");
    check_fault(STALE, 400, "400",
                "invalid_access_token: Access token has expired");
    check_fault("<error><code>403</code><message>no</message><moreInfo>x"
                "</moreInfo></error>",
                403, "403", "no");
    check_fault("<error><description>only this</description></error>", 403, "",
                "only this");
    check_fault("<error/>", 500, "", "");
    check_fault("<o:fault xmlns:o='http://ops.epo.org'><o:code>A</o:code>"
                "</o:fault>",
                200, "A", "");
    check_fault("<error><code>1</code><x><message>deep</message></x></error>",
                500, "1", "");
}

static void other_roots_are_malformed(void)
{
    check_malformed(SLICE("<html xmlns='http://www.w3.org/1999/xhtml'>"
                          "<body>Maintenance</body></html>"));
    check_malformed(SLICE("<fault><code>A</code></fault>"));
    check_malformed(SLICE("<error xmlns='http://ops.epo.org'/>"));
    check_malformed(SLICE("<world-patent-data/>"));
    check_malformed(SLICE("<world-patent-data xmlns='http://ops.epo.com'/>"));
    check_malformed(SLICE("<error><code>1</code>"));
    check_malformed(SLICE("Service Unavailable"));
}

static void zero_bytes_are_malformed(void)
{
    static const char zeros[130];

    for (int form = 0; form < FORM_COUNT; form++) {
        struct slice body = {zeros, sizeof(zeros)};

        CHECK_INT(look(body, (enum form)form, 400), INTAKE_MALFORMED);
    }
}

static void a_page_of_html_is_malformed(void)
{
    struct slice body = SLICE(DOCUMENT);

    CHECK_INT(check_media(body, FORM_XML, 200, "text/html").intake,
              INTAKE_MALFORMED);
    CHECK_INT(check_media(body, FORM_XML, 200, "Text/HTML ; charset=x").intake,
              INTAKE_MALFORMED);
    CHECK_INT(check_media(body, FORM_XML, 200, "text/html5").intake,
              INTAKE_GOOD);
    CHECK_INT(check_media(SLICE(""), FORM_XML, 200, "text/html").intake,
              INTAKE_EMPTY);
}

static void nothing_is_empty(void)
{
    static const char *const bodies[] = {"", " \r\n", LONELY, LONELY "\n",
                                         "\n" LONELY "\n" LONELY};

    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
        for (int form = 0; form < FORM_COUNT; form++)
            CHECK_INT(look(slice_of(bodies[i]), (enum form)form, 200),
                      INTAKE_EMPTY);
    }
}

static void the_hostile_is_reported(void)
{
    char deep[4 * (INTAKE_DEPTH + 1) + 1] = "";

    for (int i = 0; i <= INTAKE_DEPTH; i++)
        memcpy(deep + 3 * i, "<a>", 4);
    CHECK_INT(look(slice_of(deep), FORM_XML, 200), INTAKE_HOSTILE);
    CHECK_INT(look(SLICE("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>"
                         "]><error><message>&e;</message></error>"),
                   FORM_XML, 400),
              INTAKE_HOSTILE);
    CHECK_INT(look(SLICE("<error><message>&e;</message></error>"), FORM_PNG,
                   400),
              INTAKE_HOSTILE);
}

static void json_errors_of_the_classification(void)
{
    check_fault(LONELY "{\"error\": \"Bad\\nsymbol\"}", 200, "", "Bad symbol");
    check_fault(LONELY "\n {\"message\": \"No\"}\n", 200, "", "No");
    check_fault("{\"error\":\"invalid_client\",\"error_description\":\"x\"}",
                401, "", "invalid_client");
    check_malformed(SLICE("{\"error\": {\"code\": 1}}"));
    check_malformed(SLICE("{\"error\": \"x\""));
    check_malformed(SLICE(LONELY "{\"error\": \"x\"} and more"));
    check_malformed(SLICE("{}"));
}

static void json_documents(void)
{
    static const char good[] = "{\"ops:world-patent-data\":{\"a\":[]}}\n";
    struct slice cut = SLICE("{\"ops:world-patent-data\":{\"a\":[]}}");

    CHECK_INT(look(SLICE(good), FORM_JSON, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE("{\"world-patent-data\":1}"), FORM_JSON, 200),
              INTAKE_GOOD);
    CHECK_INT(look(SLICE("{\"ns2:world-patent-data\":1}"), FORM_JSON, 200),
              INTAKE_GOOD);
    CHECK_INT(look(SLICE("{\"a\":1,\"x:world-patent-data\":1}"), FORM_JSON,
                   200),
              INTAKE_MALFORMED);
    CHECK_INT(look(SLICE("{\"my-world-patent-data\":1}"), FORM_JSON, 200),
              INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(good), FORM_JSON, 404), INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(good), FORM_XML, 200), INTAKE_MALFORMED);
    while (cut.len--)
        CHECK(look(cut, FORM_JSON, 200) ==
              (cut.len ? INTAKE_MALFORMED : INTAKE_EMPTY));
}

static void texts_are_cleaned(void)
{
    check_fault(FAULT(" A\n B ", "a \t\n b&#9;&#133;&#x7f;c"), 400, "A B",
                "a b c");
    check_fault(FAULT("A", "x&lt;y<i>z</i>&#228;"), 400, "A", "x<yz\xc3\xa4");
    check_fault(LONELY "{\"error\": \"a\xff\\u001b[31m\xc3\xa4\xe2\x82\"}", 200,
                "", "a [31m\xc3\xa4");
}

static void texts_are_cut_between_characters(void)
{
    struct buf b = BUF_INIT(65536);
    struct finding f;

    buf_puts(&b, "<error><code>0123456789");
    for (int i = 0; i < 100; i++)
        buf_puts(&b, "\xe2\x82\xac");
    buf_puts(&b, "</code><message>0");
    for (int i = 0; i < 1000; i++)
        buf_puts(&b, "\xc3\xa4");
    buf_puts(&b, "</message><description>x</description></error>");
    f = check_media((struct slice){b.data, b.len}, FORM_XML, 400, "");
    CHECK_INT(f.intake, INTAKE_FAULT);
    CHECK_INT(strlen(f.code), 61);
    CHECK_INT(strlen(f.message), FAULT_MESSAGE - 1);
    buf_fini(&b);
}

/* The recordings. */

static const char *corpus;

static struct buf load(const char *name)
{
    struct buf b = BUF_INIT((size_t)64 << 20);
    struct buf path = BUF_INIT(4096);
    char piece[65536];
    size_t len;
    FILE *file;

    buf_printf(&path, "%s/%s", corpus, name);
    file = fopen(buf_text(&path), "rb");
    CHECK(file != NULL);
    while (file && (len = fread(piece, 1, sizeof(piece), file)) > 0)
        buf_add(&b, piece, len);
    if (file)
        fclose(file);
    buf_fini(&path);
    return b;
}

static enum form form_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    enum form form = FORM_XML;

    while (form < FORM_COUNT && strcmp(dot + 1, forms[form].extension))
        form++;
    return form < FORM_COUNT ? form : FORM_XML;
}

static enum intake expected(struct slice body, int64_t status)
{
    if (body.len == 0 || slice_is(slice_trim(body), LONELY))
        return INTAKE_EMPTY;
    return status == 200 ? INTAKE_GOOD : INTAKE_FAULT;
}

/* Proper prefixes, at each byte near both ends and at a thousand between. */
static void cut_at_many_points(struct slice body, enum form form)
{
    size_t step = body.len / 1000 + 1;
    struct slice cut = {body.at, 0};

    while (cut.len < slice_trim(body).len) {
        CHECK(look(cut, form, 200) != INTAKE_GOOD);
        cut.len += cut.len < 200 || cut.len + 200 > body.len ? 1 : step;
    }
}

static void check_recording(const struct json *row, bool cut)
{
    const char *name = json_string(row, "body_file");
    struct buf b = load(name);
    struct slice body = {buf_text(&b), b.len};
    int64_t status = 0;
    enum form form = form_of(name);

    CHECK_INT(json_number(row, "status", &status), 0);
    if (look(body, form, (int)status) != expected(body, status))
        printf("# %s\n", name);
    CHECK_INT(look(body, form, (int)status), expected(body, status));
    if (cut && status == 200 && (form == FORM_XML || form == FORM_JSON))
        cut_at_many_points(body, form);
    buf_fini(&b);
}

/* One recording in `every` is cut as well; 0: none. */
static unsigned each_recording(unsigned every)
{
    struct buf index = load("index.jsonl");
    struct slice rest = {buf_text(&index), index.len}, line;
    unsigned count = 0;

    while (slice_cut(&rest, '\n', &line)) {
        struct json *row = json_parse(line.at, line.len);

        CHECK(row != NULL);
        if (row)
            check_recording(row, every && count % every == 0);
        json_free(row);
        count++;
    }
    buf_fini(&index);
    return count;
}

static void recordings_are_described(void)
{
    if (corpus)
        CHECK(each_recording(0) > 100);
}

static void prefixes_of_recordings_are_not_good(void)
{
    if (corpus)
        CHECK(each_recording(12) > 100);
}

#define SKIPPED " # SKIP skipped: no corpus"

static const struct test_case pure_cases[] = {
    {"a document is good", a_document_is_good},
    {"no prefix is good", no_prefix_is_good},
    {"faults are read", faults_are_read},
    {"other roots are malformed", other_roots_are_malformed},
    {"zero bytes are malformed", zero_bytes_are_malformed},
    {"a page of HTML is malformed", a_page_of_html_is_malformed},
    {"nothing is empty", nothing_is_empty},
    {"the hostile is reported", the_hostile_is_reported},
    {"JSON errors of the classification", json_errors_of_the_classification},
    {"JSON documents", json_documents},
    {"texts are cleaned", texts_are_cleaned},
    {"texts are cut between characters", texts_are_cut_between_characters},
};

#define PURE (sizeof(pure_cases) / sizeof(pure_cases[0]))

int main(int argc, char **argv)
{
    struct test_case cases[PURE + 2];

    corpus = getenv("OPSFS_CORPUS");
    memcpy(cases, pure_cases, sizeof(pure_cases));
    cases[PURE] = (struct test_case){
        corpus ? "recordings are judged" : "recordings are judged" SKIPPED,
        recordings_are_described,
    };
    cases[PURE + 1] = (struct test_case){
        corpus ? "prefixes of recordings are not good"
               : "prefixes of recordings are not good" SKIPPED,
        prefixes_of_recordings_are_not_good,
    };
    return check_run(argc, argv, cases, PURE + 2);
}
