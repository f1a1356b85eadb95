/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/entities.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

static int resolve(const char *body, struct buf *to)
{
    *to = BUF_INIT(1 << 20);
    return entities_resolve(slice_of(body), to);
}

static void check(const char *body, const char *want)
{
    struct buf text;

    CHECK_INT(resolve(body, &text), 0);
    CHECK_STR(buf_text(&text), want);
    buf_fini(&text);
}

static void takes_the_type_off(void)
{
    check("<a/>", "<a/>");
    check("<?xml version=\"1.0\"?>\n<!DOCTYPE a PUBLIC \"-//X//>\" 'a.dtd'>\n"
          "<a/>",
          "<?xml version=\"1.0\"?>\n\n<a/>");
    check("<!-- <!DOCTYPE x> --><!DOCTYPE a><a/>", "<!-- <!DOCTYPE x> --><a/>");
    check("<a><![CDATA[<!DOCTYPE a>]]></a>", "<a><![CDATA[<!DOCTYPE a>]]></a>");
}

static void refuses_declarations(void)
{
    struct buf text;

    CHECK_INT(resolve("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", &text), -EPERM);
    buf_fini(&text);
    CHECK_INT(resolve("<!DOCTYPE a SYSTEM \"", &text), -EBADMSG);
    buf_fini(&text);
}

static void resolves_names(void)
{
    check("<a>&alpha;&Omega;&mdash;&eacute;&Aopf;</a>",
          "<a>\xce\xb1\xce\xa9\xe2\x80\x94\xc3\xa9\xf0\x9d\x94\xb8</a>");
    check("&amp;&lt;&gt;&quot;&apos;&#x3b1;",
          "&amp;&lt;&gt;&quot;&apos;&#x3b1;");
    check("&alpha &nosuch; &; & &alphaalphaalpha;",
          "&amp;alpha &amp;nosuch; &amp;; &amp; &amp;alphaalphaalpha;");
    check("&", "&amp;");
    check("<![CDATA[&alpha; &]]>&alpha;", "<![CDATA[&alpha; &]]>\xce\xb1");
    check("<![CDATA[&alpha;", "<![CDATA[&alpha;");
    check("&alpha;", "\xce\xb1");
}

/* The table is searched by halves. */
static void the_table_is_sorted(void)
{
    for (size_t i = 0; i < entity_count; i++) {
        const char *blank = strchr(entity_names[i], ' ');
        unsigned long code = strtoul(blank, NULL, 16);

        CHECK(blank - entity_names[i] <= 8 && blank > entity_names[i]);
        CHECK(code >= ' ' && code < 0x110000 && code != '<' && code != '&');
        CHECK(i == 0 || strcmp(entity_names[i - 1], entity_names[i]) < 0);
    }
    CHECK(entity_count > 1000);
}

static void is_bounded_by_the_buffer(void)
{
    struct buf text = BUF_INIT(4);

    CHECK_INT(entities_resolve(SLICE("<abc/>"), &text), -EFBIG);
    buf_fini(&text);
}

TEST_MAIN({"takes the type off", takes_the_type_off},
          {"refuses declarations", refuses_declarations},
          {"resolves names", resolves_names},
          {"the table is sorted", the_table_is_sorted},
          {"is bounded by the buffer", is_bounded_by_the_buffer})
