/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/fill.h"

#include "doc/excerpt.h"
#include "ops/path.h"
#include "tree/offer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Read in one turn; some milliseconds. */
#define TURN_BYTES ((size_t)512 << 10)

#define WORDS_MOST 2

/* Which answers hold whole records: those of a source that were asked for with
 * all these parts. `full-cycle` alone is none of them: its records are not always
 * those of a biblio. */
static const struct {
    enum source_id source;
    const char *parts[WORDS_MOST];
} fillers[] = {
    {SOURCE_SEARCH, {"biblio"}},
    {SOURCE_FAMILY, {"biblio"}},
    {SOURCE_BIBLIO, {"biblio", "full-cycle"}},
};

/* What each record fills. */
static const struct name filled = {.source = SOURCE_BIBLIO};

struct fill {
    struct list link; /* on content.fills */
    struct entry *of;
    struct blob *body;
    struct excerpts at;
};

/* `biblio,full-cycle`: the last step of the path, before its query. */
static struct slice parts_of(const struct entry *e)
{
    struct slice rest = {e->path, e->path_len}, path, parts = SLICE("");

    slice_cut(&rest, '?', &path);
    while (slice_cut(&path, '/', &parts))
        ;
    return parts;
}

static bool has_part(struct slice parts, const char *part)
{
    struct slice one;

    while (slice_cut(&parts, ',', &one)) {
        if (slice_is(one, part))
            return true;
    }
    return false;
}

static bool fills(const struct entry *e)
{
    struct slice parts = parts_of(e);

    for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++) {
        bool all = e->source == fillers[i].source && e->form == FORM_XML;

        for (int k = 0; all && k < WORDS_MOST && fillers[i].parts[k]; k++)
            all = has_part(parts, fillers[i].parts[k]);
        if (all)
            return true;
    }
    return false;
}

bool fill_begin(struct entry *e)
{
    bool wanted = !e->content->options.alone && fills(e);
    struct fill *f = wanted ? malloc(sizeof(*f)) : NULL;

    if (!f)
        return false;
    f->of = e;
    f->body = blob_ref(e->answer.blob);
    excerpts_init(&f->at, (struct slice){f->body->data, f->body->size});
    list_append(&e->content->fills, &f->link);
    e->filling = true;
    return true;
}

static int request_of(const struct excerpt *x, struct request *ret_request)
{
    struct place place = {.name = &filled, .form = FORM_XML};
    struct buf number = BUF_INIT(REQUEST_REFERENCE - 1);
    int r;

    buf_printf(&number, "%.*s.%.*s.%.*s", (int)x->country.len, x->country.at,
               (int)x->number.len, x->number.at, (int)x->kind.len, x->kind.at);
    place.slots[SLOT_TYPE] = SLICE("publication");
    place.slots[SLOT_FORMAT] = SLICE("docdb");
    place.slots[SLOT_NUMBER] = (struct slice){number.data, number.len};
    place.slots[SLOT_PARTS] = SLICE("biblio");
    r = number.error ? number.error : request_of_place(&place, ret_request);
    buf_fini(&number);
    return r;
}

static struct blob *record_of(const struct fill *f, const struct excerpt *x)
{
    struct buf text = BUF_INIT(sources[filled.source].ceiling);
    size_t len;
    char *data;

    if (excerpt_write(&f->at, x, &text) < 0) {
        buf_fini(&text);
        return NULL;
    }
    data = buf_take(&text, &len);
    return blob_new(data, len);
}

static void offer(const struct fill *f, const struct excerpt *x)
{
    struct content *c = f->of->content;
    struct request request = {.source = filled.source};
    struct blob *record;
    struct entry *e;

    if (request_of(x, &request) < 0)
        return;
    e = entry_find(c, &request);
    if (e && !content_takes(e))
        return;
    record = record_of(f, x);
    if (record && !e) {
        e = entry_new(c, &request);
        if (e)
            entry_spare(e);
    }
    if (record && e)
        content_give(e, record, NEVER);
    else
        blob_unref(record);
    entry_evict(c);
}

static void fill_free(struct fill *f)
{
    list_remove(&f->link);
    f->of->filling = false;
    blob_unref(f->body);
    free(f);
}

static void finish(struct fill *f)
{
    struct entry *e = f->of;
    struct content *c = e->content;

    fill_free(f);
    content_wake(e, 0);
    entry_evict(c);
}

/* One record; returns how much was read. */
static size_t go_on(struct fill *f)
{
    size_t before = f->at.tags.at, read;
    struct excerpt x;
    int r = excerpts_next(&f->at, &x);

    read = f->at.tags.at - before;
    if (r < 0)
        finish(f);
    else if (x.whole)
        offer(f, &x);
    return read;
}

void fill_turn(struct content *c)
{
    size_t read = 0;

    while (read < TURN_BYTES && !list_empty(&c->fills))
        read += go_on(container_of(c->fills.next, struct fill, link));
}

void fill_end_all(struct content *c)
{
    while (!list_empty(&c->fills))
        fill_free(container_of(c->fills.next, struct fill, link));
}
