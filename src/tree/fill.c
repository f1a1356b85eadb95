/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/fill.h"

#include "base/worker.h"
#include "doc/excerpt.h"
#include "ops/path.h"
#include "tree/offer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MOST 2

/* Which answers hold whole records: those of a source that were asked for with
 * all these parts. `full-cycle` alone does not count: its records are not always
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

struct filler {
    struct listener listener;
    struct list fills; /* under way, oldest first */
};

struct fill {
    struct list link; /* on filler.fills */
    struct entry *of;
    struct answer answer; /* of which the blob is held */
    struct excerpts at;
};

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
    struct slice parts = entry_parts(e);

    for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++) {
        bool all = e->source == fillers[i].source && e->form == FORM_XML;

        for (int k = 0; all && k < WORDS_MOST && fillers[i].parts[k]; k++)
            all = has_part(parts, fillers[i].parts[k]);
        if (all)
            return true;
    }
    return false;
}

/* Its waiters are woken when all of it is read; it is held till then. */
static bool fill_arrived(struct listener *l, struct entry *e,
                         const struct reply *reply)
{
    struct filler *filler = container_of(l, struct filler, listener);
    bool wanted = reply->verdict.action == ACTION_OK && fills(e);
    struct fill *f = wanted ? malloc(sizeof(*f)) : NULL;
    const struct blob *body;

    if (!f)
        return false;
    f->of = e;
    entry_answer(e, &f->answer);
    body = blob_ref(f->answer.blob);
    excerpts_init(&f->at, (struct slice){body->data, body->size});
    list_append(&filler->fills, &f->link);
    e->held++;
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

static void fill_one(const struct fill *f, const struct excerpt *x)
{
    struct memory *m = f->of->memory;
    struct request request = {.source = filled.source};
    struct blob *record;
    struct entry *e;

    if (request_of(x, &request) < 0)
        return;
    e = entry_find(m, &request);
    if (e && !offer_takes(e))
        return;
    record = record_of(f, x);
    if (record && !e) {
        e = entry_new(m, &request);
        if (e)
            entry_spare(e);
    }
    if (record && e)
        offer_give(e, record, &f->answer, NEVER);
    else
        blob_unref(record);
    memory_trim(m);
}

static void free_fill(struct fill *f)
{
    list_remove(&f->link);
    f->of->held--;
    blob_unref(f->answer.blob);
    free(f);
}

static void finish(struct fill *f)
{
    struct entry *e = f->of;

    free_fill(f);
    offer_settle(e, 0);
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
        fill_one(f, &x);
    return read;
}

static bool fill_turn(struct listener *l)
{
    struct filler *filler = container_of(l, struct filler, listener);
    size_t read = 0;

    while (read < LOOP_BYTES && !list_empty(&filler->fills))
        read += go_on(container_of(filler->fills.next, struct fill, link));
    return !list_empty(&filler->fills);
}

static void fill_end(struct listener *l)
{
    struct filler *filler = container_of(l, struct filler, listener);

    while (!list_empty(&filler->fills))
        free_fill(container_of(filler->fills.next, struct fill, link));
}

struct listener *fill_new(void)
{
    struct filler *filler = malloc(sizeof(*filler));

    if (!filler)
        return NULL;
    filler->listener = (struct listener){fill_arrived, fill_turn, fill_end};
    list_init(&filler->fills);
    return &filler->listener;
}

void fill_free(struct listener *l)
{
    if (l)
        free(container_of(l, struct filler, listener));
}
