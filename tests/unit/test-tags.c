/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc/tags: where a tag begins and ends.
 */
#include "check.h"

#include "base/buf.h"
#include "doc/tags.h"
#include "doc/xml.h"

#include <errno.h>
#include <string.h>

/* A body; its tags, each in `[]`, an end followed by its depth. */
static const struct {
    const char *body, *tags;
    int end;
} rows[] = {
    {"<a><b>x</b></a>", "[<a>][<b>][</b>]2[</a>]1", -ENOENT},
    {"<a/>", "[<a/>][<a/>]1", -ENOENT},
    {"<a><b c='d'/></a>", "[<a>][<b c='d'/>][<b c='d'/>]2[</a>]1", -ENOENT},
    {"<a b='>' c=\"'>\"></a>", "[<a b='>' c=\"'>\">][</a>]1", -ENOENT},
    {"<a b = \"=/>\" ></a >", "[<a b = \"=/>\" >][</a >]1", -ENOENT},
    {"<?x <y>?><!-- <y> --><a>></a>", "[<a>][</a>]1", -ENOENT},
    {"<a><![CDATA[<b c='>]]></a>", "[<a>][</a>]1", -ENOENT},
    {"<a>= > =</a><b>", "[<a>][</a>]1", -ENOENT},
    {"<a><b", "[<a>]", -EBADMSG},
    {"<a><b c='>", "[<a>]", -EBADMSG},
    {"<a><", "[<a>]", -EBADMSG},
    {"<a>", "[<a>]", -EBADMSG},
    {"", "", -EBADMSG},
};

static int list(const char *body, struct buf *to)
{
    struct tags t;
    int r;

    tags_init(&t, slice_of(body));
    while ((r = tags_next(&t)) == 0) {
        buf_printf(to, "[%.*s]", (int)t.tag.len, t.tag.at);
        if (t.ends)
            buf_printf(to, "%u", t.depth);
    }
    return r;
}

static void each_body(void)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buf b = BUF_INIT(1000);

        CHECK_INT(list(rows[i].body, &b), rows[i].end);
        CHECK_STR(buf_text(&b), rows[i].tags);
        buf_fini(&b);
    }
}

/* --- what libxml2 says of where an element ends -------------------------- */

struct pair {
    struct tags tags;
    size_t closed;
};

static int step(void *arg, const struct xml_element *e)
{
    struct pair *p = arg;

    (void)e;
    return tags_next(&p->tags);
}

static int step_and_compare(void *arg, const struct xml_element *e)
{
    struct pair *p = arg;
    int r = tags_next(&p->tags);

    CHECK_INT(e->end, p->tags.at);
    p->closed++;
    return r;
}

static size_t compare_ends(struct slice body)
{
    static const struct xml_events events = {step, step_and_compare, NULL};
    struct pair p = {.closed = 0};

    tags_init(&p.tags, body);
    CHECK_INT(xml_walk(body, 9, &events, &p), 0);
    return p.closed;
}

/* Several of the pieces that libxml2 is fed with. */
static void add_many(struct buf *to)
{
    buf_puts(to, "<?xml version='1.0' encoding='UTF-8'?>\r\n<r>");
    for (int i = 0; i < 4000; i++) {
        buf_printf(to, "<d a='%d &gt; &amp; \xc3\xa9'\n>%d\r\n", i, i * i);
        buf_printf(to, "<e b=\"'>\"/><!-- </d> --><?x > ?>&#233;</d >\n");
        if (i % 100 == 0)
            buf_puts(to, "<f><![CDATA[</d><d>]]></f>");
    }
    buf_puts(to, "</r>\n");
}

static void ends_are_where_libxml2_has_them(void)
{
    struct buf b = BUF_INIT(1 << 20);

    add_many(&b);
    CHECK(b.len > 200000);
    CHECK_INT(compare_ends(buf_slice(&b)), 8041);
    CHECK_INT(compare_ends(SLICE("\xef\xbb\xbf<a><b/>x</a\n>\n")), 2);
    buf_fini(&b);
}

/* <b>, at `to`; the tag after it, or NULL where no tag ends there. */
static void leave(size_t to, const char *next)
{
    const char *body = "<a><b><c/></b><d/></a>";
    struct tags t;

    tags_init(&t, slice_of(body));
    CHECK_INT(tags_next(&t), 0);
    CHECK_INT(tags_next(&t), 0);
    CHECK_INT(tags_leave(&t, to), next ? 0 : -EBADMSG);
    if (!next)
        return;
    CHECK_INT(tags_next(&t), 0);
    CHECK(slice_is(t.tag, next));
    CHECK_INT(t.depth, 2);
}

static void an_element_is_left(void)
{
    struct tags t;

    leave(14, "<d/>");
    leave(3, NULL);
    leave(15, NULL);
    leave(23, NULL);
    leave(SIZE_MAX, NULL);
    tags_init(&t, SLICE("<a><b/></a>"));
    CHECK_INT(tags_next(&t), 0);
    CHECK_INT(tags_next(&t), 0);
    CHECK_INT(tags_leave(&t, 7), 0);
    CHECK_INT(tags_next(&t), 0);
    CHECK(slice_is(t.tag, "</a>"));
    CHECK_INT(t.depth, 1);
    CHECK_INT(tags_next(&t), -ENOENT);
}

TEST_MAIN({"each body", each_body},
          {"ends are where libxml2 has them", ends_are_where_libxml2_has_them},
          {"an element is left", an_element_is_left})
