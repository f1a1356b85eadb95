/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One piece of a gather: made at once, or by the worker where it would hold the
 * loop too long. What the worker has is its own: whoever leaves meanwhile
 * leaves it without a need.
 */
#include "doc/render.h"
#include "tree/gather.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Made of so much in one turn, about 5 ms of it, whatever the number of answers.
 * The rest is made off the loop, and so is what follows it: else a long list
 * would fill one turn after the other. */
#define AT_ONCE_MOST ((size_t)512 << 10)

struct piece {
    struct task task;
    struct need *need; /* NULL: nobody wants it any more */
    struct blob *answer;
    struct making making;
    struct slice group; /* instead of its subject; "" for none */
    struct blob *list;  /* that has it */
    struct buf text;
    int result;
};

static int make(const struct making *m, struct slice group,
                struct slice answer, struct buf *to)
{
    struct slice subject = group.len ? group : slice_of(m->subject);

    return render(m->facet, subject, slice_of(m->part), answer,
                  to);
}

/* What is made for a need: its own number of a list, else the whole's. */
static struct making making_of(const struct need *n)
{
    const struct making *whole = &n->gather->request.making;
    struct making making = *whole;

    strcpy(making.part, gather_part(whole));
    if (n->subject[0])
        memcpy(making.subject, n->subject, sizeof(making.subject));
    return making;
}

static void run(struct task *task)
{
    struct piece *p = container_of(task, struct piece, task);

    p->result = make(&p->making, p->group,
                     (struct slice){p->answer->data, p->answer->size},
                     &p->text);
}

static void done(struct task *task)
{
    struct piece *p = container_of(task, struct piece, task);
    struct need *n = p->need;
    int r = p->result;

    if (n) {
        n->text = p->text;
        n->piece = NULL;
        n->gather->away--;
    } else {
        buf_fini(&p->text);
    }
    blob_unref(p->answer);
    blob_unref(p->list);
    free(p);
    if (n)
        gather_made(n, r);
}

static bool send_off(struct need *n, struct blob *answer)
{
    struct worker *worker = n->gather->by->worker;
    struct piece *p = worker ? calloc(1, sizeof(*p)) : NULL;

    if (!p)
        return false;
    p->task.run = run;
    p->task.done = done;
    p->need = n;
    p->answer = blob_ref(answer);
    p->making = making_of(n);
    p->group = n->group;
    p->list = n->gather->list ? blob_ref(n->gather->list) : NULL;
    buf_init(&p->text, GATHER_MOST);
    if (worker_do(worker, &p->task)) {
        n->piece = p;
        n->gather->away++;
        return true;
    }
    blob_unref(p->answer);
    blob_unref(p->list);
    free(p);
    return false;
}

/* What OPS sent has no such part, or is not what it should be. */
void gather_give_up_making(struct gather *g, int error)
{
    struct why why = {
        .wall = memory_now(g->entry->memory).wall,
        .error = error == -ENODATA ? -ENOENT : -EIO,
        .advice = error == -ENODATA ? "the record has no such part"
                                    : "OPS's answer cannot be understood; "
                                      "ops/ has it as it is",
    };

    gather_give_up(g, why.error, &why);
}

/* In a list, a line in the place of what may have been made by half. */
void gather_judge(struct need *n, int r)
{
    struct gather *g = n->gather;

    if (r == -ENOMEM) {
        gather_give_up(g, r, NULL);
    } else if (r < 0 && g->request.making.plan == PLAN_LIST) {
        buf_reset(&n->text);
        buf_printf(&n->text, "# %s: %s\n", n->subject,
                   r == -ENODATA ? "no such part"
                                 : "OPS's answer cannot be understood");
    } else if (r < 0) {
        gather_give_up_making(g, r);
    }
}

int gather_make(struct need *n, struct blob *answer)
{
    struct gatherer *by = n->gather->by;
    struct making making = making_of(n);

    if ((n->gather->away || by->rendered + answer->size > AT_ONCE_MOST) &&
        send_off(n, answer))
        return -EINPROGRESS;
    by->rendered += answer->size;
    return make(&making, n->group,
                (struct slice){answer->data, answer->size}, &n->text);
}

int gather_make_none(const struct gather *g, const char *part, struct buf *to)
{
    struct making making = g->request.making;

    strcpy(making.part, part);
    return make(&making, SLICE(""), (struct slice){0}, to);
}

void gather_unwant(struct need *n)
{
    n->piece->need = NULL;
    n->piece = NULL;
    n->gather->away--;
}
