/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/binding.h"

#include "doc/inquiry.h"
#include "doc/render.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define TITLE_MAX 1000

/* How a viewer calls a section; `label`: its pages have numbers of their
 * own. */
static const struct section_row {
    const char *name, *title, *label;
} section_rows[] = {
    {"ABSTRACT", "Abstract", NULL},
    {"BIBLIOGRAPHY", "Bibliographic data", NULL},
    {"DESCRIPTION", "Description", NULL},
    {"CLAIMS", "Claims", NULL},
    {"DRAWINGS", "Drawings", "Drawing "},
    {"SEARCH_REPORT", "Search report", "Search report "},
    {"AMENDMENT", "Amendments", NULL},
};

static const struct section_row *row_of(const struct inquiry_section *s)
{
    for (size_t i = 0; i < sizeof(section_rows) / sizeof(section_rows[0]);
         i++) {
        if (strcmp(s->name, section_rows[i].name) == 0)
            return &section_rows[i];
    }
    return NULL;
}

/* One that is in no row stands under OPS's own name. */
static const char *title_of(const struct inquiry_section *s)
{
    const struct section_row *row = row_of(s);

    return row ? row->title : s->name;
}

/* All that aside_bind() borrows. */
struct volume {
    struct pdf_order order;
    struct pdf_mark marks[INQUIRY_SECTIONS];
    struct pdf_label labels[INQUIRY_SECTIONS + 1];
    struct buf title;
};

/* A number that pages have in the whole, but for those with their own. Of
 * several sections that begin on one page the last one counts. */
static void add_label(struct volume *v, size_t page, const char *own)
{
    size_t n = v->order.label_count;

    if (n && v->labels[n - 1].page == page)
        n--;
    v->order.label_count = n;
    if (n && !own && !v->labels[n - 1].prefix[0])
        return;
    v->labels[n] = (struct pdf_label){page, own ? own : "", own ? 1 : page};
    v->order.label_count = n + 1;
}

static void add_sections(struct volume *v,
                         const struct inquiry_instance *document)
{
    add_label(v, 1, NULL);
    for (size_t i = 0; i < document->count; i++) {
        const struct inquiry_section *s = &document->sections[i];
        const struct section_row *row = row_of(s);

        v->marks[i] = (struct pdf_mark){title_of(s), (size_t)s->start};
        add_label(v, (size_t)s->start, row ? row->label : NULL);
    }
    v->order.mark_count = document->count;
}

/* `EP1000000A1: Apparatus for …` */
static void add_title(struct volume *v, const struct render_order *o,
                      const struct blob *record)
{
    struct slice number = slice_of(o->making.subject);
    struct buf title = BUF_INIT(TITLE_MAX);
    struct slice text;

    buf_add(&v->title, number.at, number.len);
    if (record && render(FACET_TITLE, number, SLICE(""), blob_slice(record),
                         &title) == 0) {
        text = slice_trim(buf_slice(&title));
        buf_printf(&v->title, ": %.*s", (int)text.len, text.at);
    }
    buf_fini(&title);
}

static int bind(struct volume *v, const struct render_order *o,
                struct slice *pages, struct buf *to)
{
    size_t bad = 0;
    int r;

    for (size_t i = 0; i < v->order.count; i++)
        pages[i] = blob_slice(o->bodies[1 + i]);
    v->order.pages = pages;
    v->order.title = buf_text(&v->title);
    v->order.subject = o->making.subject;
    v->order.marks = v->marks;
    v->order.labels = v->labels;
    r = aside_bind(o->aside, &v->order, to, &bad);
    if (r == 0)
        return r;
    buf_reset(to);
    if (bad)
        buf_printf(to, "page %zu of %zu is not a PDF of one page", bad,
                   v->order.count);
    else
        buf_puts(to, "its pages cannot be put together");
    return r;
}

/* After the inquiry and the pages. */
static const struct blob *record_of(const struct render_order *o, size_t pages)
{
    return o->count > 1 + pages ? o->bodies[1 + pages] : NULL;
}

int binding_render(const struct render_order *o, struct buf *to)
{
    struct volume *v = calloc(1, sizeof(*v));
    struct slice *pages = calloc(o->count, sizeof(*pages));
    const struct inquiry_instance *document;
    struct inquiry inquiry;
    int r = -ENOMEM;

    if (v && pages)
        r = inquiry_read(blob_slice(o->bodies[0]), &inquiry);
    if (r == 0) {
        buf_init(&v->title, TITLE_MAX);
        document = &inquiry.parts[INQUIRY_DOCUMENT];
        v->order.count = (size_t)document->pages;
        add_sections(v, document);
        add_title(v, o, record_of(o, v->order.count));
        r = bind(v, o, pages, to);
        buf_fini(&v->title);
    }
    free(pages);
    free(v);
    return r;
}

int binding_cut(const struct render_order *o, struct buf *to)
{
    return aside_cut(o->aside, blob_slice(o->bodies[0]),
                     strtoul(o->making.selection, NULL, 10), to);
}
