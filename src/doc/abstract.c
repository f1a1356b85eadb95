/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/abstract.h"

#include "doc/excerpt.h"

#include <errno.h>
#include <string.h>

/* One walk through a document. A piece is an element, or a tag, with the white
 * space before it. */
struct abstract_reader {
    struct tags tags;
    struct buf *to;
    unsigned depth;
    const char *behind; /* the tag before this one */
    const char *piece;  /* where the element begins that is to be kept */
    struct slice blank; /* before the publication-reference */
    unsigned data, references, abstracts;
};

static void add(struct abstract_reader *r, const char *from)
{
    const char *end = r->tags.body.at + r->tags.at;

    buf_add(r->to, from, (size_t)(end - from));
}

static void add_start(struct abstract_reader *r)
{
    static const char *const kept[] = {"country", "doc-number", "kind"};
    struct slice tag = r->tags.tag, name = tag_name(tag);

    buf_printf(r->to, "<%.*s", (int)name.len, name.at);
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
        struct slice value = tag_attribute(tag, kept[i]);

        buf_printf(r->to, " %s=\"%.*s\"", kept[i], (int)value.len, value.at);
    }
    buf_putc(r->to, '>');
}

static void add_parties(struct abstract_reader *r)
{
    struct slice name = tag_name(r->tags.tag);
    size_t prefix = name.len - tag_local_name(r->tags.tag).len;

    buf_printf(r->to, "%.*s<%.*sparties/>", (int)r->blank.len, r->blank.at,
               (int)prefix, name.at);
}

/* Elements that are kept as they are; counted where they end. */
static unsigned *kept_element(struct abstract_reader *r, unsigned depth)
{
    struct slice name = tag_local_name(r->tags.tag);

    if (depth == 3 && slice_is(name, "publication-reference"))
        return &r->references;
    return depth == 2 && slice_is(name, "abstract") ? &r->abstracts : NULL;
}

static void open_tag(struct abstract_reader *r, unsigned depth)
{
    if (depth == 1) {
        add_start(r);
    } else if (kept_element(r, depth)) {
        r->piece = r->behind;
        r->blank = (struct slice){r->behind,
                                  (size_t)(r->tags.tag.at - r->behind)};
    } else if (depth == 2 &&
               slice_is(tag_local_name(r->tags.tag), "bibliographic-data")) {
        add(r, r->behind);
    }
}

static void close_tag(struct abstract_reader *r, unsigned depth)
{
    unsigned *kept = kept_element(r, depth);

    if (kept) {
        add(r, r->piece);
        (*kept)++;
    }
    if (kept == &r->references)
        add_parties(r);
    if (depth == 2 &&
        slice_is(tag_local_name(r->tags.tag), "bibliographic-data")) {
        add(r, r->behind);
        r->data++;
    }
    if (depth == 1)
        add(r, r->behind);
}

static int add_document(struct buf *to, const struct excerpt *e)
{
    struct abstract_reader r = {.to = to};
    int error = 0;

    tags_init(&r.tags, e->document);
    r.behind = e->document.at;
    do {
        error = tags_next(&r.tags);
        if (error < 0)
            return error;
        if (tags_ends(&r.tags))
            close_tag(&r, r.depth--);
        else
            open_tag(&r, ++r.depth);
        r.behind = r.tags.body.at + r.tags.at;
    } while (r.depth);
    buf_putc(to, '\n');
    return r.data == 1 && r.references == 1 && r.abstracts ? 0 : -ENODATA;
}

int abstract_of(struct slice biblio, struct buf *to)
{
    struct excerpts x;
    struct excerpt e, last = {.whole = false};
    int r;

    excerpts_init(&x, biblio);
    while ((r = excerpts_next(&x, &e)) == 0) {
        if (!last.whole)
            excerpts_begin(&x, &e, to);
        r = e.whole ? add_document(to, &e) : -ENODATA;
        if (r < 0)
            return r;
        last = e;
    }
    if (r != -ENOENT)
        return r;
    return last.whole ? excerpts_end(&x, &last, to) : -ENODATA;
}
