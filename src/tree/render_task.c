/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/render_task.h"

#include "doc/render.h"
#include "image/picture.h"

#include <stdlib.h>

struct render_task {
    struct task task;
    struct render_order order;
    struct buf text;
    int result;
    render_done *done; /* NULL: nobody wants it any more */
    void *arg;
};

static int copy(struct slice answer, struct buf *to)
{
    return buf_add(to, answer.at, answer.len);
}

/* What is not made of XML. */
static int (*const image_renders[FACETS])(struct slice, struct buf *) = {
    [FACET_FIRST_PAGE] = picture_render,
    [FACET_DRAWING] = picture_render,
    [FACET_PAGE] = copy,
};

bool render_order_is_long(const struct render_order *o)
{
    return image_renders[o->making.facet] == picture_render;
}

int render_order_now(const struct render_order *o, struct buf *to)
{
    const struct making *m = &o->making;
    struct slice answer = {0};

    if (o->answer)
        answer = (struct slice){o->answer->data, o->answer->size};
    if (image_renders[m->facet])
        return image_renders[m->facet](answer, to);
    return render(m->facet, o->group.len ? o->group : slice_of(m->subject),
                  slice_of(m->part), answer, to);
}

static void run(struct task *task)
{
    struct render_task *t = container_of(task, struct render_task, task);

    t->result = render_order_now(&t->order, &t->text);
}

static void task_free(struct render_task *t)
{
    blob_unref(t->order.answer);
    blob_unref(t->order.list);
    free(t);
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
    t->order = *order;
    blob_ref(order->answer);
    if (order->list)
        blob_ref(order->list);
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
