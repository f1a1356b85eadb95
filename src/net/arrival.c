/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an answer leads to. One row of `acts` does to
 * a job what the verdict says. Nothing here reads a clock: an answer brings the time of
 * the turn that delivered it.
 */
#include "net/arrival.h"
#include "net/exam.h"

#include <errno.h>
#include <stdio.h>

#define RENEWALS 2
#define MISMATCHES 2 /* of one job; then the next one is its last */

struct slice arrival_body(const struct arrival *a)
{
    const struct buf *body = a->answer->body;

    return a->blob ? (struct slice){a->blob->data, a->blob->size}
                   : (struct slice){buf_text(body), body->len};
}

static struct blob *take_body(struct arrival *a)
{
    struct blob *blob = a->blob;
    size_t len;
    char *data;

    a->blob = NULL;
    if (blob)
        return blob;
    data = buf_take(a->answer->body, &len);
    return blob_new(data, len);
}

static void act_ok(struct sched *s, struct arrival *a)
{
    struct outcome outcome = {.verdict = a->verdict,
                              .status = a->answer->status,
                              .finding = &a->finding};

    (void)s;
    outcome.body = take_body(a);
    if (outcome.body)
        job_finish(a->job, &outcome);
    else
        job_fail_with(a->job, outcome.status, -ENOMEM, "memory is out");
}

static void act_fail(struct sched *s, struct arrival *a)
{
    (void)s;
    job_fail(a->job, a->answer->status, &a->verdict);
}

/* What would go again, had it a try left, or anybody who waits. */
static void give_up(struct arrival *a)
{
    a->verdict.action = ACTION_FAIL;
    job_fail(a->job, a->answer->status, &a->verdict);
}

static void act_retry(struct sched *s, struct arrival *a)
{
    struct job *j = a->job;

    if (!a->rests)
        a->rests = job_next_try(s, j->retries, a->answer->now);
    if (j->unwanted || !job_retry(j, a->rests))
        give_up(a);
}

static void act_mismatch(struct sched *s, struct arrival *a)
{
    if (a->job->mismatches++ == MISMATCHES)
        give_up(a);
    else
        act_retry(s, a);
}

static void act_renew(struct sched *s, struct arrival *a)
{
    struct job *j = a->job;

    token_stale(s->options.token, j->serial);
    if (j->unwanted) {
        give_up(a);
    } else if (j->renewals == RENEWALS) {
        job_fail_with(j, a->answer->status, -EACCES,
                      "OPS does not accept the tokens it gives: check the "
                      "account at the EPO");
    } else {
        j->renewals++;
        s->report.renewals++;
        job_enqueue(j);
    }
}

static void act_wait(struct sched *s, struct arrival *a)
{
    pace_rest(s->options.pace, job_class(a->job), a->verdict.wait,
              a->answer->now);
    if (a->job->unwanted)
        give_up(a);
    else
        job_enqueue(a->job);
}

static void act_quota(struct sched *s, struct arrival *a)
{
    pace_quota(s->options.pace, a->limits.rejection, a->answer->now);
    job_fail(a->job, a->answer->status, &a->verdict);
}

static void act_refused(struct sched *s, struct arrival *a)
{
    const char *why = a->verdict.advice;

    token_refuse(s->options.token, a->verdict.error,
                 why ? why : "OPS refuses the account", a->answer->now);
    job_fail(a->job, a->answer->status, &a->verdict);
}

static void (*const acts[])(struct sched *s, struct arrival *a) = {
    [ACTION_OK] = act_ok,           [ACTION_FAIL] = act_fail,
    [ACTION_RETRY] = act_retry,     [ACTION_RENEW] = act_renew,
[ACTION_MISMATCH] = act_mismatch,     [ACTION_WAIT] = act_wait,       [ACTION_QUOTA] = act_quota,
    [ACTION_REFUSED] = act_refused,
};

void arrival_act(struct arrival *a)
{
    acts[a->verdict.action](a->job->sched, a);
}

void arrival_judge(struct arrival *a)
{
    const struct http_answer *answer = a->answer;

    if (answer->transport != TRANSPORT_OK)
        snprintf(a->finding.message, FAULT_MESSAGE, "%s", answer->trouble);
    a->verdict = verdict_of(answer->transport, answer->status, &a->finding,
                            &a->limits);
}

/* The first request of the transfer was counted when it was started. */
static void tell_pace(struct sched *s, enum ops_class class,
                      const struct arrival *a)
{
    const struct http_answer *answer = a->answer;

    for (unsigned i = 1; i < answer->requests; i++) {
        pace_sent(s->options.pace, class, answer->now);
        figures_sent(&s->report.figures, class, 0);
    }
    if (answer->status)
        pace_told(s->options.pace, &a->limits, answer->now);
}

void arrival_begin(struct arrival *a, struct sched *s, enum ops_class class)
{
    const struct http_answer *answer = a->answer;

    s->now = answer->now.ms;
    s->deadline = 0;
    s->report.sent_now--;
    limits_init(&a->limits);
    limits_read_all(&a->limits, answer->headers);
    tell_pace(s, class, a);
    if (answer->status)
        crowd_heard(&s->crowds[class], answer->elapsed_ms);
}

void arrival_count(const struct arrival *a, struct sched *s,
                   enum ops_class class)
{
    figures_answered(&s->report.figures, class, arrival_body(a).len,
                     a->verdict.action);
}

void arrival_distrust(const struct arrival *a, struct sched *s,
                      const char *path, bool first)
{
    struct fault fault = {
        .path = path,
        .wall = a->answer->now.wall,
        .status = a->answer->status,
        .verdict = &a->verdict,
        .finding = &a->finding,
    };

    http_distrust(s->options.http, &a->answer->connection);
    if (first && s->options.report)
        s->options.report(s->options.report_arg, &fault);
}

static void job_examined(struct arrival *a)
{
    struct job *j = a->job;

    list_remove(&j->link);
    arrival_judge(a);
    j->last = a->verdict;
    j->finding = a->finding;
    arrival_count(a, j->sched, job_class(j));
    if (a->verdict.action == ACTION_MISMATCH)
        arrival_distrust(a, j->sched, job_path(j), !j->mismatches);
    arrival_act(a);
}

static const struct exam_calls calls = {.go_on = job_examined};

void job_arrived(void *job, struct http_answer *answer)
{
    struct job *j = job;
    struct arrival a = {.job = j, .answer = answer};
    struct identity asked = {j->source, j->form, job_path(j)};

    j->transfer = NULL;
    arrival_begin(&a, j->sched, job_class(j));
    if (!job_follow(j, answer->location))
        exam_begin(&a, j->sched, &asked, &calls);
}
