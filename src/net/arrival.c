/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an answer leads to. The owner judges it; one row of `acts` does what
 * the verdict says. Nothing here reads a clock: an answer brings the time of
 * the turn that delivered it.
 */
#include "net/job.h"

#include <errno.h>

#define RENEWALS 2

struct arrival {
    struct job *job;
    struct http_answer *answer;
    struct limits limits;
    struct verdict verdict;
};

static void act_ok(struct sched *s, struct arrival *a)
{
    struct outcome outcome = {.verdict = a->verdict,
                              .status = a->answer->status};
    size_t len;
    char *data = buf_take(a->answer->body, &len);

    (void)s;
    outcome.body = blob_new(data, len);
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
    (void)s;
    if (a->job->unwanted || !job_rest(a->job, a->answer->now))
        give_up(a);
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
    [ACTION_WAIT] = act_wait,       [ACTION_QUOTA] = act_quota,
    [ACTION_REFUSED] = act_refused,
};

static struct verdict judge(const struct job *j, const struct arrival *a)
{
    const struct http_answer *answer = a->answer;
    struct attempt attempt = {
        .transport = answer->transport,
        .status = answer->status,
        .body = {buf_text(answer->body), answer->body->len},
        .media = answer->media,
        .limits = &a->limits,
        .trouble = answer->trouble,
    };

    return j->calls->judge(j->owner, &attempt);
}

/* The first request of the transfer was counted when it was started. */
static void tell_pace(struct sched *s, const struct arrival *a)
{
    const struct http_answer *answer = a->answer;

    for (unsigned i = 1; i < answer->requests; i++)
        pace_sent(s->options.pace, job_class(a->job), answer->now);
    if (answer->status)
        pace_told(s->options.pace, &a->limits, answer->now);
}

void job_arrived(void *job, struct http_answer *answer)
{
    struct job *j = job;
    struct sched *s = j->sched;
    struct arrival a = {.job = j, .answer = answer};

    list_remove(&j->link);
    j->transfer = NULL;
    s->deadline = 0;
    s->report.sent_now--;
    s->report.bytes += answer->body->len;
    limits_init(&a.limits);
    limits_read_all(&a.limits, answer->headers);
    tell_pace(s, &a);
    a.verdict = j->last = judge(j, &a);
    acts[a.verdict.action](s, &a);
}
