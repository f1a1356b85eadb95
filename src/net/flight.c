/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/flight.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

struct flight *flight_new(struct sched *s, const struct identity *asked,
                          const struct slice *references, unsigned count)
{
    struct flight *f = calloc(1, sizeof(*f) + count * sizeof(*references));

    if (!f)
        return NULL;
    list_init(&f->link);
    list_init(&f->jobs);
    f->sched = s;
    f->asked = *asked;
    f->count = count;
    if (count)
        memcpy(f->references, references, count * sizeof(*references));
    return f;
}

void flight_free(struct flight *f)
{
    if (!f)
        return;
    list_remove(&f->link);
    for (unsigned i = 0; f->portions && i < f->count; i++)
        blob_unref(f->portions[i].body);
    free(f->portions);
    if (f->owned)
        blob_unref(f->owned->blob);
    http_reuse(f->sched->options.http, &f->body);
    free(f->owned);
    f->sched->examined -= f->counted;
    free(f);
}

void flight_cancel(struct flight *f)
{
    http_cancel(f->sched->options.http, f->transfer);
    while (!list_empty(&f->jobs))
        job_free(flight_take_job(f));
    flight_free(f);
}

void flight_board(struct flight *f, struct job *j)
{
    const struct token *token = f->sched->options.token;

    j->serial = token ? token_serial(token) : 0;
    j->state = JOB_SENT;
    list_append(&f->jobs, &j->link);
}

void flight_depart(struct flight *f, struct instant now)
{
    struct sched *s = f->sched;

    f->sent = now.ms;
    f->turn = s->turns;
    list_append(&s->flights, &f->link);
    s->report.sent_now++;
    counters_sent(&s->report.counters, flight_class(f),
                  f->count ? f->count : 1);
}

struct slice flight_body(const struct flight *f)
{
    const struct blob *blob = f->response->blob;
    const struct buf *body = f->response->body;

    return blob ? blob_slice(blob) : buf_slice(body);
}

/* A terminal that shows OPS's JSON obeys nothing in it. */
static void escape(struct buf *body)
{
    struct buf escaped = BUF_INIT(SIZE_MAX);
    struct slice document = buf_slice(body);

    if (json_escape(document, &escaped) < 0 || escaped.len == body->len) {
        buf_fini(&escaped);
        return;
    }
    buf_fini(body);
    *body = escaped;
}

struct blob *flight_take_body(struct flight *f)
{
    struct blob *blob = f->response->blob;

    f->response->blob = NULL;
    if (blob)
        return blob;
    if (f->asked.form == FORM_JSON)
        escape(f->response->body);
    return blob_of(f->response->body);
}

bool flight_is_mismatched(const struct flight *f)
{
    list_each(at, &f->jobs) {
        if (job_at(at)->mismatches)
            return true;
    }
    return false;
}

struct job *flight_take_job(struct flight *f)
{
    struct job *j = job_at(f->jobs.next);

    list_remove(&j->link);
    return j;
}
