/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/cache.h"

#include "tree/offer.h"

#include <errno.h>
#include <stdlib.h>

struct cache *cache_new(const struct cache_options *options)
{
    struct cache *c = calloc(1, sizeof(*c));

    if (!c)
        return NULL;
    c->options = *options;
    list_init(&c->waiters);
    c->memory = memory_new(options->budget, c);
    if (!c->memory) {
        free(c);
        return NULL;
    }
    return c;
}

static void end_making(struct entry *e)
{
    if (e->maker)
        e->maker->end(e);
}

void cache_free(struct cache *c)
{
    if (!c)
        return;
    for (struct listener *const *l = c->options.listeners; *l; l++) {
        if ((*l)->end)
            (*l)->end(*l);
    }
    memory_each(c->memory, end_making);
    memory_free(c->memory);
    free(c);
}

/* --- the question -------------------------------------------------------- */

/* Starts getting an answer, or makes it from those that are here. */
static int begin(struct entry *e, const struct request *request)
{
    struct maker *m = e->maker;

    if (!m)
        return offer_start(e, request, NULL, false);
    if (m->resume)
        m->resume(e);
    return -EINPROGRESS;
}

/* A derived answer is a hit: OPS is not asked. */
static void count(struct cache *c, bool hit)
{
    c->hits += hit;
    c->misses += !hit;
}

static int want(struct entry *e, const struct request *request)
{
    int r;

    if (entry_is_fresh(e)) {
        count(e->cache, true);
        return 0;
    }
    if (entry_is_failed(e) && !e->maker) {
        count(e->cache, true);
        return e->why->error;
    }
    r = begin(e, request);
    count(e->cache, r == 0 && !e->facet);
    return r;
}

int cache_want(struct cache *c, const struct request *request,
               struct instant now, struct waiter *w, struct answer *ret_answer,
               const struct why **ret_why)
{
    struct entry *e = memory_get(c->memory, request);
    int r;

    memory_set_now(c->memory, now);
    *ret_why = NULL;
    if (!e)
        return -ENOMEM;
    memory_use(e);
    r = want(e, request);
    if (r == 0)
        entry_answer(e, ret_answer);
    else if (r == -EINPROGRESS)
        offer_join(e, w);
    else
        *ret_why = e->why;
    return r;
}

bool cache_recall(struct cache *c, const struct hint *hint, struct instant now,
                  struct answer *ret_answer)
{
    struct entry *e = memory_recall(c->memory, hint);

    memory_set_now(c->memory, now);
    if (!e || !entry_is_fresh(e))
        return false;
    count(c, true);
    memory_use(e);
    entry_answer(e, ret_answer);
    return true;
}

int cache_peek(struct cache *c, const struct request *request,
               struct instant now, struct answer *ret_answer)
{
    const struct entry *e = memory_find(c->memory, request);

    memory_set_now(c->memory, now);
    if (e && entry_is_fresh(e)) {
        entry_answer(e, ret_answer);
        return 0;
    }
    return e && entry_is_failed(e) ? e->why->error : -EAGAIN;
}

int cache_known(struct cache *c, const struct request *request,
                struct answer *ret_answer)
{
    const struct entry *e = memory_find(c->memory, request);

    if (!e || !e->answer.blob)
        return -ENODATA;
    entry_answer(e, ret_answer);
    return 0;
}

static bool is_known(const struct entry *e)
{
    return e->maker || entry_is_fresh(e) || entry_is_failed(e);
}

int cache_ahead(struct cache *c, const struct request *request,
                struct instant now)
{
    struct entry *e = memory_get(c->memory, request);
    int r;

    memory_set_now(c->memory, now);
    if (!e)
        return -ENOMEM;
    if (is_known(e))
        return 0;
    memory_touch(e);
    r = offer_start(e, request, NULL, true);
    return r == -ENOMEM ? r : 0;
}

/* --- waiters ------------------------------------------------------------- */

void cache_leave(struct waiter *w)
{
    if (w->entry)
        offer_leave(w);
}

/* Why a reader whose time is up has no answer: what held it back. */
static struct why late(const struct entry *e)
{
    struct why why = {
        .wall = memory_now(e->memory).wall,
        .error = -ETIMEDOUT,
        .advice = "OPS did not answer in time; try again later, or mount with "
                  "a longer timeout",
    };

    if (e->maker && e->maker->explain)
        e->maker->explain(e, &why);
    return why;
}

/* A waiter whose time is up. A stale answer is better than none. */
static void wake_late(struct waiter *w)
{
    struct entry *e = w->entry;
    struct why why = late(e);
    struct answer answer;

    entry_show_older(e);
    entry_answer(e, &answer);
    if (answer.blob)
        blob_ref(answer.blob);
    offer_leave(w);
    w->wake(w, answer.blob ? 0 : why.error, answer.blob ? &answer : NULL, &why);
    blob_unref(answer.blob);
}

static int64_t first_deadline(const struct cache *c)
{
    if (list_empty(&c->waiters))
        return NEVER;
    return container_of(c->waiters.next, struct waiter, age_link)->deadline;
}

void cache_share(struct cache *c, size_t bytes)
{
    memory_share(c->memory, bytes);
}

void cache_turn(struct cache *c, struct instant now)
{
    struct listener *const *l = c->options.listeners;

    memory_set_now(c->memory, now);
    c->busy = false;
    for (; *l; l++)
        c->busy |= (*l)->turn && (*l)->turn(*l);
    while (first_deadline(c) <= now.ms)
        wake_late(container_of(c->waiters.next, struct waiter, age_link));
}

int64_t cache_deadline(const struct cache *c)
{
    return c->busy ? memory_now(c->memory).ms : first_deadline(c);
}

void cache_report(const struct cache *c, struct cache_report *ret_report)
{
    memory_report(c->memory, ret_report);
    ret_report->waiting = c->waiting;
    ret_report->hits = c->hits;
    ret_report->misses = c->misses;
}

void cache_progress(const struct cache *c, struct buf *to)
{
    for (struct maker *const *m = c->options.makers; *m; m++) {
        if ((*m)->progress)
            (*m)->progress(*m, to);
    }
}
