/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/store_place.h"

#include "tree/fetch.h"
#include "tree/origin.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(ETAG_MAX == RECORD_ETAG, "one is kept as the other");

#define STORE "store" /* for people */

struct store_place {
    struct answer_place place;
    struct store *store;
    struct list errands;
    bool whole;
};

/* A question on its way in the store. */
struct errand {
    struct list link;
    struct store_reader reader;
    struct question *question;
    bool whole;
    enum server server; /* which would know; SERVER_NONE: it is made here */
};

static struct store_place *store_place_of(struct answer_place *p)
{
    return container_of(p, struct store_place, place);
}

/* As it was judged when it came. */
static struct verdict judge(enum server server, const struct record *record)
{
    struct limits limits;

    limits_init(&limits);
    return verdict_of(server, TRANSPORT_OK, record->status, &record->finding,
                      &limits);
}

/* What a part was taken out of, as its record has it. NULL: it came with
 * others, or is whole. */
static struct blob *origin_of(const struct record *record)
{
    if (!record->body || !record->finding.message[0])
        return NULL;
    return origin_new(&(struct origin){
        .path = slice_of(record->finding.message),
        .source = SOURCE_COUNT,
        .place = SLICE(STORE),
        .etag = slice_of(record->etag),
    });
}

static struct outcome reply_of(enum server server, const struct record *record)
{
    struct outcome outcome = {
        .verdict = judge(server, record),
        .status = record->status,
        .finding = record->finding,
        .wall = record->fetched,
        .excerpt = record->excerpt,
    };

    memcpy(outcome.etag, record->etag, sizeof(outcome.etag));
    if (record->body)
        outcome.body = blob_ref(record->body);
    return outcome;
}

/* The table of another version may say something else: then it is as if nothing
 * was kept. */
static bool is_answer(const struct outcome *outcome)
{
    return outcome->body ? outcome->verdict.action == ACTION_OK
                         : outcome->verdict.action == ACTION_FAIL &&
                               outcome->verdict.error == -ENOENT;
}

static void free_errand(struct errand *e)
{
    list_remove(&e->link);
    free(e);
}

static void answered(struct store_reader *r, const struct record *record)
{
    struct errand *e = container_of(r, struct errand, reader);
    struct question *q = e->question;
    bool made = e->server == SERVER_NONE;
    bool knows_of_none = made && !record && r->knows;
    bool fits = record && (made || !(record->excerpt && e->whole));
    struct outcome outcome = {.verdict = {.action = ACTION_FAIL,
                                          .error = -ENOENT,
                                          .remember = REMEMBER_NOT,
                                          .advice = "nothing was seen before"}};
    struct blob *origin = fits ? origin_of(record) : NULL;

    if (fits)
        outcome = reply_of(e->server, record);
    outcome.of = origin;
    free_errand(e);
    if (knows_of_none || (fits && is_answer(&outcome))) {
        fetch_answered(q, &outcome);
    } else {
        blob_unref(outcome.body);
        fetch_answered(q, NULL);
    }
    blob_unref(origin);
}

static int ask(struct answer_place *p, const struct request *request,
               struct instant now, unsigned how, struct question *q)
{
    struct store_place *s = store_place_of(p);
    struct store_key key = {slice_of(request->path), request->accept,
                            sources[request->source].server};
    struct errand *e = malloc(sizeof(*e));

    (void)how;
    if (!e)
        return -ENOMEM;
    *e = (struct errand){.reader = {.answered = answered},
                         .question = q,
                         .server = sources[request->source].server,
                         .whole = s->whole};
    q->handle = e;
    list_append(&s->errands, &e->link);
    if (store_ask(s->store, &key, now, &e->reader))
        return 0;
    free_errand(e);
    return -ENODATA;
}

static bool drop(struct answer_place *p, struct question *q)
{
    struct errand *e = q->handle;

    (void)p;
    store_leave(&e->reader);
    free_errand(e);
    return true;
}

/* What OPS has, and what it said that it does not have. What goes wrong may be
 * mended tomorrow. */
static bool is_worth_keeping(const struct outcome *outcome)
{
    const struct verdict *v = &outcome->verdict;

    return v->action == ACTION_OK ||
           (v->error == -ENOENT && v->remember != REMEMBER_NOT);
}

/* One that is too long is not kept. */
static void note_origin(const struct outcome *outcome, struct record *record)
{
    const struct blob *of = outcome->body ? outcome->of : NULL;
    struct slice lines = of ? blob_slice(of) : SLICE("");
    struct finding *at = &record->finding;
    struct origin o;

    memcpy(record->etag, outcome->etag, sizeof(record->etag));
    if (!origin_next(&lines, &o) || o.path.len >= sizeof(at->message))
        return;
    snprintf(at->message, sizeof(at->message), "%.*s", (int)o.path.len,
             o.path.at);
    snprintf(record->etag, sizeof(record->etag), "%.*s", (int)o.etag.len,
             o.etag.at);
}

struct store_key store_place_key(const struct answer_key *key)
{
    return (struct store_key){key->path, request_accept(key->source, key->form),
                              sources[key->source].server};
}

static void keep(struct answer_place *p, const struct answer_key *key,
                 const struct outcome *outcome)
{
    struct store_place *s = store_place_of(p);
    struct store_key where = store_place_key(key);
    struct record record = {
        .status = outcome->status,
        .fetched = outcome->wall,
        .excerpt = outcome->excerpt,
        .finding = outcome->finding,
        .body = outcome->body,
    };

    note_origin(outcome, &record);
    if (!is_worth_keeping(outcome))
        return;
    store_keep(s->store, &where, &record);
}

static void forget(struct answer_place *p, const struct answer_key *key)
{
    struct store_key where = store_place_key(key);

    store_drop(store_place_of(p)->store, &where);
}

struct answer_place *store_place_new(struct store *store, bool whole)
{
    struct store_place *s = malloc(sizeof(*s));

    if (!s)
        return NULL;
    *s = (struct store_place){
        .place = {.name = STORE,
                  .ask = ask,
                  .drop = drop,
                  .keep = keep,
                  .forget = forget},
        .store = store,
        .whole = whole,
    };
    list_init(&s->errands);
    return &s->place;
}

void store_place_free(struct answer_place *p)
{
    struct store_place *s = p ? store_place_of(p) : NULL;

    if (!s)
        return;
    list_each_safe(at, &s->errands) {
        struct errand *e = container_of(at, struct errand, link);

        store_leave(&e->reader);
        free_errand(e);
    }
    free(s);
}
