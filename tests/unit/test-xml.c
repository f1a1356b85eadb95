/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/xml.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define OPS "xmlns:ops='http://ops.epo.org'"
#define DEPTH 50

/* Writes down what happens: `(2:a[k=v]` opens, `text`, `)` closes. */
struct record {
    struct buf out;
    const char *stop_at; /* name whose opening stops the walk */
};

static int on_open(void *arg, const struct xml_element *e)
{
    struct record *r = arg;

    if (r->stop_at && strcmp(e->name, r->stop_at) == 0)
        return -ECANCELED;
    buf_printf(&r->out, "(%u:%d:%s", e->depth, (int)e->ns, e->name);
    for (unsigned i = 0; i < e->count; i++)
        buf_printf(&r->out, "[%s=%.*s]", e->attributes[i].name,
                   (int)e->attributes[i].value.len, e->attributes[i].value.at);
    buf_putc(&r->out, ' ');
    return 0;
}

static int on_close(void *arg, const struct xml_element *e)
{
    struct record *r = arg;

    return buf_printf(&r->out, "%u)", e->depth);
}

static int on_text(void *arg, struct slice text)
{
    struct record *r = arg;

    return buf_add(&r->out, text.at, text.len);
}

static const struct xml_events events = {on_open, on_close, on_text};
static const struct xml_events nothing;

static int walk(struct record *r, const char *body)
{
    buf_init(&r->out, 1 << 20);
    return xml_walk(slice_of(body), DEPTH, &events, r);
}

static void check_walk(const char *body, const char *want)
{
    struct record r = {.stop_at = NULL};

    CHECK_INT(walk(&r, body), 0);
    CHECK_STR(buf_text(&r.out), want);
    buf_fini(&r.out);
}

static int silent(const char *body)
{
    return xml_walk(slice_of(body), DEPTH, &nothing, NULL);
}

static void reports_what_stands_there(void)
{
    check_walk("<a k='v' l=\"w\"><b>t</b>u<c/></a>",
               "(1:0:a[k=v][l=w] (2:0:b t2)u(2:0:c 2)1)");
    check_walk("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n"
               "<?xml-stylesheet href='x'?><!-- no --><a><![CDATA[<&]]></a>\n",
               "(1:0:a <&1)");
}

static void knows_namespaces_by_uri(void)
{
    check_walk("<ops:a " OPS "><ns2:b xmlns:ns2='http://ops.epo.org'/></ops:a>",
               "(1:1:a (2:1:b 2)1)");
    check_walk("<a xmlns='http://www.epo.org/exchange'>"
               "<b xmlns='http://www.epo.org/fulltext'/>"
               "<b xmlns='http://www.epo.org/register'/>"
               "<b xmlns='http://www.epo.org/cpcexport'/>"
               "<b xmlns=''/><b xmlns='http://ops.epo.org/'/><c/></a>",
               "(1:2:a (2:3:b 2)(2:4:b 2)(2:5:b 2)(2:0:b 2)(2:0:b 2)"
               "(2:2:c 2)1)");
}

static void an_undeclared_prefix_is_no_namespace(void)
{
    check_walk("<a><ops:b ops:k='v'>t</ops:b></a>", "(1:0:a (2:0:b[k=v] t2)1)");
}

static void references_are_resolved(void)
{
    check_walk("<a k='&lt;&amp;amp;&#38;&#x26;&quot;&#228;'>"
               "&lt;&amp;amp;&#38;&apos;&#228;&gt;</a>",
               "(1:0:a[k=<&amp;&&\"\xc3\xa4] <&amp;&'\xc3\xa4>1)");
}

static void is_utf8_whatever_it_says(void)
{
    check_walk("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xc3\xa4</a>",
               "(1:0:a \xc3\xa4"
               "1)");
    CHECK_INT(silent("<?xml version='1.0' encoding='ISO-8859-1'?>"
                     "<a>\xe4</a>"),
              -EBADMSG);
    CHECK_INT(xml_walk(SLICE("<\0a\0/\0>\0"), DEPTH, &nothing, NULL), -EBADMSG);
    CHECK_INT(xml_walk(SLICE("\xff\xfe<\0a\0/\0>\0"), DEPTH, &nothing, NULL),
              -EBADMSG);
    CHECK_INT(xml_walk(SLICE("\0<\0a\0/\0>"), DEPTH, &nothing, NULL), -EBADMSG);
    CHECK_INT(silent("\x4c\x6f\xa7\x94"), -EBADMSG);
}

static void a_document_type_is_refused(void)
{
    static const char *const bodies[] = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a PUBLIC '-//x' 'http://127.0.0.1:9/x.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;]><a/>",
        "<!DOCTYPE a [<!ATTLIST a k CDATA 'v'>]><a/>",
        "<?xml version='1.0'?>\n<!-- x --><!DOCTYPE a []><a/>",
    };
    struct record r = {.stop_at = NULL};

    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
        CHECK_INT(walk(&r, bodies[i]), -EPERM);
        CHECK_STR(buf_text(&r.out), "");
        buf_fini(&r.out);
    }
}

static void an_entity_is_refused(void)
{
    CHECK_INT(silent("<a>&nbsp;</a>"), -EPERM);
    CHECK_INT(silent("<a k='x&auml;y'/>"), -EPERM);
    CHECK_INT(silent("<?xml version='1.0' standalone='no'?><a>&e;</a>"),
              -EPERM);
}

static void the_malformed_is_reported(void)
{
    static const char *const bodies[] = {
        "",
        " ",
        "x",
        "<",
        "<a",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a/>x",
        "<a k=v/>",
        "<a k='1' k='2'/>",
        "<a k='<'/>",
        "<a>&#0;</a>",
        "<a>&</a>",
        "<a>]]></a>",
        "<a>\x01</a>",
        "<a>\xc3</a>",
        "<a>\xed\xa0\x80</a>",
        "<?xml version='1.0'?>",
        "<!-- -->",
        "<a><!-- -- --></a>",
        "{\"a\":1}",
        "<a><?xml version='1.0'?></a>",
        "<1/>",
        "<a/>&amp;",
    };

    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
        if (silent(bodies[i]) != -EBADMSG)
            printf("# %s\n", bodies[i]);
        CHECK_INT(silent(bodies[i]), -EBADMSG);
    }
    CHECK_INT(xml_walk(SLICE("<a/>\0"), DEPTH, &nothing, NULL), -EBADMSG);
    CHECK_INT(xml_walk(SLICE("<a>\0</a>"), DEPTH, &nothing, NULL), -EBADMSG);
}

static void no_prefix_is_a_document(void)
{
    static const char body[] =
        "<?xml version='1.0' encoding='UTF-8'?><ops:a " OPS " k='v'>\n"
        "<b>t&amp;&#228;</b><!-- c --><?p i?><![CDATA[x]]></ops:a>";

    CHECK_INT(xml_walk(SLICE(body), DEPTH, &nothing, NULL), 0);
    for (size_t len = 0; len + 1 < sizeof(body); len++) {
        struct slice cut = {body, len};

        CHECK_INT(xml_walk(cut, DEPTH, &nothing, NULL), -EBADMSG);
    }
}

static void callbacks_may_stop(void)
{
    struct record r = {.stop_at = "c"};

    CHECK_INT(walk(&r, "<a><b/><c/><d/>"), -ECANCELED);
    CHECK_STR(buf_text(&r.out), "(1:0:a (2:0:b 2)");
    buf_fini(&r.out);
}

static int walk_buf(const struct buf *b)
{
    return xml_walk((struct slice){b->data, b->len}, DEPTH, &nothing, NULL);
}

/* `count` times `unit` between `before` and `after`. */
static int repeat(const char *before, const char *unit, size_t count,
                  const char *after)
{
    struct buf b = BUF_INIT((size_t)32 << 20);
    int r;

    buf_puts(&b, before);
    for (size_t i = 0; i < count; i++)
        buf_puts(&b, unit);
    buf_puts(&b, after);
    CHECK_INT(b.error, 0);
    r = walk_buf(&b);
    buf_fini(&b);
    return r;
}

static void depth_is_bounded(void)
{
    CHECK_INT(repeat("", "<a>", DEPTH, ""), -EBADMSG);
    CHECK_INT(repeat("", "<a>", DEPTH + 1, ""), -E2BIG);
    CHECK_INT(repeat("", "<a>", 1000000, ""), -E2BIG);
    CHECK_INT(repeat("<a>", "<b><c></c></b>", 1000, "</a>"), 0);
}

static void parts_are_bounded(void)
{
    CHECK_INT(repeat("<a>", "<b/>", 1000000, "</a>"), 0);
    CHECK_INT(repeat("<a>", "<b/>", 2000000, "</a>"), -E2BIG);
    CHECK_INT(repeat("<a>", "<b c='' d=''/>", 700000, "</a>"), -E2BIG);
}

static void one_text_may_be_large(void)
{
    CHECK_INT(repeat("<a>", "a claim of words ", 700000, "</a>"), 0);
    CHECK_INT(repeat("<a>", "\xc3\xa4\xe2\x80\x82", 100000, "</a>"), 0);
    CHECK_INT(repeat("<a>", "&amp;", 100000, "</a>"), 0);
    CHECK_INT(repeat("<a><![CDATA[", "words ", 1000000, "]]></a>"), 0);
}

/* Each of these would cost libxml2 the square of its length. */
static void what_costs_more_than_its_length_is_refused(void)
{
    struct buf b = BUF_INIT((size_t)32 << 20);

    buf_puts(&b, "<a");
    for (unsigned i = 0; i < 1000000; i++)
        buf_printf(&b, " a%u=''", i);
    buf_puts(&b, "/>");
    CHECK_INT(walk_buf(&b), -E2BIG);
    buf_reset(&b);
    for (unsigned i = 0; i < 1000; i++)
        buf_printf(&b, "<a xmlns:n%u='u%u'>", i, i);
    CHECK_INT(xml_walk((struct slice){b.data, b.len}, DEPTH * 10, &nothing,
                       NULL),
              -E2BIG);
    buf_reset(&b);
    buf_puts(&b, "<a>");
    for (unsigned i = 0; i < 1000000; i++)
        buf_printf(&b, "<a%u/>", i);
    buf_puts(&b, "</a>");
    CHECK_INT(walk_buf(&b), -E2BIG);
    buf_fini(&b);
    CHECK_INT(repeat("<a k='", "value ", 100000, "'/>"), -E2BIG);
    CHECK_INT(repeat("<!--", "comment ", 100000, "--><a/>"), -E2BIG);
}

static void namespaces_leave_with_their_element(void)
{
    CHECK_INT(repeat("<a>", "<b xmlns='u' xmlns:c='v'/>", 1000, "</a>"), 0);
}

static int run_noisily(void)
{
    return silent("<a>&nbsp;</b>") && silent("<!DOCTYPE a []><a/>") &&
           silent("<a:b c:d=''>\xff") && silent("<a xmlns:p=''/>");
}

/* stderr is a pipe of our own meanwhile; nothing may be in it. */
static void stderr_stays_silent(void)
{
    int ends[2], kept = dup(STDERR_FILENO);
    char byte;

    CHECK_INT(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    run_noisily();
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(ends[1]);
    CHECK_INT(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

TEST_MAIN({"reports what stands there", reports_what_stands_there},
          {"knows namespaces by URI", knows_namespaces_by_uri},
          {"an undeclared prefix is no namespace",
           an_undeclared_prefix_is_no_namespace},
          {"references are resolved", references_are_resolved},
          {"is UTF-8 whatever it says", is_utf8_whatever_it_says},
          {"a document type is refused", a_document_type_is_refused},
          {"an entity is refused", an_entity_is_refused},
          {"the malformed is reported", the_malformed_is_reported},
          {"no prefix is a document", no_prefix_is_a_document},
          {"callbacks may stop", callbacks_may_stop},
          {"depth is bounded", depth_is_bounded},
          {"parts are bounded", parts_are_bounded},
          {"one text may be large", one_text_may_be_large},
          {"what costs more than its length is refused",
           what_costs_more_than_its_length_is_refused},
          {"namespaces leave with their element",
           namespaces_leave_with_their_element},
          {"stderr stays silent", stderr_stays_silent})
