/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/gather.h"

#include "ops/reading.h"
#include "tree/offer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Answers waited for at a time. Those that come in bulk, in full bundles; of
 * the others a few, so that who comes next need not wait for all of a list. */
#define WIDTH_BULK (2 * BULK_MOST)
#define WIDTH 8

static void wake(struct waiter *w, int r, const struct answer *answer,
                 const struct why *why);

static void free_all(struct gather *g)
{
    for (size_t i = 0; i < g->count; i++) {
        buf_fini(&g->needs[i]->text);
        free(g->needs[i]);
    }
    free(g->needs);
    pages_end(g);
    blob_unref(g->list);
    free(g);
}

static void begin_to_wait(struct need *n)
{
    list_append(&n->gather->waits, &n->link);
    n->gather->waiting++;
}

static void end_to_wait(struct need *n)
{
    list_remove(&n->link);
    n->gather->waiting--;
}

static void leave_all(struct gather *g)
{
    while (!list_empty(&g->waits)) {
        struct need *n = container_of(g->waits.next, struct need, link);

        end_to_wait(n);
        if (n->piece)
            gather_unwant(n);
        else
            content_leave(g->entry->content, &n->waiter);
    }
}

/* Nobody waits for it any more. */
static void gather_end(struct entry *e)
{
    struct gather *g = e->making;

    e->maker = NULL;
    e->making = NULL;
    leave_all(g);
    free_all(g);
}

static bool gather_stop(struct entry *e)
{
    gather_end(e);
    return true;
}

void gather_give_up(struct gather *g, int error, const struct why *why)
{
    if (g->error)
        return;
    g->error = error;
    g->why = why ? *why
                 : (struct why){.wall = memory_now(g->entry->memory).wall,
                                .error = error,
                                .advice = error == -ENAMETOOLONG
                                              ? "the query is too long to be "
                                                "split by date"
                                              : "memory is out"};
}

static bool has_pages(const struct gather *g)
{
    return g->request.making.plan == PLAN_PAGES ||
           g->request.making.plan == PLAN_CITING;
}

/* Whether the page is one that is wanted. */
static bool learn(struct gather *g, struct need *n, const struct blob *page)
{
    int r = pages_learn(g, n, (struct slice){page->data, page->size});

    if (r < 0)
        gather_give_up_making(g, r);
    return r == 0 && pages_keeps(n);
}

static void use(struct gather *g, struct need *n, const struct answer *answer)
{
    int r;

    if (answer->wall > g->wall)
        g->wall = answer->wall;
    if (answer->until < g->until)
        g->until = answer->until;
    if (has_pages(g) && !learn(g, n, answer->blob))
        return;
    r = gather_make(n, answer->blob);
    if (r != -EINPROGRESS) {
        gather_judge(n, r);
        return;
    }
    begin_to_wait(n);
}

/* What OPS has not may come. */
static void expire_as_absent(struct gather *g)
{
    struct entry *e = g->entry;
    int64_t lasts = (int64_t)sources[e->source].absent_ttl * 1000;

    struct instant now = memory_now(e->memory);

    g->until = earlier(g->until, now.ms + lasts);
    g->wall = now.wall;
}

static bool is_search(const struct gather *g)
{
    return has_pages(g) || g->request.making.plan == PLAN_COUNT;
}

/* No hit is an answer, too. */
static void use_nothing(struct gather *g, struct need *n)
{
    int r = 0;

    expire_as_absent(g);
    if (has_pages(g))
        r = pages_learn(g, n, (struct slice){0});
    if (r == 0 && n->index == 0)
        r = gather_make_none(g, g->request.making.part, &n->text);
    if (r < 0)
        gather_give_up_making(g, r);
}

/* One of a list does without; its line says why. */
static void tell(struct need *n, const struct why *why)
{
    const struct place place = {.name = n->gather->request.making.row};
    const char *text = why && why->message[0] ? why->message
                       : why && why->advice   ? why->advice
                                              : reading_lack(&place);

    expire_as_absent(n->gather);
    buf_printf(&n->text, "# %s: %s\n", n->subject, text);
}

/* What OPS says to one number of a list is not said to the others. */
static bool is_of_one(const struct gather *g, int r)
{
    return g->request.making.plan == PLAN_LIST &&
           (r == -ENOENT || r == -EINVAL);
}

static void settle(struct need *n, int r, const struct answer *answer,
                   const struct why *why)
{
    struct gather *g = n->gather;

    if (r == 0)
        use(g, n, answer);
    else if (r == -ENOENT && is_search(g))
        use_nothing(g, n);
    else if (is_of_one(g, r))
        tell(n, why);
    else
        gather_give_up(g, r, why);
}

static struct need *add(struct gather *g)
{
    struct need *n = calloc(1, sizeof(*n));

    if (n && g->count == g->cap) {
        size_t cap = g->cap ? 2 * g->cap : 8;
        struct need **more = realloc(g->needs, cap * sizeof(*more));

        if (!more) {
            free(n);
            return NULL;
        }
        g->needs = more;
        g->cap = cap;
    }
    if (!n)
        return NULL;
    list_init(&n->link);
    n->gather = g;
    n->index = g->count;
    buf_init(&n->text, GATHER_MOST);
    g->needs[g->count++] = n;
    return n;
}

/* A line that is no number stands as it is: -ENODATA. -ENOENT: OPS has nothing
 * of that kind for such a number. */
static int next_of_list(struct gather *g, struct need *n,
                        struct request *ret_request)
{
    struct slice number;

    slice_cut(&g->numbers, '\n', &number);
    if (slice_starts(number, "#")) {
        buf_printf(&n->text, "%.*s\n", (int)number.len, number.at);
        return -ENODATA;
    }
    memcpy(n->subject, number.at, number.len);
    return request_of_number(g->request.making.row, number, ret_request);
}

static bool has_next(const struct gather *g)
{
    enum plan plan = g->request.making.plan;

    if (plan == PLAN_LIST)
        return g->numbers.len > 0;
    return has_pages(g) ? pages_has_next(g) : g->count == 0;
}

/* The first page tells as much as the first hit, where it is at hand. */
static void first_page_or_hit(struct gather *g, struct request *ret_request)
{
    const struct entry *e = g->entry;
    struct answer answer;

    request_page(&g->request, 1, ret_request);
    if (content_peek(e->content, ret_request, memory_now(e->memory),
                     &answer) < 0)
        request_page(&g->request, 0, ret_request);
}

static int next(struct gather *g, struct need *n, struct request *ret_request)
{
    enum plan plan = g->request.making.plan;

    if (plan == PLAN_LIST)
        return next_of_list(g, n, ret_request);
    if (has_pages(g))
        return pages_next(g, n, ret_request);
    if (plan == PLAN_COUNT)
        first_page_or_hit(g, ret_request);
    else
        *ret_request = g->request;
    ret_request->making = (struct making){.facet = FACET_NONE};
    return 0;
}

/* Who waits for the whole, and for the rest of it, may wait on. */
static void progress(struct gather *g)
{
    list_each(at, &g->waits) {
        struct need *n = container_of(at, struct need, link);

        if (!n->piece)
            offer_wait_on(&n->waiter);
    }
    list_each(at, &g->entry->waiters)
        offer_wait_on(container_of(at, struct waiter, link));
}

static void ask(struct gather *g)
{
    struct entry *e = g->entry;
    struct need *n = add(g);
    const struct why *why = NULL;
    struct request request;
    struct answer answer;
    int r;

    if (!n) {
        gather_give_up(g, -ENOMEM, NULL);
        return;
    }
    r = next(g, n, &request);
    if (r < 0) {
        if (r != -ENODATA)
            settle(n, r, NULL, NULL);
        return;
    }
    g->bulk = request.bulk[0] && !g->by->alone;
    n->waiter.wake = wake;
    r = content_want(e->content, &request, memory_now(e->memory), &n->waiter,
                     &answer, &why);
    if (r != -EINPROGRESS) {
        settle(n, r, &answer, why);
        return;
    }
    begin_to_wait(n);
}

/* The gather is gone after this. */
static int finish(struct gather *g)
{
    struct entry *e = g->entry;
    int r;

    e->maker = NULL;
    e->making = NULL;
    leave_all(g);
    if (!g->error && gather_join(g) < 0)
        gather_give_up(g, -ENOMEM, NULL);
    if (g->error)
        entry_refuse(e, &g->why);
    r = e->answer.blob ? 0 : g->error;
    free_all(g);
    return r;
}

/* What the worker has holds up no request, or bundles would not be full; but it
 * must not fall behind without end. */
static bool has_room(const struct gather *g)
{
    size_t width = g->bulk ? WIDTH_BULK : WIDTH;

    return g->waiting - g->away < width && g->away < 2 * width;
}

/* 0 or an errno: it is over, and gone. */
static int pump(struct gather *g)
{
    g->pumping = true;
    while (!g->error && has_next(g) && has_room(g))
        ask(g);
    g->pumping = false;
    return g->waiting && !g->error ? -EINPROGRESS : finish(g);
}

static void go_on(struct gather *g)
{
    struct entry *e = g->entry;
    int r;

    if (g->pumping)
        return;
    progress(g);
    r = pump(g);
    if (r != -EINPROGRESS)
        offer_settle(e, r);
}

static void wake(struct waiter *w, int r, const struct answer *answer,
                 const struct why *why)
{
    struct need *n = container_of(w, struct need, waiter);

    end_to_wait(n);
    settle(n, r, answer, why);
    go_on(n->gather);
}

void gather_made(struct need *n, int r)
{
    end_to_wait(n);
    gather_judge(n, r);
    go_on(n->gather);
}

static struct gather *gather_of(struct gatherer *by, struct entry *e,
                                const struct request *request)
{
    struct gather *g = calloc(1, sizeof(*g));
    const struct blob *list = request->making.numbers;

    if (!g)
        return NULL;
    g->by = by;
    g->entry = e;
    g->request = *request;
    g->until = NEVER;
    if (list) {
        g->list = blob_ref(request->making.numbers);
        g->numbers = (struct slice){list->data, list->size};
        g->wall = memory_now(e->memory).wall;
    }
    list_init(&g->waits);
    list_init(&g->spans);
    if (has_pages(g) && pages_start(g) < 0) {
        free_all(g);
        return NULL;
    }
    return g;
}

static int gather_start(struct maker *m, struct entry *e,
                        const struct request *request, bool ahead)
{
    struct gatherer *by = container_of(m, struct gatherer, maker);
    struct gather *g;

    (void)ahead;
    if (!e->facet)
        return -ENODATA;
    g = gather_of(by, e, request);
    if (!g)
        return -ENOMEM;
    e->maker = m;
    e->making = g;
    return pump(g);
}

static bool gather_turn(struct listener *l)
{
    container_of(l, struct gatherer, listener)->rendered = 0;
    return false;
}

struct maker *gather_new(struct worker *worker, size_t hits, bool alone)
{
    struct gatherer *by = malloc(sizeof(*by));

    if (!by)
        return NULL;
    *by = (struct gatherer){
        .maker = {.start = gather_start,
                  .stop = gather_stop,
                  .end = gather_end},
        .listener = {.turn = gather_turn},
        .worker = worker,
        .pages = hits / SEARCH_PAGE,
        .alone = alone,
    };
    return &by->maker;
}

struct listener *gather_listener(struct maker *m)
{
    return &container_of(m, struct gatherer, maker)->listener;
}

void gather_free(struct maker *m)
{
    if (m)
        free(container_of(m, struct gatherer, maker));
}
