/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/side.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define REST_MS 30000
#define REST_SOON_MS 1000

struct opening {
    struct task task;
    struct side *side;
    struct db_options options;
    int r;
    struct buf why;
};

struct closing {
    struct task task;
    struct side *side;
};

int side_init(struct side *side, struct store *store)
{
    side->store = store;
    side->worker = worker_new();
    return side->worker ? 0 : -ENOMEM;
}

static void run_close(struct task *task)
{
    struct closing *c = container_of(task, struct closing, task);

    db_close(c->side->db);
    c->side->db = NULL;
}

static void closed(struct task *task)
{
    free(container_of(task, struct closing, task));
}

/* Without memory, or a thread, it stays open: that does no harm. */
static void shut(struct side *side)
{
    struct closing *c = calloc(1, sizeof(*c));

    if (!c)
        return;
    *c = (struct closing){.task = {.run = run_close, .done = closed},
                          .side = side};
    if (worker_do(side->worker, &c->task))
        side->state = SIDE_SHUT;
    else
        free(c);
}

bool side_rests_long(int r)
{
    return r < 0 && r != -EBUSY && r != -ESTALE;
}

static void rest(struct side *side, int r, const char *why)
{
    int64_t ms = side_rests_long(r) ? REST_MS : REST_SOON_MS;

    side->again = side->store->now.ms + ms;
    snprintf(side->why, sizeof(side->why), "%s", why);
    side->error = r;
}

/* What is wrong with the file is wrong for both. */
static void fail_both(struct store *s, int r, const char *why)
{
    struct side *sides[] = {&s->reading, &s->writing};

    if (r == -EBADMSG)
        s->repair = true;
    for (int i = 0; i < 2; i++) {
        rest(sides[i], r, why);
        if (sides[i]->state == SIDE_OPEN)
            shut(sides[i]);
    }
}

static bool is_of_file(int r)
{
    return r == -EBADMSG || r == -ESTALE;
}

/* Both sides have the damaged file shut before one repairs it. */
static void is_open(struct side *side, bool repaired)
{
    struct store *s = side->store;

    side_works(side);
    if (repaired)
        s->repair = false;
    else if (s->repair)
        shut(side);
}

static void run_open(struct task *task)
{
    struct opening *o = container_of(task, struct opening, task);

    o->r = db_open(&o->options, &o->side->db, &o->why);
}

static void opened(struct task *task)
{
    struct opening *o = container_of(task, struct opening, task);
    struct side *side = o->side;

    side->state = o->r < 0 ? SIDE_SHUT : SIDE_OPEN;
    if (is_of_file(o->r))
        fail_both(side->store, o->r, buf_text(&o->why));
    else if (o->r < 0)
        rest(side, o->r, buf_text(&o->why));
    else
        is_open(side, o->options.repair);
    buf_fini(&o->why);
    free(o);
}

static void begin_open(struct side *side)
{
    struct store *s = side->store;
    struct opening *o = calloc(1, sizeof(*o));

    if (!o) {
        rest(side, -ENOMEM, "out of memory");
        return;
    }
    *o = (struct opening){
        .task = {.run = run_open, .done = opened},
        .side = side,
        .options = {.dir = s->options.dir,
                    .origin = s->options.origin,
                    .eps = s->options.eps,
                    .size = s->options.size,
                    .repair = s->repair},
        .why = BUF_INIT(SIDE_WHY - 1),
    };
    side->state = SIDE_OPENING;
    if (worker_do(side->worker, &o->task))
        return;
    o->r = -EAGAIN;
    buf_puts(&o->why, "no thread can be started");
    opened(&o->task);
}

/* The reading side makes the file. */
bool side_ready(struct side *side)
{
    struct store *s = side->store;

    if (s->ends || s->now.ms < side->again)
        return false;
    if (side == &s->writing &&
        (!side_ready(&s->reading) || s->reading.state != SIDE_OPEN))
        return false;
    if (side->state == SIDE_SHUT)
        begin_open(side);
    return side->state != SIDE_SHUT;
}

void side_fail(struct side *side, int r, const char *why)
{
    if (side->state != SIDE_OPEN || side->store->ends)
        return;
    if (is_of_file(r)) {
        fail_both(side->store, r, why);
        return;
    }
    rest(side, r, why);
    if (r != -EBUSY)
        shut(side);
}

void side_works(struct side *side)
{
    side->why[0] = '\0';
    side->error = 0;
}

bool side_fini(struct side *side)
{
    if (!side->worker)
        return true;
    if (side->state != SIDE_SHUT)
        shut(side);
    return worker_leave(side->worker, 2 * side->store->options.patience);
}
