/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/excerpt.h"

#include "doc/exchange.h"
#include "doc/publication.h"
#include "doc/xml.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define INDENT 8 /* of a document in an answer of its own */
#define DOCUMENT "exchange-document"

void excerpts_init(struct excerpts *x, struct slice body)
{
    *x = (struct excerpts){.depth = 0};
    tags_init(&x->tags, body);
}

/* The next tag, and how deep its element is: 1 for the root. */
static int step(struct excerpts *x, unsigned *ret_depth)
{
    int r = tags_next(&x->tags);

    if (r == 0)
        *ret_depth = tags_ends(&x->tags) ? x->depth-- : ++x->depth;
    return r;
}

/* --- what a document is --------------------------------------------------- */

/* Is its prefix that of the exchange namespace, as the root says? */
static bool is_exchange(const struct excerpts *x, struct slice tag)
{
    struct slice name = tag_name(tag), local = tag_local_name(tag), uri;
    size_t prefix = name.len - local.len;
    char attribute[32], text[64];

    if (prefix > 1)
        snprintf(attribute, sizeof(attribute), "xmlns:%.*s", (int)prefix - 1,
                 name.at);
    else
        strcpy(attribute, "xmlns");
    uri = tag_attribute(x->root, attribute);
    snprintf(text, sizeof(text), "%.*s", (int)uri.len, uri.at);
    return xml_ns(text) == NS_EXCHANGE;
}

static bool is_word(struct slice s, size_t least, size_t most)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is_alnum(s.at[i]))
            return false;
    }
    return s.len >= least && s.len <= most;
}

static bool is_whole(const struct excerpts *x, const struct excerpt *e)
{
    return is_word(e->country, 2, 2) && is_word(e->number, 1, ID_SIZE - 3) &&
           is_word(e->kind, 1, KIND_SIZE - 2) && is_alpha(e->kind.at[0]) &&
           tag_attribute(e->tag, "family-id").len &&
           !tag_attribute(e->tag, "status").len && is_exchange(x, e->tag) &&
           !memmem(e->document.at, e->document.len, "<!", 2);
}

/* Blanks between the last line end and here; 0 when there is something else. */
static size_t indent_of(struct slice body, const char *at)
{
    size_t blanks = 0;

    while (at - blanks > body.at && at[-1 - (ptrdiff_t)blanks] == ' ')
        blanks++;
    if (at - blanks == body.at || at[-1 - (ptrdiff_t)blanks] != '\n')
        return 0;
    return blanks;
}

/* --- one after another ---------------------------------------------------- */

/* To the end of the document whose start is at hand. */
static int read_document(struct excerpts *x, struct excerpt *e)
{
    unsigned depth = x->depth, at = 0;
    int r = 0;

    *e = (struct excerpt){
        .tag = x->tags.tag,
        .country = tag_attribute(x->tags.tag, "country"),
        .number = tag_attribute(x->tags.tag, "doc-number"),
        .kind = tag_attribute(x->tags.tag, "kind"),
    };
    while (r == 0 && !(at == depth && tags_ends(&x->tags)))
        r = step(x, &at);
    e->document.at = e->tag.at;
    e->document.len = (size_t)(x->tags.body.at + x->tags.at - e->tag.at);
    e->indent = indent_of(x->tags.body, x->tags.tag.at);
    e->whole = r == 0 && is_whole(x, e);
    return r;
}

/* Namespaces told above a document, but not by the root, would be lost. */
static bool hides_namespaces(struct slice tag)
{
    return memmem(tag.at, tag.len, "xmlns", 5) != NULL;
}

int excerpts_next(struct excerpts *x, struct excerpt *ret_excerpt)
{
    unsigned depth;
    int r;

    while ((r = step(x, &depth)) == 0) {
        struct slice tag = x->tags.tag;

        if (tags_ends(&x->tags) && depth == 1)
            return -ENOENT;
        if (tags_ends(&x->tags))
            continue;
        if (depth == 1)
            x->root = tag;
        else if (hides_namespaces(tag))
            return -ENOENT;
        if (slice_is(tag_local_name(tag), DOCUMENT))
            return read_document(x, ret_excerpt);
    }
    return r;
}

/* --- the canonical form --------------------------------------------------- */

/* Between a start and its end blanks are text, and stay. */
static bool is_text(struct slice before, struct slice behind)
{
    const char *tag;

    if (behind.len < 2 || behind.at[1] != '/')
        return false;
    tag = memrchr(before.at, '<', before.len);
    return tag && tag[1] != '/' && before.at[before.len - 2] != '/';
}

/* A line end between tags loses so many blanks behind it. */
static void add_outdented(struct buf *to, struct slice s, size_t blanks)
{
    const char *from = s.at, *end = s.at + s.len, *at = s.at;

    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        const char *line = at + 1, *text = line;

        while (text < end && *text == ' ')
            text++;
        if (text < end && *text == '<' && at > s.at && at[-1] == '>' &&
            (size_t)(text - line) >= blanks &&
            !is_text((struct slice){s.at, (size_t)(at - s.at)},
                     (struct slice){text, (size_t)(end - text)})) {
            buf_add(to, from, (size_t)(line - from));
            from = line + blanks;
        }
        at = text;
    }
    buf_add(to, from, (size_t)(end - from));
}

void excerpts_begin(const struct excerpts *x, const struct excerpt *e,
                    struct buf *to)
{
    struct slice name = tag_name(e->tag);

    buf_puts(to, EXCHANGE_DECLARATION);
    buf_add(to, x->root.at, x->root.len);
    buf_printf(to, "<%.*ss>\n", (int)name.len, name.at);
}

int excerpts_end(const struct excerpts *x, const struct excerpt *e,
                 struct buf *to)
{
    struct slice name = tag_name(e->tag), root = tag_name(x->root);

    return buf_printf(to, "</%.*ss></%.*s>\n", (int)name.len, name.at,
                      (int)root.len, root.at);
}

int excerpt_write(const struct excerpts *x, const struct excerpt *e,
                  struct buf *to)
{
    buf_expect(to, to->len + e->document.len + x->root.len + 256);
    excerpts_begin(x, e, to);
    if (e->indent > INDENT)
        add_outdented(to, e->document, e->indent - INDENT);
    else
        buf_add(to, e->document.at, e->document.len);
    buf_putc(to, '\n');
    return excerpts_end(x, e, to);
}
