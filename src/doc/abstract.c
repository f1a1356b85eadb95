/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/abstract.h"

#include "doc/excerpt.h"

#include <errno.h>
#include <string.h>

enum { KEPT_DATA, KEPT_REFERENCE, KEPT_ABSTRACT, KEPT_COUNT };

/* What stays of a document. */
static const struct {
    unsigned depth;
    const char *name;
    bool whole; /* else its tags alone */
} kept[KEPT_COUNT] = {
    [KEPT_DATA] = {2, "bibliographic-data", false},
    [KEPT_REFERENCE] = {3, "publication-reference", true},
    [KEPT_ABSTRACT] = {2, "abstract", true},
};

/* One walk through a document. A piece is an element or a tag, with the white
 * space before it. */
struct abstract_reader {
    struct tags tags;
    struct buf *to;
    const char *piece; /* where the element begins that is to be kept */
    unsigned counts[KEPT_COUNT];
};

static void add(struct abstract_reader *r, const char *from)
{
    struct slice piece = tags_since(&r->tags, from);

    buf_add(r->to, piece.at, piece.len);
}

static void add_start(struct abstract_reader *r)
{
    static const char *const names[] = {"country", "doc-number", "kind"};
    struct slice tag = r->tags.tag, name = tag_name(tag);

    buf_printf(r->to, "<%.*s", (int)name.len, name.at);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct slice value = tag_attribute(tag, names[i]);

        buf_printf(r->to, " %s=\"%.*s\"", names[i], (int)value.len, value.at);
    }
    buf_putc(r->to, '>');
}

/* As far from the tag before it as the reference, which ends here. */
static void add_parties(struct abstract_reader *r)
{
    struct slice name = tag_name(r->tags.tag);
    size_t prefix = name.len - tag_local_name(r->tags.tag).len;

    buf_printf(r->to, "%.*s<%.*sparties/>", (int)strcspn(r->piece, "<"),
               r->piece, (int)prefix, name.at);
}

static void read_kept(struct abstract_reader *r, int k)
{
    bool ends = r->tags.ends;

    if (!ends)
        r->piece = r->tags.before;
    if (ends || !kept[k].whole)
        add(r, kept[k].whole ? r->piece : r->tags.before);
    if (ends && k == KEPT_REFERENCE)
        add_parties(r);
    r->counts[k] += ends;
}

static void read_tag(struct abstract_reader *r)
{
    const struct tags *t = &r->tags;

    if (t->depth == 1 && t->ends)
        add(r, t->before);
    else if (t->depth == 1)
        add_start(r);
    for (int k = 0; k < KEPT_COUNT; k++) {
        if (t->depth == kept[k].depth &&
            slice_is(tag_local_name(t->tag), kept[k].name))
            read_kept(r, k);
    }
}

static int add_document(struct buf *to, const struct excerpt *e)
{
    struct abstract_reader r = {.to = to};
    int error;

    tags_init(&r.tags, e->document);
    while ((error = tags_next(&r.tags)) == 0)
        read_tag(&r);
    if (error != -ENOENT)
        return error;
    buf_putc(to, '\n');
    return r.counts[KEPT_DATA] == 1 && r.counts[KEPT_REFERENCE] == 1 &&
                   r.counts[KEPT_ABSTRACT] > 0
               ? 0
               : -ENODATA;
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
