/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/assemble.h"

#include "ops/freshness.h"
#include "tree/offer.h"
#include "tree/plans.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Answers waited for at a time. Those that come in bulk, in full bundles, and
 * in more of them as long as there are requests to spare; of the others a few,
 * so that the next reader need not wait for all of a list. */
#define WIDTH_BULK (2 * BULK_MAX)
#define WIDTH_BULK_MAX (10 * BULK_MAX)
#define WIDTH 8

/* What all assemblies share. */
struct assembler {
    struct maker maker;
    struct worker *worker;
    struct aside *aside;
    struct answer_place *last;
    size_t pages;           /* of one search, at most */
    bool no_bulk;           /* records come by requests of their own only */
    size_t rendered;        /* bytes, in this turn */
    struct list assemblies; /* all that are under way */
};

static void go_on(struct assembly *a);

/* --- parts --------------------------------------------------------------- */

static int grow(struct assembly *a)
{
    size_t cap = a->cap ? 2 * a->cap : 8;
    struct assembly_part **more = realloc(a->parts, cap * sizeof(*more));

    if (!more)
        return -ENOMEM;
    a->parts = more;
    a->cap = cap;
    return 0;
}

static struct assembly_part *part_new(struct assembly *a)
{
    bool fits = a->count < a->cap || grow(a) == 0;
    struct assembly_part *p = fits ? calloc(1, sizeof(*p)) : NULL;

    if (!p)
        return NULL;
    list_init(&p->link);
    p->assembly = a;
    p->index = a->count;
    buf_init(&p->text, RENDER_MAX);
    a->parts[a->count++] = p;
    return p;
}

static void wait_add(struct assembly_part *p)
{
    list_append(&p->assembly->pending, &p->link);
    p->assembly->waiting++;
}

static void wait_remove(struct assembly_part *p)
{
    list_remove(&p->link);
    p->assembly->waiting--;
}

static void part_leave(struct assembly_part *p)
{
    struct assembly *a = p->assembly;

    wait_remove(p);
    if (!p->task) {
        cache_leave(&p->waiter);
        return;
    }
    render_task_forget(p->task);
    p->task = NULL;
    a->rendering--;
}

/* --- what cannot be made ------------------------------------------------- */

/* What OPS sent has no such part, or is not what it should be. */
static void give_up_reading(struct assembly *a, int error)
{
    struct why why = {
        .wall = memory_now(a->entry->memory).wall,
        .error = error == -ENODATA ? -ENOENT : -EIO,
        .advice = assembly_advice(a, error),
    };

    if (!a->error)
        a->lacks = error == -ENODATA;
    assembly_give_up(a, why.error, &why);
}

/* --- an answer ----------------------------------------------------------- */

static void rendered(struct assembly_part *p, int r)
{
    struct assembly *a = p->assembly;

    if (r == -ENOMEM)
        assembly_give_up(a, r, NULL);
    else if (r < 0 && a->plan->unreadable)
        r = a->plan->unreadable(p, r);
    if (r < 0)
        give_up_reading(a, r);
}

static void rendered_later(void *arg, int r, struct buf *text)
{
    struct assembly_part *p = arg;
    struct assembly *a = p->assembly;

    p->text = *text;
    p->task = NULL;
    a->rendering--;
    wait_remove(p);
    rendered(p, r);
    go_on(a);
}

/* Its own number of a list, else the subject of the whole. */
static struct render_order order_of(const struct assembly_part *p,
                                    struct blob *answer)
{
    struct render_order order = {
        .making = p->assembly->request.making,
        .answer = answer,
        .group = p->page.cited,
        .list = p->assembly->list,
        .aside = p->assembly->by->aside,
    };

    if (p->subject[0])
        memcpy(order.making.subject, p->subject, sizeof(p->subject));
    if (p->facet)
        order.making.facet = p->facet;
    return order;
}

static bool render_later(struct assembly_part *p,
                         const struct render_order *order)
{
    struct assembly *a = p->assembly;

    p->task = render_order_later(order, a->by->worker, rendered_later, p);
    if (!p->task)
        return false;
    a->rendering++;
    wait_add(p);
    return true;
}

/* Some is rendered in the loop, whatever the number of answers. The rest is
 * rendered off it, and so is what follows: else a long list would fill one turn
 * after the other. */
static void render_part(struct assembly_part *p, struct blob *answer)
{
    struct assembler *by = p->assembly->by;
    struct render_order order = order_of(p, answer);
    bool long_work = by->rendered + answer->size > LOOP_BYTES ||
                     render_order_is_long(&order);

    if ((p->assembly->rendering || long_work) && render_later(p, &order))
        return;
    by->rendered += answer->size;
    rendered(p, render_order_now(&order, &p->text));
}

/* Of all that is kept, beside the loop if that can be. */
static void render_bodies(struct assembly_part *p)
{
    struct assembly *a = p->assembly;
    struct render_order order = order_of(p, NULL);
    struct blob **bodies = calloc(a->count, sizeof(*bodies));

    if (!bodies) {
        assembly_give_up(a, -ENOMEM, NULL);
        return;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (a->parts[i]->body)
            bodies[order.count++] = a->parts[i]->body;
    }
    order.bodies = bodies;
    if (!render_later(p, &order))
        rendered(p, render_order_now(&order, &p->text));
    free(bodies);
}

static void use(struct assembly_part *p, const struct answer *answer)
{
    struct assembly *a = p->assembly;
    struct slice body = blob_slice(answer->blob);
    int r = 1;

    if (answer->wall > a->wall)
        a->wall = answer->wall;
    if (!a->plan->adds || p->index == 0) {
        a->from = answer->from;
        a->server = answer->server;
    }
    a->until = earlier(a->until, answer->until);
    if (a->plan->keeps)
        p->body = blob_ref(answer->blob);
    if (a->plan->learn)
        r = a->plan->learn(p, body);
    if (r < 0)
        give_up_reading(a, r);
    else if (r > 0)
        render_part(p, answer->blob);
}

/* OPS may get later what it does not have now; what nobody said is no news. */
static void expire_as_absent(struct assembly *a, const struct why *why)
{
    struct instant now = memory_now(a->entry->memory);
    int64_t lasts =
        freshness_of(a->entry->source, entry_constituents(a->entry))->absent *
        INT64_C(1000);

    a->until = earlier(a->until, now.ms + lasts);
    if (why && why->status && why->wall > a->wall)
        a->wall = why->wall;
}

static bool can_do_without(const struct assembly_part *p, int r)
{
    const struct plan_calls *plan = p->assembly->plan;

    return (r == -ENOENT && plan->absent) ||
           (plan->lacks && plan->lacks(p, r)) ||
           (r == -EINVAL && plan->refused) ||
           (r == -EHOSTUNREACH && plan->unkept && plan->unkept(p));
}

static void do_without(struct assembly_part *p, int r, const struct why *why)
{
    struct assembly *a = p->assembly;
    int made;

    expire_as_absent(a, why);
    if (r == -EHOSTUNREACH)
        a->until = memory_now(a->entry->memory).ms;
    made = r == -EINVAL ? a->plan->refused(p, why) : a->plan->absent(p, why);
    if (made == -ENOENT)
        assembly_give_up(a, r, why);
    else if (made < 0)
        give_up_reading(a, made);
}

static void conclude(struct assembly_part *p, int r,
                     const struct answer *answer, const struct why *why)
{
    struct assembly *a = p->assembly;

    assembly_learn_origin(p, r, answer);
    if (r == 0)
        use(p, answer);
    else if (can_do_without(p, r))
        do_without(p, r, why);
    else if (a->plan->failed)
        a->plan->failed(p, r, why);
    else
        assembly_give_up(a, r, why);
}

static void wake(struct waiter *w, int r, const struct answer *answer,
                 const struct why *why)
{
    struct assembly_part *p = container_of(w, struct assembly_part, waiter);

    wait_remove(p);
    conclude(p, r, answer, why);
    go_on(p->assembly);
}

/* --- the whole ----------------------------------------------------------- */

static void assembly_free(struct assembly *a)
{
    for (size_t i = 0; i < a->count; i++) {
        buf_fini(&a->parts[i]->text);
        blob_unref(a->parts[i]->body);
        blob_unref(a->parts[i]->of);
        free(a->parts[i]->asked);
        free(a->parts[i]);
    }
    free(a->parts);
    search_pages_end(&a->pages);
    blob_unref(a->list);
    free(a->inquiry);
    list_remove(&a->link);
    free(a);
}

/* What is to be made anew is made of answers that are asked for anew, unless
 * one was for another since that was said; of what is assembled itself, as long
 * ago as of the whole. */
static void pass_on(const struct entry *whole, const struct request *request)
{
    struct memory *m = whole->memory;
    struct entry *part;

    if (!whole->anew)
        return;
    part = memory_get(m, request);
    if (!part || part->maker || entry_came_since(part, whole))
        return;
    entry_anew_with(part, whole);
}

static void ask(struct assembly *a)
{
    struct entry *e = a->entry;
    struct assembly_part *p = part_new(a);
    const struct why *why = NULL;
    struct request request;
    struct answer answer;
    int r = p ? a->plan->next(p, &request) : -ENOMEM;

    if (r == -ENODATA)
        return;
    if (r == -EALREADY) {
        render_bodies(p);
        return;
    }
    if (!p) {
        assembly_give_up(a, r, NULL);
        return;
    }
    if (r == 0) {
        a->bulk = request.bulk[0] && !a->by->no_bulk;
        a->source = request.source;
        p->waiter.wake = wake;
        p->asked = strdup(request.path);
        p->form = request.form;
        pass_on(e, &request);
        r = cache_want(e->cache, &request, memory_now(e->memory), &p->waiter,
                       &answer, &why);
    }
    if (r == -EINPROGRESS)
        wait_add(p);
    else
        conclude(p, r, &answer, why);
}

/* All parts in one, into the entry. */
static int join(struct assembly *a)
{
    struct buf text = BUF_INIT(RENDER_MAX);
    struct blob *blob = NULL;
    bool one;

    a->plan->join(a, &text);
    if (!text.error)
        blob = blob_of(&text);
    buf_fini(&text);
    if (!blob)
        return -ENOMEM;
    one = a->count == 1 || a->lacking || a->plan->adds;
    entry_made(a->entry, &(struct answer){.blob = blob,
                                          .of = assembly_origin(a),
                                          .wall = a->wall,
                                          .until = a->until,
                                          .server = a->server,
                                          .from = one ? a->from : NULL});
    if (a->plan->made)
        a->plan->made(a, blob);
    return 0;
}

/* Gone after this; nobody is woken. */
static void assemble_end(struct entry *e)
{
    struct assembly *a = e->making;

    e->maker = NULL;
    e->making = NULL;
    while (!list_empty(&a->pending))
        part_leave(container_of(a->pending.next, struct assembly_part, link));
    assembly_free(a);
}

static int finish(struct assembly *a)
{
    struct entry *e = a->entry;
    int error;

    if (!a->error && join(a) < 0)
        assembly_give_up(a, -ENOMEM, NULL);
    error = a->error;
    if (error)
        entry_refuse(e, &a->why, a->lacks ? a->until : 0);
    assemble_end(e);
    return e->answer.blob ? 0 : error;
}

/* All that fit the bundles that may go at once. */
static size_t most_in_bulk(const struct assembly *a)
{
    struct answer_place *last = a->by->last;
    struct instant now = memory_now(a->entry->memory);
    size_t most = last->width ? last->width(last, a->source, now) * BULK_MAX
                              : 0;

    return most < WIDTH_BULK_MAX ? most : WIDTH_BULK_MAX;
}

/* What the worker has holds up no request, or bundles would not be full; but it
 * must not build up without limit. */
static bool may_ask(const struct assembly *a)
{
    size_t width = a->bulk ? WIDTH_BULK : WIDTH;
    size_t asked = a->waiting - a->rendering;

    return a->rendering < 2 * width &&
           (asked < width || (a->bulk && asked < most_in_bulk(a)));
}

/* Asks for as many as may wait. 0 or an errno: it is over, and gone. */
static int pump(struct assembly *a)
{
    a->asking = true;
    while (!a->error && a->plan->has_next(a) && may_ask(a))
        ask(a);
    a->asking = false;
    return a->waiting && !a->error ? -EINPROGRESS : finish(a);
}

/* Readers of the whole, and of its parts, get their full time again. */
static void progress(struct assembly *a)
{
    list_each(at, &a->pending) {
        struct assembly_part *p = container_of(at, struct assembly_part, link);

        if (!p->task)
            offer_wait_on(&p->waiter);
    }
    list_each(at, &a->entry->waiters)
        offer_wait_on(container_of(at, struct waiter, link));
}

static void go_on(struct assembly *a)
{
    struct entry *e = a->entry;
    int r;

    if (a->asking)
        return;
    progress(a);
    r = pump(a);
    if (r != -EINPROGRESS)
        offer_wake(e, r);
}

/* --- the maker ----------------------------------------------------------- */

static void take_list(struct assembly *a)
{
    struct blob *list = a->request.making.numbers;

    if (!list)
        return;
    a->list = blob_ref(list);
    a->numbers = blob_slice(list);
    if (assembly_is_table(a))
        a->open = a->numbers;
    a->wall = memory_now(a->entry->memory).wall;
}

static struct assembly *assembly_new(struct assembler *by, struct entry *e,
                                     const struct request *request)
{
    struct assembly *a = calloc(1, sizeof(*a));

    if (!a)
        return NULL;
    a->by = by;
    a->entry = e;
    a->plan = &plans[request->making.plan];
    a->request = *request;
    a->until = NEVER;
    list_init(&a->pending);
    list_init(&a->pages.spans);
    list_append(&by->assemblies, &a->link);
    take_list(a);
    if (a->plan->start && a->plan->start(a, by->pages) < 0) {
        assembly_free(a);
        return NULL;
    }
    return a;
}

static int assemble_start(struct maker *m, struct entry *e,
                          const struct request *request, bool ahead)
{
    struct assembler *by = container_of(m, struct assembler, maker);
    struct assembly *a;

    (void)ahead;
    if (!e->facet)
        return -ENODATA;
    a = assembly_new(by, e, request);
    if (!a)
        return -ENOMEM;
    e->maker = m;
    e->making = a;
    return pump(a);
}

static bool assemble_stop(struct entry *e)
{
    assemble_end(e);
    return true;
}

static void assemble_progress(const struct maker *m, struct buf *to)
{
    const struct assembler *by = container_of(m, struct assembler, maker);

    list_each(at, &by->assemblies) {
        const struct assembly *a = container_of(at, struct assembly, link);

        if (a->plan->progress)
            a->plan->progress(a, to);
    }
}

static bool assemble_turn(struct listener *l)
{
    container_of(l, struct assembler, maker.listener)->rendered = 0;
    return false;
}

struct maker *assemble_new(struct worker *worker, struct aside *aside,
                           struct answer_place *last, size_t hits, bool no_bulk)
{
    struct assembler *by = malloc(sizeof(*by));

    if (!by)
        return NULL;
    *by = (struct assembler){
        .maker = {.start = assemble_start,
                  .stop = assemble_stop,
                  .end = assemble_end,
                  .progress = assemble_progress,
                  .listener = {.turn = assemble_turn}},
        .worker = worker,
        .aside = aside,
        .last = last,
        .pages = hits / SEARCH_PAGE,
        .no_bulk = no_bulk,
    };
    list_init(&by->assemblies);
    return &by->maker;
}
