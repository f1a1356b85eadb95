/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rendering one answer (doc/render, aside/aside), or a document of several
 * (tree/binding), at once or by the worker, off the loop.
 * Private to tree/.
 */
#ifndef OPSFS_TREE_RENDER_TASK_H
#define OPSFS_TREE_RENDER_TASK_H

#include "aside/aside.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/worker.h"
#include "ops/request.h"

/* The longest text that is made. */
#define RENDER_MAX ((size_t)256 << 20)

/* What to render. All borrowed; a task takes references to the blobs. */
struct render_order {
    struct making making;
    struct blob *answer;        /* NULL: none, which gives a table's header */
    struct blob *const *bodies; /* in place of one answer: several … */
    size_t count;               /* … how many; 0: none */
    struct slice group;         /* in place of the subject; "" for none */
    struct blob *list;          /* that has the group; NULL: there is none */
    struct aside *aside; /* for pages and pictures; NULL: there are none */
};

/* As render(). */
int render_order_now(const struct render_order *order, struct buf *to);

/* Made of pixels, which takes its time however few bytes there are: not to be
 * done in the loop. */
bool render_order_is_long(const struct render_order *order);

struct render_task;

/* Called from the worker's turn; takes the text over. */
typedef void render_done(void *arg, int r, struct buf *text);

/* By the worker. NULL: there is no worker. */
struct render_task *render_order_later(const struct render_order *order,
                                       struct worker *worker, render_done *done,
                                       void *arg);

/* Nobody wants it any more: `done` will not be called. */
void render_task_forget(struct render_task *t);

#endif
