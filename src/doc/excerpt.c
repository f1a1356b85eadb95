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
    *x = (struct excerpts){.root = SLICE("")};
    tags_init(&x->tags, body);
}

/* --- what a document is -------------------------------------------------- */

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

static bool is_whole(const struct excerpts *x, const struct excerpt *e)
{
    return publication_is_word(e->country, 2, 2) &&
           publication_is_word(e->number, 1, ID_SIZE - 3) &&
           publication_is_word(e->kind, 1, KIND_SIZE - 2) &&
           is_alpha(e->kind.at[0]) && tag_attribute(e->tag, "family-id").len &&
           !tag_attribute(e->tag, "status").len && is_exchange(x, e->tag) &&
           !memmem(e->document.at, e->document.len, "<!", 2);
}

/* How many blanks follow a line end, with nothing else; 0 for anything else. */
static size_t indent_of(const char *from, const char *to)
{
    const char *at = from + 1;

    if (from >= to || *from != '\n')
        return 0;
    while (at < to && *at == ' ')
        at++;
    return at == to ? (size_t)(to - from - 1) : 0;
}

/* --- one after another --------------------------------------------------- */

/* To the end of the document whose start tag is the current one. */
static int read_document(struct excerpts *x, struct excerpt *e)
{
    unsigned depth = x->tags.depth;
    int r;

    *e = (struct excerpt){
        .tag = x->tags.tag,
        .country = tag_attribute(x->tags.tag, "country"),
        .number = tag_attribute(x->tags.tag, "doc-number"),
        .kind = tag_attribute(x->tags.tag, "kind"),
    };
    do {
        r = tags_next(&x->tags);
    } while (r == 0 && !(x->tags.ends && x->tags.depth == depth));
    e->document = tags_since(&x->tags, e->tag.at);
    e->indent = indent_of(x->tags.before, x->tags.tag.at);
    e->whole = r == 0 && is_whole(x, e);
    return r;
}

/* Namespaces declared above a document, but not by the root, would be lost. */
static bool hides_namespaces(struct slice tag)
{
    return memmem(tag.at, tag.len, "xmlns", 5) != NULL;
}

int excerpts_next(struct excerpts *x, struct excerpt *ret_excerpt)
{
    int r;

    while ((r = tags_next(&x->tags)) == 0) {
        struct slice tag = x->tags.tag;

        if (x->tags.ends)
            continue;
        if (x->tags.depth == 1)
            x->root = tag;
        else if (hides_namespaces(tag))
            return -ENOENT;
        if (slice_is(tag_local_name(tag), DOCUMENT))
            return read_document(x, ret_excerpt);
    }
    return r;
}

/* --- the canonical form -------------------------------------------------- */

/* A line end between tags loses that many of the blanks after it. Between a
 * start and its end it is text, and stays. */
static void add_outdented(struct buf *to, struct slice document, size_t blanks)
{
    const char *copied = document.at, *end = document.at + document.len;
    bool ended = true;
    struct tags t;

    tags_init(&t, document);
    while (tags_next(&t) == 0) {
        bool outside = ended || t.tag.at[1] != '/';

        if (outside && indent_of(t.before, t.tag.at) >= blanks) {
            buf_add(to, copied, (size_t)(t.before + 1 - copied));
            copied = t.before + 1 + blanks;
        }
        ended = t.ends;
    }
    buf_add(to, copied, (size_t)(end - copied));
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
    size_t blanks = e->indent > INDENT ? e->indent - INDENT : 0;

    buf_expect(to, to->len + e->document.len + x->root.len + 256);
    excerpts_begin(x, e, to);
    if (blanks)
        add_outdented(to, e->document, blanks);
    else
        buf_add(to, e->document.at, e->document.len);
    buf_putc(to, '\n');
    return excerpts_end(x, e, to);
}
