/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/spare.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_REST_MS 250
#define LONGEST_REST_MS 30000

/* Most come last: the end is looked at first. */
void job_enqueue(struct job *j)
{
    struct sched *s = j->sched;
    struct list *queue = spare_queue(j), *at = queue->next;

    if (list_empty(queue) || job_at(queue->prev)->number < j->number)
        at = queue;
    while (at != queue && job_at(at)->number < j->number)
        at = at->next;
    list_append(at, &j->link);
    j->state = JOB_WAITS_PACE;
    j->back = j->since ? s->now : 0;
    s->report.queued++;
    s->deadline = 0;
}

void job_rest(struct job *j, int64_t until)
{
    struct sched *s = j->sched;
    struct list *at = s->resting.prev;

    j->rests = until;
    while (at != &s->resting && job_at(at)->rests > until)
        at = at->prev;
    list_append(at->next, &j->link);
    j->state = JOB_WAITS_RETRY;
    s->report.queued++;
    figures_retried(&s->report.figures, job_class(j));
    s->deadline = earlier(s->deadline, until);
}

bool job_is_spent(const struct job *j)
{
    return j->retries == j->sched->options.retries;
}

bool job_retry(struct job *j, int64_t until)
{
    if (job_is_spent(j))
        return false;
    j->retries++;
    job_rest(j, until);
    return true;
}

int64_t job_next_try(struct sched *s, unsigned failures, struct instant now)
{
    int64_t ms = backoff_ms(failures, FIRST_REST_MS, LONGEST_REST_MS);

    return now.ms + backoff_jitter(&s->chance, ms);
}

/* Since the class was held back, or since it came if that was later. */
static int64_t paced(const struct job *j)
{
    int64_t since = j->sched->paced[job_class(j)];
    int64_t came = j->back ? j->back : j->since;

    if (!since || !came)
        return 0;
    return j->sched->now - (came > since ? came : since);
}

void job_leave(struct job *j)
{
    list_remove(&j->link);
    j->sched->report.queued--;
    if (j->state == JOB_WAITS_PACE)
        figures_waited(&j->sched->report.figures, job_class(j), paced(j));
}

/* A hop waits for the pace as any request does. It stands for one sending: what
 * is tried again begins at the job's own URL. */
bool job_follow(struct job *j, const char *location)
{
    if (location && j->hops < HOPS_MOST)
        j->hop = strdup(location);
    if (!j->hop) {
        j->hops = 0;
        return false;
    }
    j->hops++;
    list_remove(&j->link);
    j->alone = true;
    job_enqueue(j);
    return true;
}

void job_free(struct job *j)
{
    free(j->hop);
    free(j);
}

void job_finish(struct job *j, const struct outcome *outcome)
{
    struct sched *s = j->sched;

    if (j->bulk && !j->ahead)
        crowd_answered(&s->crowds[job_class(j)], s->now);
    j->done(j->owner, outcome);
    job_free(j);
}

void job_fail(struct job *j, int status, const struct verdict *verdict)
{
    struct outcome outcome = {
        .verdict = *verdict,
        .status = status,
        .finding = &j->finding,
    };

    job_finish(j, &outcome);
}

void job_fail_with(struct job *j, int status, int error, const char *advice)
{
    job_fail(j, status,
             &(struct verdict){
                 .action = ACTION_FAIL, .error = error, .advice = advice});
}
