/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/fetch.h"

#include "tree/offer.h"

#include <errno.h>
#include <stdlib.h>

struct fetcher {
    struct maker maker;
    struct answer_place *const *row;
    size_t count;
};

/* An entry's way along the row. */
struct fetch {
    struct entry *entry;
    struct question question;
    size_t at;               /* which place is being asked */
    struct request *request; /* for those after it; NULL: there is none */
    bool unwanted;           /* nobody waits, and it was too late to stop … */
    bool ahead;              /* … or nobody came yet */
    bool trial; /* readers are shown what is older, and do not wait */
};

static struct fetcher *fetcher_of(const struct fetch *f)
{
    return container_of(f->entry->maker, struct fetcher, maker);
}

static struct answer_place *place_of(const struct fetch *f)
{
    return fetcher_of(f)->row[f->at];
}

static bool is_last(const struct fetch *f)
{
    return f->at + 1 >= fetcher_of(f)->count;
}

static void fetch_end(struct entry *e)
{
    struct fetch *f = e->making;

    e->maker = NULL;
    e->making = NULL;
    free(f->request);
    free(f);
}

/* --- answers ------------------------------------------------------------- */

/* In the places before the one that it is from. */
static bool fetch_arrived(struct listener *l, struct entry *e,
                          const struct outcome *outcome)
{
    const struct fetcher *by = container_of(l, struct fetcher, maker.listener);
    struct answer_key key = {{e->path, e->path_len}, e->source, e->form};
    struct outcome kept = *outcome;

    if (!outcome->from || (outcome->verdict.action != ACTION_OK &&
                           outcome->verdict.remember == REMEMBER_NOT))
        return false;
    if (!kept.wall)
        kept.wall = memory_now(e->memory).wall;
    for (size_t i = 0; i < by->count && by->row[i] != outcome->from; i++) {
        if (by->row[i]->keep)
            by->row[i]->keep(by->row[i], &key, &kept);
    }
    return false;
}

static void fetch_doubted(struct listener *l, const struct entry *e)
{
    const struct fetcher *by = container_of(l, struct fetcher, maker.listener);
    struct answer_key key = {{e->path, e->path_len}, e->source, e->form};

    for (size_t i = 0; i < by->count; i++) {
        if (by->row[i]->forget)
            by->row[i]->forget(by->row[i], &key);
    }
}

/* Temporary trouble ends the tries for what nobody waits for. The next reader
 * of it starts anew. */
static bool is_nobodys(const struct fetch *f, const struct outcome *outcome)
{
    const struct entry *e = f->entry;

    return outcome->verdict.remember == REMEMBER_NOT &&
           (!e->answer.blob || f->ahead) && !memory_is_wanted(e);
}

static void take(struct fetch *f, const struct outcome *outcome)
{
    struct entry *e = f->entry;

    if (outcome->verdict.action == ACTION_OK)
        entry_fill(e, outcome, NEVER);
    else if (!is_nobodys(f, outcome))
        entry_fail(e, outcome);
}

static void finish(struct fetch *f, const struct outcome *outcome)
{
    struct entry *e = f->entry;
    bool ahead = f->ahead;

    take(f, outcome);
    fetch_end(e);
    if (ahead)
        entry_came_ahead(e);
    offer_arrived(e, outcome);
    memory_trim(e->memory);
}

/* --- the row ------------------------------------------------------------- */

static bool has_older(const struct fetch *f)
{
    return f->entry->answer.blob != NULL;
}

/* One place. Whoever has an older answer to show does not wait for one that was
 * asked in vain just now: nobody waits twice while OPS is away. */
static int ask_one(struct fetch *f, const struct request *request)
{
    struct instant now = memory_now(f->entry->memory);
    struct answer_place *p = place_of(f);
    enum reach reach = has_older(f) && p->reach ? p->reach(p, now) : REACH_OPEN;
    unsigned how = (f->ahead ? ASKED_AHEAD : 0u) |
                   (has_older(f) ? ASKED_NEWER : 0u);

    if (reach == REACH_SHUT || (request->kept_only && !p->keep))
        return -ENODATA;
    f->trial = reach == REACH_TRIAL;
    return p->ask(p, request, now, how, &f->question);
}

/* The first place from here on that does not say at once that it has
 * nothing. */
static int ask(struct fetch *f, const struct request *request)
{
    size_t count = fetcher_of(f)->count;
    int r = -ENODATA;

    for (; f->at < count; f->at++) {
        r = ask_one(f, request);
        if (r != -ENODATA)
            break;
    }
    return r;
}

static int copy_request(struct fetch *f, const struct request *request)
{
    if (is_last(f))
        return 0;
    f->request = malloc(sizeof(*request));
    if (!f->request)
        return -ENOMEM;
    *f->request = *request;
    request_answer(f->request);
    return 0;
}

/* The publication server may be switched off, OPS is always one of the row. */
static const char *nobody(enum source_id source)
{
    static const char *const texts[] = {
        [SERVER_OPS] = "it is not kept, and OPS is not asked now; .ops/status "
                       "says why",
        [SERVER_EPS] = "it is not kept, and this mount does not ask the "
                       "publication server now (-o eps=off, or offline)",
        [SERVER_USAGE] = "it is not kept, and OPS is not asked now; "
                         ".ops/status says why",
        [SERVER_NONE] = "the store does not say what was seen before; "
                        ".ops/status says why",
    };

    return texts[sources[source].server];
}

static bool some_place_keeps(const struct fetcher *by)
{
    bool keeps = false;

    for (size_t i = 0; i < by->count; i++)
        keeps |= by->row[i]->keep != NULL;
    return keeps;
}

/* What is made here may be kept all the same, in a place that does not answer;
 * without such a place nothing is. */
static int nothing_kept(const struct fetcher *by, enum source_id source)
{
    if (sources[source].server != SERVER_NONE)
        return -EHOSTUNREACH;
    return some_place_keeps(by) ? -EAGAIN : -ENOENT;
}

static struct outcome no_place(const struct fetcher *by, enum source_id source,
                               int r)
{
    bool none = r == -ENODATA;

    return (struct outcome){
        .verdict = {.action = ACTION_FAIL,
                    .error = none ? nothing_kept(by, source) : r,
                    .remember = REMEMBER_NOT,
                    .advice = none ? nobody(source) : "out of memory"},
    };
}

/* Instead of waiting for a trial. */
static bool show_older(struct fetch *f)
{
    if (f->trial)
        entry_show_older(f->entry);
    return f->trial;
}

static int fetch_start(struct maker *m, struct entry *e,
                       const struct request *request, bool ahead)
{
    struct fetch *f = calloc(1, sizeof(*f));
    struct outcome none;
    int r;

    if (!f)
        return -ENOMEM;
    f->entry = e;
    f->ahead = ahead;
    e->maker = m;
    e->making = f;
    r = ask(f, request);
    if (r == 0 && copy_request(f, request) == 0)
        return show_older(f) ? 0 : -EINPROGRESS;
    if (r == 0)
        place_of(f)->drop(place_of(f), &f->question);
    fetch_end(e);
    if (r != -ENODATA)
        return -ENOMEM;
    none = no_place(container_of(m, struct fetcher, maker), e->source, r);
    entry_fail(e, &none);
    return e->answer.blob ? 0 : none.verdict.error;
}

/* The place had nothing that is fresh. */
static void go_on(struct fetch *f)
{
    struct outcome none;
    int r = -ENODATA;

    f->at++;
    if (f->request && !f->unwanted)
        r = ask(f, f->request);
    none = no_place(fetcher_of(f), f->entry->source, r);
    if (r < 0)
        finish(f, &none);
    else if (show_older(f))
        offer_arrived(f->entry, &none);
}

/* Worth being shown if the places after this one have nothing. */
static void set_aside(struct fetch *f, const struct outcome *outcome)
{
    if (outcome->verdict.action != ACTION_OK)
        return;
    if (f->entry->answer.blob)
        blob_unref(outcome->body);
    else
        entry_fill(f->entry, outcome, NEVER);
}

static bool is_made_here(const struct entry *e)
{
    return sources[e->source].server == SERVER_NONE;
}

/* Nobody said since that it is to be asked for anew. */
static bool is_good(const struct entry *e, const struct outcome *known)
{
    struct slice path = {e->path, e->path_len};

    return !e->anew && entry_would_last(e, known) &&
           !memory_is_outdated(e->memory, path, known->wall);
}

void fetch_answered(struct question *q, const struct outcome *outcome)
{
    struct fetch *f = container_of(q, struct fetch, question);
    struct outcome known;

    if (!outcome) {
        go_on(f);
        return;
    }
    known = *outcome;
    known.from = place_of(f);
    if (is_made_here(f->entry) && f->entry->answer.blob &&
        known.verdict.error == -ENOENT)
        known.verdict.error = -EAGAIN; /* what memory has is not written yet */
    if (is_last(f) || is_made_here(f->entry) || is_good(f->entry, &known)) {
        finish(f, &known);
        return;
    }
    set_aside(f, &known);
    go_on(f);
}

/* --- readers ------------------------------------------------------------- */

static bool fetch_is_sent(const struct entry *e)
{
    const struct fetch *f = e->making;
    const struct answer_place *p = place_of(f);

    return p->is_sent && p->is_sent(&f->question);
}

static bool fetch_stop(struct entry *e)
{
    struct fetch *f = e->making;

    if (!place_of(f)->drop(place_of(f), &f->question)) {
        f->unwanted = true;
        return false;
    }
    fetch_end(e);
    return true;
}

/* A guess counts once its answer is there, or is on the wire when somebody
 * wants it. What was still waiting to be sent then is an ordinary request. */
static void fetch_resume(struct entry *e)
{
    struct fetch *f = e->making;
    struct answer_place *p = place_of(f);

    if (f->ahead && fetch_is_sent(e))
        memory_count_ahead(e->memory, true);
    if ((f->unwanted || f->ahead) && p->resume)
        p->resume(p, &f->question);
    if (f->request)
        f->request->kept_only = false;
    f->unwanted = f->ahead = false;
}

static void fetch_explain(const struct entry *e, struct why *why)
{
    const struct fetch *f = e->making;

    if (place_of(f)->explain)
        place_of(f)->explain(&f->question, why);
}

struct maker *fetch_new(struct answer_place *const *row, size_t count)
{
    struct fetcher *f = malloc(sizeof(*f));

    if (!f)
        return NULL;
    *f = (struct fetcher){
        .maker = {.start = fetch_start,
                  .stop = fetch_stop,
                  .end = fetch_end,
                  .resume = fetch_resume,
                  .is_sent = fetch_is_sent,
                  .explain = fetch_explain,
                  .listener = {.arrived = fetch_arrived,
                               .doubted = fetch_doubted}},
        .row = row,
        .count = count,
    };
    return &f->maker;
}
