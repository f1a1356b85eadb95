/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/exam.h"

#include <stdlib.h>
#include <string.h>

/* Longer bodies are examined off the loop. So much takes a millisecond of XML,
 * six of JSON, and another two to take apart. */
#define AT_ONCE_MOST ((size_t)512 << 10)

struct exam {
    struct task task;
    struct arrival arrival;
    struct http_answer answer;
    struct buf body;
    enum form form;
    void (*examine)(struct slice body, enum form form, int status,
                    struct slice media, struct finding *ret_finding);
    const struct exam_calls *calls;
    char media[];
};

/* To make the blob takes its time, too. Without memory for it the answer is as
 * one that did not come whole. */
static void run(struct task *task)
{
    struct exam *x = container_of(task, struct exam, task);
    struct slice body = {buf_text(&x->body), x->body.len};
    size_t len;
    char *data;

    x->examine(body, x->form, x->answer.status, x->answer.media,
               &x->arrival.finding);
    data = buf_take(&x->body, &len);
    x->arrival.blob = blob_new(data, len);
    if (!x->arrival.blob)
        x->arrival.finding.intake = INTAKE_MALFORMED;
    else if (x->calls->prepare)
        x->calls->prepare(&x->arrival);
}

static void exam_free(struct exam *x)
{
    buf_fini(&x->body);
    blob_unref(x->arrival.blob);
    free(x);
}

static void done(struct task *task)
{
    struct exam *x = container_of(task, struct exam, task);

    x->calls->go_on(&x->arrival);
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
                     const struct exam_calls *calls)
{
    struct exam *x = exam_new(a, a->answer->media);

    if (!x)
        return false;
    x->form = form;
    x->examine = s->options.examine;
    x->calls = calls;
    take_body(x, a->answer->body);
    if (worker_do(s->options.worker, &x->task))
        return true;
    *a->answer->body = x->body;
    free(x);
    return false;
}

void exam_begin(struct arrival *a, struct sched *s, enum form form,
                const struct exam_calls *calls)
{
    const struct http_answer *answer = a->answer;
    struct attempt attempt = arrival_attempt(a);
    bool any = s->options.examine && answer->transport == TRANSPORT_OK;

    a->finding = (struct finding){.intake = INTAKE_EMPTY};
    if (any && s->options.worker && attempt.body.len > AT_ONCE_MOST &&
        send_off(a, s, form, calls))
        return;
    if (any)
        s->options.examine(attempt.body, form, attempt.status, attempt.media,
                           &a->finding);
    calls->go_on(a);
}
