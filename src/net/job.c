/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/job.h"

#include <stdlib.h>

#define RETRIES 5
#define FIRST_REST_MS 250
#define LONGEST_REST_MS 30000

/* Most come last: the end is looked at first. */
void job_enqueue(struct job *j)
{
    struct sched *s = j->sched;
    struct list *queue = &s->queues[job_class(j)], *at = queue->next;

    if (list_empty(queue) || job_at(queue->prev)->number < j->number)
        at = queue;
    while (at != queue && job_at(at)->number < j->number)
        at = at->next;
    list_append(at, &j->link);
    j->state = JOB_WAITS_PACE;
    s->report.queued++;
    s->deadline = 0;
}

bool job_rest(struct job *j, struct instant now)
{
    struct sched *s = j->sched;
    struct list *at = s->resting.prev;
    int64_t ms;

    if (j->retries == RETRIES)
        return false;
    ms = backoff_ms(j->retries++, FIRST_REST_MS, LONGEST_REST_MS);
    j->rests = now.ms + backoff_jitter(&s->chance, ms);
    while (at != &s->resting && job_at(at)->rests > j->rests)
        at = at->prev;
    list_append(at->next, &j->link);
    j->state = JOB_WAITS_RETRY;
    s->report.queued++;
    s->report.retries++;
    s->deadline = earlier(s->deadline, j->rests);
    return true;
}

void job_leave(struct job *j)
{
    list_remove(&j->link);
    j->sched->report.queued--;
}

void job_finish(struct job *j, const struct outcome *outcome)
{
    j->calls->done(j->owner, outcome);
    free(j);
}

void job_fail(struct job *j, int status, const struct verdict *verdict)
{
    struct outcome outcome = {.verdict = *verdict, .status = status};

    job_finish(j, &outcome);
}

void job_fail_with(struct job *j, int status, int error, const char *advice)
{
    job_fail(j, status,
             &(struct verdict){
                 .action = ACTION_FAIL, .error = error, .advice = advice});
}
