/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/exam.h"

#include <stdlib.h>
#include <string.h>

struct exam {
    struct task task;
    struct arrival arrival;
    struct http_answer answer;
    struct buf body;
    struct identity asked; /* its path is of the job or the bundle */
    void (*examine)(const struct identity *asked, const struct received *got,
                    struct finding *ret_finding);
    const struct exam_calls *calls;
    char headers[]; /* Content-Type, Content-Disposition */
};

static struct received received_of(const struct arrival *a)
{
    return (struct received){
        .status = a->answer->status,
        .body = arrival_body(a),
        .media = a->answer->media,
        .file = a->answer->file,
    };
}

/* To make the blob takes its time, too. Without memory for it the answer is as
 * one that did not come whole. */
static void run(struct task *task)
{
    struct exam *x = container_of(task, struct exam, task);
    struct received got = received_of(&x->arrival);
    size_t len;
    char *data;

    x->examine(&x->asked, &got, &x->arrival.finding);
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

static struct slice copy(char *to, struct slice from)
{
    memcpy(to, from.at, from.len);
    return (struct slice){to, from.len};
}

static struct exam *exam_new(const struct arrival *a)
{
    struct slice media = a->answer->media, file = a->answer->file;
    struct exam *x = calloc(1, sizeof(*x) + media.len + file.len + 1);

    if (!x)
        return NULL;
    x->task = (struct task){.run = run, .done = done};
    x->arrival = *a;
    x->answer = *a->answer;
    x->arrival.answer = &x->answer;
    x->answer.body = &x->body;
    x->answer.headers = SLICE("");
    x->answer.location = NULL;
    x->answer.trouble = "";
    x->answer.media = copy(x->headers, media);
    x->answer.file = copy(x->headers + media.len, file);
    return x;
}

static bool send_off(struct arrival *a, struct sched *s,
                     const struct identity *asked,
                     const struct exam_calls *calls)
{
    struct exam *x = exam_new(a);

    if (!x)
        return false;
    x->asked = *asked;
    x->examine = s->options.examine;
    x->calls = calls;
    take_body(x, a->answer->body);
    if (worker_do(s->options.worker, &x->task))
        return true;
    *a->answer->body = x->body;
    free(x);
    return false;
}

void exam_begin(struct arrival *a, struct sched *s,
                const struct identity *asked, const struct exam_calls *calls)
{
    struct received got = received_of(a);
    bool any = a->answer->transport == TRANSPORT_OK;

    a->finding = (struct finding){.intake = INTAKE_EMPTY};
    if (any && s->options.worker && got.body.len > LOOP_BYTES &&
        send_off(a, s, asked, calls))
        return;
    if (any)
        s->options.examine(asked, &got, &a->finding);
    if (any && calls->prepare)
        calls->prepare(a);
    calls->go_on(a);
}
