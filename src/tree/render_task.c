/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/render_task.h"

#include "base/scratch.h"
#include "doc/media.h"
#include "doc/render.h"
#include "tree/binding.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>

/* The tree of a longer answer is given back at once: what others allocated
 * meanwhile would keep its place until it is quiet. */
#define TRIM_MIN ((size_t)1 << 20)

struct render_task {
    struct task task;
    struct render_order order;
    struct blob **bodies; /* of the order */
    struct buf text;
    int result;
    render_done *done; /* NULL: nobody wants it any more */
    void *arg;
};

static struct slice answer_of(const struct render_order *o)
{
    if (!o->answer)
        return (struct slice){0};
    return blob_slice(o->answer);
}

static int copy_answer(const struct render_order *o, struct buf *to)
{
    return o->answer ? blob_add_to(o->answer, to) : 0;
}

/* A PNG stays as it is. */
static int render_picture(const struct render_order *o, struct buf *to)
{
    return media_is_whole(answer_of(o), FORM_PNG)
               ? copy_answer(o, to)
               : aside_picture(o->aside, answer_of(o), to);
}

/* As it came, or of a document. */
static int render_page(const struct render_order *o, struct buf *to)
{
    return o->count ? binding_cut(o, to) : copy_answer(o, to);
}

/* In one piece, or of its pages. */
static int render_document(const struct render_order *o, struct buf *to)
{
    return o->count ? binding_render(o, to) : copy_answer(o, to);
}

/* What is not made of XML. */
static int (*const image_renders[FACETS])(const struct render_order *,
                                          struct buf *) = {
    [FACET_FIRST_PAGE] = render_picture,
    [FACET_DRAWING] = render_picture,
    [FACET_PAGE] = render_page,
    [FACET_DOCUMENT] = render_document,
};

bool render_order_is_long(const struct render_order *o)
{
    return o->count || image_renders[o->making.facet] == render_picture;
}

int render_order_now(const struct render_order *o, struct buf *to)
{
    const struct making *m = &o->making;

    if (image_renders[m->facet])
        return image_renders[m->facet](o, to);
    return render_seen(m->facet, o->group.len ? o->group : slice_of(m->subject),
                       slice_of(m->selection), answer_of(o),
                       o->answer && o->answer->filed ? scratch_rest : NULL, to);
}

static void run(struct task *task)
{
    struct render_task *t = container_of(task, struct render_task, task);

    t->result = render_order_now(&t->order, &t->text);
    if (t->task.size >= TRIM_MIN)
        malloc_trim(0);
    if (t->order.answer)
        blob_rest(t->order.answer);
    for (size_t i = 0; i < t->order.count; i++)
        blob_rest(t->bodies[i]);
}

static void task_free(struct render_task *t)
{
    blob_unref(t->order.answer);
    blob_unref(t->order.list);
    for (size_t i = 0; i < t->order.count; i++)
        blob_unref(t->bodies[i]);
    free(t->bodies);
    free(t);
}

/* Takes references to all that the order has; 0 or -ENOMEM. */
static int take(struct render_task *t, const struct render_order *order)
{
    t->bodies = calloc(order->count + 1, sizeof(*t->bodies));
    if (!t->bodies)
        return -ENOMEM;
    t->order = *order;
    t->order.bodies = t->bodies;
    for (size_t i = 0; i < order->count; i++) {
        t->bodies[i] = blob_ref(order->bodies[i]);
        t->task.size += order->bodies[i]->size;
    }
    if (order->answer)
        blob_ref(order->answer);
    if (order->list)
        blob_ref(order->list);
    return 0;
}

static void done(struct task *task)
{
    struct render_task *t = container_of(task, struct render_task, task);

    if (t->done)
        t->done(t->arg, t->result, &t->text);
    else
        buf_fini(&t->text);
    task_free(t);
}

struct render_task *render_order_later(const struct render_order *order,
                                       struct worker *worker,
                                       render_done *wanted, void *arg)
{
    struct render_task *t = worker ? calloc(1, sizeof(*t)) : NULL;

    if (!t)
        return NULL;
    t->task = (struct task){
        .run = run,
        .done = done,
        .size = order->answer ? order->answer->size : 0,
    };
    if (take(t, order) < 0) {
        free(t);
        return NULL;
    }
    t->done = wanted;
    t->arg = arg;
    buf_init(&t->text, RENDER_MAX);
    if (worker_do(worker, &t->task))
        return t;
    task_free(t);
    return NULL;
}

void render_task_forget(struct render_task *t)
{
    t->done = NULL;
}
