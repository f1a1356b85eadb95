/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/offer.h"

#include <errno.h>

struct memory *offer_memory(const struct cache *c)
{
    return c->memory;
}

int offer_start(struct entry *e, const struct request *r,
                const struct maker *after, bool ahead)
{
    struct maker *const *m = e->cache->options.makers;
    int result = -ENODATA;

    while (after && *m++ != after)
        ;
    for (; *m && result == -ENODATA; m++)
        result = (*m)->start(*m, e, r, ahead);
    return result;
}

/* --- answers ------------------------------------------------------------- */

bool offer_takes(const struct entry *e)
{
    const struct maker *m = e->maker;

    return !entry_is_fresh(e) && !(m && m->is_sent && m->is_sent(e));
}

static void unlink_waiter(struct waiter *w)
{
    list_remove(&w->link);
    list_remove(&w->age_link);
    w->entry->cache->waiting--;
    w->entry = NULL;
}

/* Waiters may come anew while the old ones are woken: those wait for the next
 * answer. */
static void wake(struct entry *e, int r)
{
    struct list woken = LIST_INIT(woken);

    e->uses++;
    list_splice(&woken, &e->waiters);
    while (!list_empty(&woken)) {
        struct waiter *w = container_of(woken.next, struct waiter, link);
        struct answer answer;

        unlink_waiter(w);
        entry_answer(e, &answer);
        w->wake(w, r, r == 0 ? &answer : NULL, e->why);
    }
    e->uses--;
}

/* True: one of them wakes the waiters. */
static bool inform_listeners(struct entry *e, const struct outcome *outcome)
{
    struct listener *const *l = e->cache->options.listeners;
    bool later = false;

    for (; *l; l++)
        later |= (*l)->arrived && (*l)->arrived(*l, e, outcome);
    return later;
}

void offer_arrived(struct entry *e, const struct outcome *outcome)
{
    bool later;

    e->uses++;
    later = inform_listeners(e, outcome);
    e->cache->busy |= later;
    if (!later)
        wake(e, e->answer.blob ? 0 : outcome->verdict.error);
    e->uses--;
}

void offer_doubt(struct memory *m, const struct request *request)
{
    struct entry *e = memory_find(m, request);
    int64_t until = e ? e->answer.until : 0;

    if (!e)
        return;
    entry_expire_all(m, request);
    entry_doubt(e, until);
    for (struct listener *const *l = e->cache->options.listeners; *l; l++) {
        if ((*l)->doubted)
            (*l)->doubted(*l, e);
    }
}

/* Whoever is woken may let go of the other one. */
void offer_give(struct entry *e, struct blob *body, const struct answer *of,
                int64_t until)
{
    struct blob *origin = of->of ? blob_ref(of->of) : NULL;
    struct outcome outcome = {
        .verdict = {.action = ACTION_OK},
        .status = 200,
        .body = body,
        .wall = of->wall,
        .excerpt = true,
        .of = origin,
        .from = of->from,
    };

    if (e->maker)
        e->maker->stop(e);
    entry_fill(e, &outcome, until);
    offer_arrived(e, &outcome);
    blob_unref(origin);
}

void offer_wake(struct entry *e, int r)
{
    struct memory *m = e->memory;

    wake(e, r);
    memory_trim(m);
}

/* --- waiters ------------------------------------------------------------- */

/* All wait equally long from now on: the latest is the last. */
void offer_wait_on(struct waiter *w)
{
    struct cache *c = w->entry->cache;

    w->deadline = memory_now(c->memory).ms + c->options.timeout_ms;
    list_touch(&c->waiters, &w->age_link);
}

void offer_join(struct entry *e, struct waiter *w)
{
    w->entry = e;
    list_append(&e->waiters, &w->link);
    list_init(&w->age_link);
    offer_wait_on(w);
    e->cache->waiting++;
}

void offer_unwant(struct entry *e)
{
    if (memory_is_wanted(e) || !e->maker)
        return;
    if (e->maker->stop(e))
        memory_drop_if_empty(e);
}

void offer_leave(struct waiter *w)
{
    struct entry *e = w->entry;

    unlink_waiter(w);
    offer_unwant(e);
}
