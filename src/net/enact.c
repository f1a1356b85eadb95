/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nothing here reads a clock: a response brings the time of the turn that
 * delivered it.
 */
#include "net/enact.h"

#include <errno.h>

#define RENEWALS 2
#define MISMATCHES 2 /* of one job; then the next one is its last */

static void act_fail(struct flight *f, struct job *j)
{
    job_fail(j, f->response->status, &f->response->verdict);
}

/* What would be retried, if it had a try left or anybody to wait for it. */
static void give_up(struct flight *f, struct job *j)
{
    struct verdict verdict = f->response->verdict;

    verdict.action = ACTION_FAIL;
    job_fail(j, f->response->status, &verdict);
}

static void act_retry(struct flight *f, struct job *j)
{
    if (!f->rests)
        f->rests = job_next_try(f->sched, j->retries, f->response->now);
    if (j->unwanted || j->once || !job_retry(j, f->rests))
        give_up(f, j);
}

static void act_mismatch(struct flight *f, struct job *j)
{
    if (j->mismatches++ == MISMATCHES)
        give_up(f, j);
    else
        act_retry(f, j);
}

static void act_renew(struct flight *f, struct job *j)
{
    struct sched *s = f->sched;

    token_stale(s->options.token, j->serial);
    if (j->unwanted) {
        give_up(f, j);
    } else if (j->renewals == RENEWALS) {
        job_fail_with(j, f->response->status, -EACCES,
                      "OPS does not accept the tokens it gives: check the "
                      "account at the EPO");
    } else {
        j->renewals++;
        s->report.renewals++;
        job_enqueue(j);
    }
}

static void act_wait(struct flight *f, struct job *j)
{
    throttle_rest(f->sched->options.throttle, job_class(j),
                  f->response->verdict.wait, f->response->now);
    if (j->unwanted)
        give_up(f, j);
    else
        job_enqueue(j);
}

static void act_quota(struct flight *f, struct job *j)
{
    throttle_quota(f->sched->options.throttle, f->response->limits.rejection,
                   f->response->now);
    act_fail(f, j);
}

static void act_refused(struct flight *f, struct job *j)
{
    const struct verdict *v = &f->response->verdict;

    token_refuse(f->sched->options.token, v->error,
                 v->advice ? v->advice : "OPS refuses the account",
                 f->response->now);
    act_fail(f, j);
}

/* But for ACTION_OK. */
static void (*const acts[ACTION_COUNT])(struct flight *f, struct job *j) = {
    [ACTION_FAIL] = act_fail,       [ACTION_RETRY] = act_retry,
    [ACTION_RENEW] = act_renew,     [ACTION_MISMATCH] = act_mismatch,
    [ACTION_WAIT] = act_wait,       [ACTION_QUOTA] = act_quota,
    [ACTION_REFUSED] = act_refused,
};

void enact(struct flight *f, struct job *j)
{
    struct response *r = f->response;

    if (r->verdict.action != ACTION_OK) {
        acts[r->verdict.action](f, j);
        return;
    }
    r->blob = flight_take_body(f);
    if (!r->blob) {
        job_fail_with(j, r->status, -ENOMEM, "out of memory");
        return;
    }
    job_finish(j, r);
    r->blob = NULL;
}
