/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/fill.h"

#include "base/worker.h"
#include "doc/branches.h"
#include "doc/excerpt.h"
#include "ops/symbol_request.h"
#include "tree/offer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CONSTITUENTS_MAX 2

struct fill;

/* Which answers fill others, and with what. */
struct filling {
    enum source_id source;
    bool (*fits)(const struct entry *e);
    void (*init)(struct fill *f, struct slice body);
    /* One of what it holds, into its own entry. Negative: there is no more. */
    int (*next)(struct fill *f);
};

struct filler {
    struct listener listener;
    struct list fills; /* under way, oldest first */
};

struct fill {
    struct list link; /* on filler.fills */
    const struct filling *filling;
    struct entry *of;
    struct answer answer; /* of which the blobs are held */
    union {
        struct tags tags; /* the first member of both */
        struct excerpts records;
        struct branches groups;
    } at;
};

/* --- into an entry ------------------------------------------------------- */

typedef int write_piece(const struct fill *f, const void *piece,
                        struct buf *to);

static struct blob *piece_of(const struct fill *f, const void *piece,
                             write_piece *write)
{
    struct buf text = BUF_INIT(sources[f->filling->source].ceiling);

    if (write(f, piece, &text) < 0) {
        buf_fini(&text);
        return NULL;
    }
    return blob_of(&text);
}

static void fill_one(const struct fill *f, const struct request *request,
                     const void *piece, write_piece *write)
{
    struct memory *m = f->of->memory;
    struct entry *e = memory_find(m, request);
    struct blob *body;

    if (e && !offer_takes(e))
        return;
    body = piece_of(f, piece, write);
    if (body && !e) {
        e = memory_get(m, request);
        if (e)
            memory_unused(e);
    }
    if (body && e)
        offer_give(e, body, &f->answer, NEVER);
    else
        blob_unref(body);
    memory_trim(m);
}

/* --- records ------------------------------------------------------------- */

/* Which answers hold whole records: those of a source that were asked for with
 * all these constituents. `full-cycle` alone does not count: its records are
 * not always those of a biblio. */
static const struct {
    enum source_id source;
    const char *constituents[CONSTITUENTS_MAX];
} record_fillers[] = {
    {SOURCE_SEARCH, {"biblio"}},
    {SOURCE_FAMILY, {"biblio"}},
    {SOURCE_BIBLIO, {"biblio", "full-cycle"}},
};

static bool has_records(const struct entry *e)
{
    struct slice constituents = entry_constituents(e);

    for (size_t i = 0; i < sizeof(record_fillers) / sizeof(record_fillers[0]);
         i++) {
        bool all = e->source == record_fillers[i].source;

        for (int k = 0;
             all && k < CONSTITUENTS_MAX && record_fillers[i].constituents[k];
             k++)
            all = slice_lists(constituents, ',',
                              slice_of(record_fillers[i].constituents[k]));
        if (all)
            return true;
    }
    return false;
}

static void start_records(struct fill *f, struct slice body)
{
    excerpts_init(&f->at.records, body);
}

static int request_of_record(const struct excerpt *x,
                             struct request *ret_request)
{
    static const struct name row = {.source = SOURCE_BIBLIO};
    struct location location = {.row = &row, .form = FORM_XML};
    struct buf number = BUF_INIT(REQUEST_REFERENCE - 1);
    int r;

    buf_printf(&number, "%.*s.%.*s.%.*s", (int)x->country.len, x->country.at,
               (int)x->number.len, x->number.at, (int)x->kind.len, x->kind.at);
    location.slots[SLOT_TYPE] = SLICE("publication");
    location.slots[SLOT_FORMAT] = SLICE("docdb");
    location.slots[SLOT_NUMBER] = buf_slice(&number);
    location.slots[SLOT_CONSTITUENTS] = SLICE("biblio");
    r = number.error ? number.error : request_at(&location, ret_request);
    buf_fini(&number);
    return r;
}

static int write_record(const struct fill *f, const void *piece, struct buf *to)
{
    return excerpt_write(&f->at.records, piece, to);
}

static int next_record(struct fill *f)
{
    struct request request;
    struct excerpt x;
    int r = excerpts_next(&f->at.records, &x);

    if (r == 0 && x.whole && request_of_record(&x, &request) == 0)
        fill_one(f, &request, &x, write_record);
    return r;
}

/* --- main groups of a subclass ------------------------------------------- */

/* Is it the whole answer of a subclass? */
static bool has_groups(const struct entry *e)
{
    struct slice path = {e->path, e->path_len};
    struct slice symbol = SLICE(""), wanted = SLICE("");
    struct symbol_answer answer;
    struct symbol s;

    slice_cut(&path, '?', &symbol);
    while (slice_cut(&symbol, '/', &wanted) && symbol.len)
        continue;
    if (e->source != SOURCE_CPC || symbol_read(wanted, &s) < 0 ||
        s.level != SYMBOL_SUBCLASS)
        return false;
    symbol_answer(&s, true, &answer);
    return slice_is(path, answer.view);
}

static void start_groups(struct fill *f, struct slice body)
{
    branches_init(&f->at.groups, body);
}

static int request_of_group(const struct branch *g, struct request *ret_request)
{
    struct symbol s;

    if (symbol_read(g->symbol, &s) < 0 || s.level != SYMBOL_GROUP)
        return -ENOENT;
    return symbol_request(&s, true, ret_request);
}

static int write_group(const struct fill *f, const void *piece, struct buf *to)
{
    return branch_write(&f->at.groups, piece, to);
}

static int next_group(struct fill *f)
{
    struct request request;
    struct branch g;
    int r = branches_next(&f->at.groups, &g);

    if (r == 0 && g.whole && request_of_group(&g, &request) == 0)
        fill_one(f, &request, &g, write_group);
    return r;
}

/* --- whoever is filled from an answer ------------------------------------ */

/* By the source of what is filled. */
static const struct filling fillings[] = {
    {SOURCE_BIBLIO, has_records, start_records, next_record},
    {SOURCE_CPC, has_groups, start_groups, next_group},
};

static const struct filling *filling_of(const struct entry *e)
{
    for (size_t i = 0; i < sizeof(fillings) / sizeof(fillings[0]); i++) {
        if (e->form == FORM_XML && !e->facet && fillings[i].fits(e))
            return &fillings[i];
    }
    return NULL;
}

/* Its waiters are woken when all of it is read; it is held till then. */
static bool fill_arrived(struct listener *l, struct entry *e,
                         const struct outcome *outcome)
{
    struct filler *filler = container_of(l, struct filler, listener);
    bool has_body = outcome->verdict.action == ACTION_OK;
    const struct filling *filling = has_body ? filling_of(e) : NULL;
    struct fill *f = filling ? malloc(sizeof(*f)) : NULL;
    const struct blob *body;

    if (!f)
        return false;
    f->filling = filling;
    f->of = e;
    entry_answer(e, &f->answer);
    body = blob_ref(f->answer.blob);
    if (f->answer.of)
        blob_ref(f->answer.of);
    filling->init(f, blob_slice(body));
    list_append(&filler->fills, &f->link);
    e->uses++;
    return true;
}

static void free_fill(struct fill *f)
{
    list_remove(&f->link);
    f->of->uses--;
    blob_unref(f->answer.blob);
    blob_unref(f->answer.of);
    free(f);
}

static void finish(struct fill *f)
{
    struct entry *e = f->of;

    free_fill(f);
    offer_wake(e, 0);
}

/* One step; returns how much was read. */
static size_t go_on(struct fill *f)
{
    size_t before = f->at.tags.at, read;
    int r = f->filling->next(f);

    read = f->at.tags.at - before;
    if (r < 0)
        finish(f);
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
    filler->listener = (struct listener){.arrived = fill_arrived,
                                         .turn = fill_turn,
                                         .end = fill_end};
    list_init(&filler->fills);
    return &filler->listener;
}
