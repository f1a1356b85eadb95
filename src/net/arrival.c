/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/arrival.h"

#include "net/enact.h"
#include "net/prefetch.h"
#include "net/unbundle.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXAMINED_MAX ((size_t)8 << 20)

/* --- what is known before the body is read ------------------------------- */

/* The first request of the transfer was counted when it was started. */
static void learn_limits(struct sched *s, enum ops_class class,
                         const struct response *r)
{
    for (unsigned i = 1; i < r->requests; i++) {
        throttle_sent(s->options.throttle, class, r->now);
        counters_sent(&s->report.counters, class, 0);
    }
    if (r->status)
        throttle_learn(s->options.throttle, &r->limits, r->now);
}

static void begin(struct flight *f)
{
    struct sched *s = f->sched;
    struct response *r = f->response;

    s->now = r->now.ms;
    s->deadline = 0;
    s->report.sent_now--;
    limits_init(&r->limits);
    limits_read(&r->limits, r->headers);
    etag_read(r->headers, r->etag);
    learn_limits(s, flight_class(f), r);
    if (r->status)
        nagle_heard(&s->nagles[flight_class(f)], r->elapsed_ms);
}

/* --- the verdict --------------------------------------------------------- */

/* Whatever comes over that connection may be another request's. It is reported
 * the first time that it befalls a job. */
static void distrust(struct flight *f)
{
    const struct sched_options *options = &f->sched->options;

    http_distrust(options->http, &f->response->connection);
    if (options->report && !flight_is_mismatched(f))
        options->report(options->report_arg, options->below, f->asked.path,
                        f->response);
}

static void log_failed(const struct sched *s, const struct response *r)
{
    char status[32] = "no answer";

    if (r->status)
        snprintf(status, sizeof(status), "HTTP %d", r->status);
    log_line(s->options.log, LOG_WARNING,
             "%s does not answer (%s): %s; tried again in %" PRId64 " s",
             server_names[s->options.server], status, r->verdict.advice,
             (s->away.until - r->now.ms) / 1000);
}

/* Notes that OPS answers at all; the log says when that changes. */
static void learn_away(struct flight *f)
{
    const struct response *r = f->response;
    struct sched *s = f->sched;
    bool whole = r->transport == TRANSPORT_OK, was = away_is(&s->away);
    int64_t since = s->away.since;

    if (r->verdict.action == ACTION_RETRY && (!whole || r->status >= 500))
        away_failed(&s->away, whole, r->now.ms);
    else if (whole)
        away_answered(&s->away);
    if (!was && away_is(&s->away))
        log_failed(s, r);
    else if (was && !away_is(&s->away))
        log_line(s->options.log, LOG_NOTICE,
                 "%s answers again, after %" PRId64 " s",
                 server_names[s->options.server], (r->now.ms - since) / 1000);
}

static void judge(struct flight *f)
{
    struct response *r = f->response;

    r->verdict = verdict_of(f->sched->options.server, r->transport, r->status,
                            &r->finding, &r->limits);
    counters_answered(&f->sched->report.counters, flight_class(f),
                      flight_body(f).len, r->verdict.action);
    learn_away(f);
    list_each(at, &f->jobs) {
        job_at(at)->last = r->verdict;
        job_at(at)->finding = r->finding;
        if (job_at(at)->ahead)
            prefetch_came(f->sched, flight_body(f).len);
    }
    if (r->verdict.action == ACTION_MISMATCH)
        distrust(f);
}

static void end(struct flight *f)
{
    list_remove(&f->link);
    judge(f);
    if (f->count)
        unbundle(f);
    else
        enact(f, flight_take_job(f));
    flight_free(f);
}

/* --- the body ------------------------------------------------------------ */

static bool is_inspected(const struct flight *f)
{
    const struct inspection *i = &f->sched->options.inspection;

    return i->wants && i->wants(&f->asked);
}

/* Taken apart first: that reads all of a body, and to look through it takes as
 * long again, which is half of a bundle's whole cost. */
static void examine(struct flight *f)
{
    const struct sched_options *options = &f->sched->options;
    struct response *r = f->response;
    struct received got = {r->status, flight_body(f), r->media, r->file};
    bool related = !f->count || r->status != 200 || unbundle_read(f);

    got.split = f->portions && !f->portions_error;
    options->examine(&f->asked, &got, &r->finding);
    if (r->finding.intake == INTAKE_GOOD && !related)
        r->finding.intake = INTAKE_MISMATCH;
    if (r->finding.intake == INTAKE_GOOD && is_inspected(f))
        options->inspection.look(options->inspection.arg, got.body,
                                 &r->finding);
}

/* Making the blob takes time, too; of a bundle only the parts become blobs.
 * Without memory for it the answer counts as one that did not come whole. */
static void run(struct task *task)
{
    struct flight *f = container_of(task, struct flight, task);

    if (!f->count)
        f->response->blob = flight_take_body(f);
    if (f->count || f->response->blob)
        examine(f);
    else
        f->response->finding.intake = INTAKE_MALFORMED;
    if (f->response->blob)
        blob_rest(f->response->blob);
}

static void done(struct task *task)
{
    end(container_of(task, struct flight, task));
}

static struct slice copy(char *to, struct slice from)
{
    memcpy(to, from.at, from.len);
    return (struct slice){to, from.len};
}

static bool is_long(const struct flight *f)
{
    return flight_body(f).len > LOOP_BYTES || is_inspected(f);
}

/* Takes what the transfer lends; the transfer keeps an empty body. */
static bool own(struct flight *f)
{
    const struct response *lent = f->response;
    struct response *r =
        malloc(sizeof(*r) + lent->media.len + lent->file.len + 1);
    char *texts = (char *)(r + 1);

    if (!r)
        return false;
    *r = *lent;
    r->media = copy(texts, lent->media);
    r->file = copy(texts + lent->media.len, lent->file);
    r->headers = SLICE("");
    buf_move(&f->body, lent->body);
    r->body = &f->body;
    f->response = f->owned = r;
    return true;
}

/* The memory of all that wait for the worker. */
static void make_way(struct flight *f)
{
    struct sched *s = f->sched;

    if (s->examined + f->body.len > EXAMINED_MAX)
        buf_file(&f->body);
    f->counted = f->body.file ? 0 : f->body.len;
    s->examined += f->counted;
}

static bool send_off(struct flight *f)
{
    struct worker *worker = f->sched->options.worker;

    if (!worker || !is_long(f) || !own(f))
        return false;
    make_way(f);
    f->task = (struct task){
        .run = run,
        .done = done,
        .size = flight_body(f).len,
    };
    return worker_do(worker, &f->task);
}

void arrival(void *flight, struct response *response)
{
    struct flight *f = flight;

    f->transfer = NULL;
    f->response = response;
    begin(f);
    if (response->location && !f->count &&
        job_follow(job_at(f->jobs.next), response->location)) {
        flight_free(f);
        return;
    }
    f->response->location = NULL;
    f->response->finding = (struct finding){.intake = INTAKE_EMPTY};
    if (response->transport != TRANSPORT_OK)
        snprintf(f->response->finding.message, FAULT_MESSAGE, "%s",
                 response->last_error);
    else if (send_off(f))
        return;
    else
        examine(f);
    end(f);
}
