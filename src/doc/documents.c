/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One walk. Where it stands is a path of steps, one a depth: a step
 * stands open while its element is open and all steps above it are. So an
 * element is only looked at where it belongs; a document-id of a citation, or
 * of a document inside a document, is not one of these.
 *
 * Its tags are looked for down to the documents only: where these end, libxml2
 * knows.
 */
#include "doc/documents.h"

#include "doc/intake.h"
#include "doc/tags.h"
#include "doc/xml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 16
#define TEXT_SIZE 64 /* longer ones are no ids */
/* Numbered as the depths are. */
enum documents_step {
    STEP_ROOT = 1,
    STEP_LIST,
    STEP_DOCUMENT,
    STEP_DATA,
    STEP_REFERENCE,
    STEP_ID,
    STEP_PART,
    STEP_COUNT
};

/* The parts of a document-id. */
enum part { PART_COUNTRY, PART_NUMBER, PART_KIND, PART_DATE, PART_COUNT };

struct documents_reader {
    struct documents *to;
    struct tags tags;
    struct document *document; /* the open one */
    unsigned step;             /* the last one that stands open */
    bool of_application;       /* else of the publication */
    bool docdb;                /* the open id is; else epodoc, or another */
    bool epodoc;
    enum part part; /* that is being read */
    struct buf parts[PART_COUNT];
};

static struct slice text_of(const struct documents_reader *r, enum part part)
{
    const struct buf *t = &r->parts[part];

    return slice_trim((struct slice){buf_text(t), t->error ? 0 : t->len});
}

/* The first one stays; one that does not fit does not count. */
static void copy(char *to, size_t size, struct slice s)
{
    if (!to[0])
        publication_capitals(to, size, s);
}

static int grow(struct documents *d)
{
    size_t cap = d->cap ? d->cap * 2 : FIRST_CAPACITY;
    struct document *items;

    if (d->count == DOCUMENTS_MAX)
        return -EBADMSG;
    if (d->count < d->cap)
        return 0;
    items = realloc(d->items, cap * sizeof(*items));
    if (!items)
        return -ENOMEM;
    d->items = items;
    d->cap = cap;
    return 0;
}

static int open_root(struct documents_reader *r, const struct xml_element *e)
{
    (void)e;
    r->to->root.start = r->tags.tag;
    return 0;
}

static int open_list(struct documents_reader *r, const struct xml_element *e)
{
    (void)e;
    if (r->to->list.start.at)
        return -EBADMSG;
    r->to->list.start = r->tags.tag;
    return 0;
}

static int open_document(struct documents_reader *r,
                         const struct xml_element *e)
{
    struct publication *p;
    int error = grow(r->to);

    if (error < 0)
        return error;
    r->document = &r->to->items[r->to->count++];
    *r->document = (struct document){.bytes = r->tags.tag};
    p = &r->document->publication;
    publication_id(p->docdb, xml_attribute_of(e, "country"),
                   xml_attribute_of(e, "doc-number"));
    copy(p->kind, KIND_SIZE, xml_attribute_of(e, "kind"));
    p->missing = slice_is_nocase(xml_attribute_of(e, "status"), "not found");
    return 0;
}

static int open_id(struct documents_reader *r, const struct xml_element *e)
{
    struct slice type = xml_attribute_of(e, "document-id-type");

    r->docdb = slice_is(type, "docdb");
    r->epodoc = slice_is(type, "epodoc");
    for (int i = 0; i < PART_COUNT; i++)
        buf_reset(&r->parts[i]);
    return 0;
}

static void close_publication_id(struct documents_reader *r)
{
    struct publication *p = &r->document->publication;
    struct slice number = text_of(r, PART_NUMBER), country = number;

    copy(p->date, DATE_SIZE, text_of(r, PART_DATE));
    if (r->docdb && !p->docdb[0])
        publication_id(p->docdb, text_of(r, PART_COUNTRY), number);
    if (r->docdb)
        copy(p->kind, KIND_SIZE, text_of(r, PART_KIND));
    if (!r->epodoc || p->epodoc[0] || number.len <= 2)
        return;
    country.len = 2;
    number.at += 2;
    number.len -= 2;
    publication_id(p->epodoc, country, number);
}

/* Only docdb's: each document has it, and one form is enough to compare. */
static void close_application_id(struct documents_reader *r)
{
    struct publication *p = &r->document->publication;
    struct slice kind = text_of(r, PART_KIND);
    size_t len;

    if (!r->docdb || p->application[0])
        return;
    publication_id(p->application, text_of(r, PART_COUNTRY),
                   text_of(r, PART_NUMBER));
    len = strlen(p->application);
    if (!len || !kind.len || kind.len > KIND_SIZE - 2)
        return;
    p->application[len] = '.';
    memcpy(p->application + len + 1, kind.at, kind.len);
    p->application[len + 1 + kind.len] = '\0';
}

static void close_step(struct documents_reader *r, enum documents_step step)
{
    struct slice tag = r->tags.tag;

    if (step == STEP_ROOT)
        r->to->root.end = tag;
    else if (step == STEP_LIST && tag.at != r->to->list.start.at)
        r->to->list.end = tag;
    else if (step == STEP_DOCUMENT)
        r->document->bytes = tags_since(&r->tags, r->document->bytes.at);
    else if (step == STEP_ID && r->of_application)
        close_application_id(r);
    else if (step == STEP_ID)
        close_publication_id(r);
}

/* Each step with the names its element may have, one for each value of what
 * they distinguish, and what opening it does. */
static const struct {
    enum ns ns;
    const char *names[PART_COUNT];
    int (*open)(struct documents_reader *r, const struct xml_element *e);
} steps[STEP_COUNT] = {
    [STEP_ROOT] = {NS_OPS, {"world-patent-data"}, open_root},
    [STEP_LIST] = {NS_EXCHANGE, {"exchange-documents"}, open_list},
    [STEP_DOCUMENT] = {NS_EXCHANGE, {"exchange-document"}, open_document},
    [STEP_DATA] = {NS_EXCHANGE, {"bibliographic-data"}, NULL},
    [STEP_REFERENCE] = {NS_EXCHANGE,
                        {"publication-reference", "application-reference"},
                        NULL},
    [STEP_ID] = {NS_EXCHANGE, {"document-id"}, open_id},
    [STEP_PART] = {NS_EXCHANGE,
                   {[PART_COUNTRY] = "country",
                    [PART_NUMBER] = "doc-number",
                    [PART_KIND] = "kind",
                    [PART_DATE] = "date"},
                   NULL},
};

static int name_index(const struct xml_element *e)
{
    for (int i = 0; e->ns == steps[e->depth].ns && i < PART_COUNT; i++) {
        const char *name = steps[e->depth].names[i];

        if (name && strcmp(name, e->name) == 0)
            return i;
    }
    return -1;
}

static int on_open(void *arg, const struct xml_element *e)
{
    struct documents_reader *r = arg;
    int error = 0, index;

    if (e->depth <= STEP_DOCUMENT)
        error = tags_next(&r->tags);
    if (error < 0 || e->depth != r->step + 1 || e->depth == STEP_COUNT)
        return error;
    index = name_index(e);
    if (index < 0)
        return e->depth == STEP_ROOT ? -EBADMSG : 0;
    r->step = e->depth;
    if (r->step == STEP_REFERENCE)
        r->of_application = index;
    if (r->step == STEP_PART)
        r->part = (enum part)index;
    return steps[r->step].open ? steps[r->step].open(r, e) : 0;
}

static int on_close(void *arg, const struct xml_element *e)
{
    struct documents_reader *r = arg;
    int error = 0;

    if (e->depth == STEP_DOCUMENT)
        error = tags_leave(&r->tags, e->end);
    else if (e->depth < STEP_DOCUMENT)
        error = tags_next(&r->tags);
    if (error < 0 || e->depth != r->step)
        return error;
    close_step(r, (enum documents_step)r->step);
    r->step--;
    return 0;
}

static int on_text(void *arg, struct slice text)
{
    struct documents_reader *r = arg;

    if (r->step == STEP_PART)
        buf_add(&r->parts[r->part], text.at, text.len);
    return 0;
}

int documents_read(struct slice body, struct documents *ret_documents)
{
    static const struct xml_events events = {on_open, on_close, on_text};
    struct documents d = {.count = 0};
    struct documents_reader r = {.to = &d};
    int error;

    tags_init(&r.tags, body);
    for (int i = 0; i < PART_COUNT; i++)
        r.parts[i] = BUF_INIT(TEXT_SIZE);
    error = xml_walk(body, INTAKE_DEPTH, &events, &r);
    for (int i = 0; i < PART_COUNT; i++)
        buf_fini(&r.parts[i]);
    if (!error && d.list.start.at) {
        *ret_documents = d;
        return 0;
    }
    documents_fini(&d);
    return error == -ENOMEM ? error : -EBADMSG;
}

void documents_fini(struct documents *d)
{
    free(d->items);
    d->items = NULL;
    d->count = d->cap = 0;
}
