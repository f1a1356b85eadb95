/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/exam.h"

#include <stdlib.h>
#include <string.h>

/* Longer bodies are examined off the loop: 2 ms of XML, 12 ms of JSON. */
#define AT_ONCE_MOST ((size_t)1 << 20)

struct exam {
    struct task task;
    struct list link; /* on sched.exams; on none: nobody wants it any more */
    struct arrival arrival;
    struct http_answer answer;
    struct buf body;
    enum form form;
    void (*examine)(struct slice body, enum form form, int status,
                    struct slice media, struct finding *ret_finding);
    void (*go_on)(struct arrival *a);
    char media[];
};

static void run(struct task *task)
{
    struct exam *x = container_of(task, struct exam, task);
    struct slice body = {buf_text(&x->body), x->body.len};

    x->examine(body, x->form, x->answer.status, x->answer.media,
               &x->arrival.finding);
}

static void exam_free(struct exam *x)
{
    buf_fini(&x->body);
    free(x);
}

static void done(struct task *task)
{
    struct exam *x = container_of(task, struct exam, task);
    bool wanted = !list_empty(&x->link);

    list_remove(&x->link);
    if (wanted)
        x->go_on(&x->arrival);
    exam_free(x);
}

/* The transfer keeps an empty buffer. */
static void take_body(struct exam *x, struct buf *body)
{
    size_t len;

    x->body = *body;
    buf_take(body, &len);
}

static struct exam *exam_new(const struct arrival *a, struct slice media)
{
    struct exam *x = calloc(1, sizeof(*x) + media.len + 1);

    if (!x)
        return NULL;
    x->task = (struct task){.run = run, .done = done};
    x->arrival = *a;
    x->answer = *a->answer;
    x->arrival.answer = &x->answer;
    x->answer.body = &x->body;
    x->answer.headers = SLICE("");
    x->answer.trouble = "";
    memcpy(x->media, media.at, media.len);
    x->answer.media = (struct slice){x->media, media.len};
    return x;
}

static bool send_off(struct arrival *a, struct sched *s, enum form form,
                     void (*go_on)(struct arrival *a))
{
    struct exam *x = exam_new(a, a->answer->media);

    if (!x)
        return false;
    x->form = form;
    x->examine = s->options.examine;
    x->go_on = go_on;
    take_body(x, a->answer->body);
    if (worker_do(s->options.worker, &x->task)) {
        list_append(&s->exams, &x->link);
        return true;
    }
    *a->answer->body = x->body;
    free(x);
    return false;
}

void exam_begin(struct arrival *a, struct sched *s, enum form form,
                void (*go_on)(struct arrival *a))
{
    const struct http_answer *answer = a->answer;
    struct attempt attempt = arrival_attempt(a);
    bool any = s->options.examine && answer->transport == TRANSPORT_OK;

    a->finding = (struct finding){.intake = INTAKE_EMPTY};
    if (any && s->options.worker && attempt.body.len > AT_ONCE_MOST &&
        send_off(a, s, form, go_on))
        return;
    if (any)
        s->options.examine(attempt.body, form, attempt.status, attempt.media,
                           &a->finding);
    go_on(a);
}

void exam_forget_all(struct sched *s)
{
    while (!list_empty(&s->exams))
        list_remove(s->exams.next);
}
