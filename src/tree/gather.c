/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/gather.h"

#include "ops/reading.h"

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

static void leave_all(struct gather *g)
{
    for (size_t i = 0; i < g->count && g->waiting; i++) {
        if (!g->needs[i]->waiting)
            continue;
        g->needs[i]->waiting = false;
        g->waiting--;
        if (g->needs[i]->piece)
            gather_unwant(g->needs[i]);
        else
            content_leave(g->entry->content, &g->needs[i]->waiter);
    }
}

void gather_end(struct gather *g)
{
    g->entry->gather = NULL;
    leave_all(g);
    free_all(g);
}

static void give_up(struct gather *g, int error, const struct why *why)
{
    if (g->error)
        return;
    g->error = error;
    g->why = why ? *why
                 : (struct why){.wall = g->entry->content->now.wall,
                                .error = error,
                                .advice = "out of memory"};
}

/* What OPS sent has no such part, or is not what it should be. */
static void give_up_making(struct gather *g, int error)
{
    struct why why = {
        .wall = g->entry->content->now.wall,
        .error = error == -ENODATA ? -ENOENT : -EIO,
        .advice = error == -ENODATA ? "the record has no such part"
                                    : "OPS's answer cannot be understood; "
                                      "ops/ has it as it is",
    };

    give_up(g, why.error, &why);
}

static void made(struct gather *g, struct need *n, int r)
{
    if (r < 0 && g->request.making.plan == PLAN_LIST)
        buf_printf(&n->text, "# %s: no such part\n", n->subject);
    else if (r < 0)
        give_up_making(g, r);
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
        give_up_making(g, r);
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
        made(g, n, r);
        return;
    }
    n->waiting = true;
    g->waiting++;
    g->in_hand++;
}

static bool is_search(const struct gather *g)
{
    return has_pages(g) ||
           g->request.making.plan == PLAN_COUNT;
}

/* No hit is an answer, too. */
static void use_nothing(struct gather *g, struct need *n)
{
    const struct content *c = g->entry->content;
    int64_t lasts = (int64_t)sources[g->entry->source].absent_ttl * 1000;
    int r = 0;

    if (has_pages(g))
        r = pages_learn(g, n, (struct slice){0});
    if (r == 0 && n->index == 0)
        r = gather_make_none(g, g->request.making.part, &n->text);
    g->until = c->now.ms + lasts;
    g->wall = c->now.wall;
    if (r < 0)
        give_up_making(g, r);
}

/* One of a list does without; its line says why. */
static void tell(struct need *n, int r, const struct why *why)
{
    const char *text = why && why->message[0] ? why->message
                       : why && why->advice   ? why->advice
                                              : strerror(-r);

    buf_printf(&n->text, "# %s: %s\n", n->subject, text);
}

static void settle(struct need *n, int r, const struct answer *answer,
                   const struct why *why)
{
    struct gather *g = n->gather;

    if (r == 0)
        use(g, n, answer);
    else if (r == -ENOENT && is_search(g))
        use_nothing(g, n);
    else if (r == -ENOENT && g->request.making.plan == PLAN_LIST)
        tell(n, r, why);
    else
        give_up(g, r, why);
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
    return reading_request(g->request.making.row, number, ret_request);
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
    const struct content *c = g->entry->content;
    struct answer answer;

    path_page(&g->request, 1, ret_request);
    if (content_peek(c, ret_request, c->now, &answer) < 0)
        path_page(&g->request, 0, ret_request);
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
static void wait_on(struct content *c, struct waiter *w)
{
    w->deadline = c->now.ms + c->options.timeout_ms;
    list_touch(&c->waiters, &w->age_link);
}

static void progress(struct gather *g)
{
    struct content *c = g->entry->content;

    for (size_t i = 0; i < g->count; i++) {
        if (g->needs[i]->waiting && !g->needs[i]->piece)
            wait_on(c, &g->needs[i]->waiter);
    }
    list_each(at, &g->entry->waiters)
        wait_on(c, container_of(at, struct waiter, link));
}

static void ask(struct gather *g)
{
    struct content *c = g->entry->content;
    struct need *n = add(g);
    const struct why *why = NULL;
    struct request request;
    struct answer answer;
    int r;

    if (!n) {
        give_up(g, -ENOMEM, NULL);
        return;
    }
    r = next(g, n, &request);
    if (r < 0) {
        if (r != -ENODATA)
            settle(n, r, NULL, NULL);
        return;
    }
    g->bulk = request.bulk[0] != '\0';
    n->waiter.wake = wake;
    r = content_want(c, &request, c->now, &n->waiter, &answer, &why);
    if (r != -EINPROGRESS) {
        settle(n, r, &answer, why);
        return;
    }
    n->waiting = true;
    g->waiting++;
}

/* The gather is gone after this. */
static int finish(struct gather *g)
{
    struct entry *e = g->entry;
    int r;

    e->gather = NULL;
    leave_all(g);
    if (!g->error && gather_join(g) < 0)
        give_up(g, -ENOMEM, NULL);
    r = g->error;
    if (r < 0)
        entry_refuse(e, &g->why);
    free_all(g);
    return r;
}

/* 0 or an errno: it is over, and gone. */
static int pump(struct gather *g)
{
    g->pumping = true;
    while (!g->error && has_next(g) &&
           g->waiting - g->in_hand < (size_t)(g->bulk ? WIDTH_BULK : WIDTH))
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
        content_settle(e, r);
}

static void wake(struct waiter *w, int r, const struct answer *answer,
                 const struct why *why)
{
    struct need *n = container_of(w, struct need, waiter);

    n->waiting = false;
    n->gather->waiting--;
    settle(n, r, answer, why);
    go_on(n->gather);
}

void gather_made(struct need *n, int r)
{
    n->waiting = false;
    n->gather->waiting--;
    n->gather->in_hand--;
    made(n->gather, n, r);
    go_on(n->gather);
}

int gather_start(struct entry *e, const struct request *request)
{
    struct gather *g = calloc(1, sizeof(*g));
    const struct blob *list = request->making.numbers;

    if (!g)
        return -ENOMEM;
    g->entry = e;
    g->request = *request;
    g->until = NEVER;
    if (list) {
        g->list = blob_ref(request->making.numbers);
        g->numbers = (struct slice){list->data, list->size};
        g->wall = e->content->now.wall;
    }
    g->pages_most = e->content->options.hits / SEARCH_PAGE;
    list_init(&g->spans);
    if (has_pages(g) && pages_start(g) < 0) {
        free_all(g);
        return -ENOMEM;
    }
    e->gather = g;
    return pump(g);
}
