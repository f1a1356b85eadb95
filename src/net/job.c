/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/job.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_RETRY_MS 250
#define LONGEST_RETRY_MS 30000

bool job_may_bundle(const struct sched *s, const struct request *r)
{
    return s->options.split && r->bulk[0] && r->reference[0];
}

/* Its texts follow it, one after the other. */
static struct job *job_new(const struct sched *s, const struct request *r)
{
    const char *root = server_roots[s->options.server];
    size_t url = strlen(s->options.base_url) + strlen(root) + strlen(r->path) +
                 1;
    size_t bulk = strlen(r->bulk) + 1;
    struct job *j = calloc(1,
                           sizeof(*j) + url + bulk + strlen(r->reference) + 1);

    if (!j)
        return NULL;
    stpcpy(stpcpy(stpcpy(j->url, s->options.base_url), root), r->path);
    if (job_may_bundle(s, r)) {
        j->has_kind = r->has_kind;
        j->bulk = strcpy(j->url + url, r->bulk);
        j->reference = strcpy(j->url + url + bulk, r->reference);
        j->hash = hash_bytes(r->reference, strlen(r->reference), 0);
    }
    return j;
}

struct job *job_ask(struct sched *s, const struct request *request,
                    job_done *done, void *owner, bool ahead)
{
    struct job *j = job_new(s, request);

    if (!j)
        return NULL;
    list_init(&j->link);
    j->sched = s;
    j->done = done;
    j->owner = owner;
    j->number = ++s->numbers;
    j->source = request->source;
    j->form = request->form;
    j->accept = request->accept;
    j->last = (struct verdict){.action = ACTION_OK, .advice = ""};
    j->ahead = j->unwanted = ahead;
    j->of_list = request->of_list;
    if (job_is_followed(j))
        nagle_asked(&s->nagles[job_class(j)]);
    job_enqueue(j);
    return j;
}

struct list *job_queue(const struct job *j)
{
    enum ops_class class = job_class(j);

    return j->ahead ? &j->sched->aheads[class] : &j->sched->queues[class];
}

/* Most belong at the end, so that is where to look first. */
void job_enqueue(struct job *j)
{
    struct sched *s = j->sched;
    struct list *queue = job_queue(j), *at = queue->next;

    if (list_empty(queue) || job_at(queue->prev)->number < j->number)
        at = queue;
    while (at != queue && job_at(at)->number < j->number)
        at = at->next;
    list_append(at, &j->link);
    j->state = JOB_THROTTLED;
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
    counters_retried(&s->report.counters, job_class(j));
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
    int64_t ms = backoff_ms(failures, FIRST_RETRY_MS, LONGEST_RETRY_MS);

    return now.ms + backoff_jitter(&s->chance, ms);
}

/* Since the class was held back, or since it came if that was later. */
static int64_t held_for(const struct job *j)
{
    int64_t since = j->sched->throttled_since[job_class(j)];
    int64_t came = j->back ? j->back : j->since;

    if (!since || !came)
        return 0;
    return j->sched->now - (came > since ? came : since);
}

void job_leave(struct job *j)
{
    list_remove(&j->link);
    j->sched->report.queued--;
    if (j->state == JOB_THROTTLED)
        counters_waited(&j->sched->report.counters, job_class(j), held_for(j));
}

/* A hop waits for the pace as any request does. It stands for one sending: what
 * is tried again begins at the job's own URL. */
bool job_follow(struct job *j, const char *location)
{
    if (location && j->hops < HOPS_MAX)
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

void job_finish(struct job *j, const struct response *response)
{
    struct sched *s = j->sched;

    if (job_is_followed(j))
        nagle_answered(&s->nagles[job_class(j)]);
    j->done(j->owner, response);
    job_free(j);
}

void job_fail(struct job *j, int status, const struct verdict *verdict)
{
    struct response response = {
        .status = status,
        .verdict = *verdict,
        .finding = j->finding,
    };

    job_finish(j, &response);
}

void job_fail_with(struct job *j, int status, int error, const char *advice)
{
    job_fail(j, status,
             &(struct verdict){.action = ACTION_FAIL,
                               .error = error,
                               .advice = advice});
}
