/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc/tags: where a tag begins and ends.
 */
#include "check.h"

#include "base/buf.h"
#include "doc/tags.h"

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

TEST_MAIN({"each body", each_body})
