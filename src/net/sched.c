/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who goes when. A turn looks for the first thing that is in the way of all
 * (nothing queued, a quota, the token) before it looks at the single classes,
 * so that an idle mount asks for nothing, not even for a token.
 */
#include "net/job.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char services[] = "/rest-services/";

struct sched *sched_new(const struct sched_options *options)
{
    struct sched *s = calloc(1, sizeof(*s));

    if (!s)
        return NULL;
    s->options = *options;
    s->deadline = NEVER;
    for (size_t i = 0; i < CLASS_COUNT; i++)
        list_init(&s->queues[i]);
    list_init(&s->resting);
    list_init(&s->sent);
    chance_init(&s->chance);
    return s;
}

static void drop_all(struct sched *s, struct list *jobs)
{
    list_each_safe(at, jobs)
    {
        struct job *j = job_at(at);

        http_cancel(s->options.http, j->transfer);
        list_remove(&j->link);
        free(j);
    }
}

void sched_free(struct sched *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < CLASS_COUNT; i++)
        drop_all(s, &s->queues[i]);
    drop_all(s, &s->resting);
    drop_all(s, &s->sent);
    free(s);
}

struct job *sched_ask(struct sched *s, const struct request *request,
                      const struct job_owner *calls, void *owner)
{
    size_t base = strlen(s->options.base_url), path = strlen(request->path);
    struct job *j = calloc(1, sizeof(*j) + base + sizeof(services) + path);

    if (!j)
        return NULL;
    list_init(&j->link);
    j->sched = s;
    j->calls = calls;
    j->owner = owner;
    j->number = ++s->numbers;
    j->source = request->source;
    j->accept = request->accept;
    j->last = (struct verdict){.action = ACTION_OK, .advice = ""};
    memcpy(j->url, s->options.base_url, base);
    memcpy(j->url + base, services, sizeof(services) - 1);
    memcpy(j->url + base + sizeof(services) - 1, request->path, path + 1);
    job_enqueue(j);
    return j;
}

bool sched_drop(struct sched *s, struct job *j)
{
    (void)s;
    if (j->state == JOB_SENT) {
        j->unwanted = true;
        return false;
    }
    job_leave(j);
    free(j);
    return true;
}

void sched_keep(struct job *j)
{
    j->unwanted = false;
}

enum job_state job_state(const struct job *j)
{
    if (j->state == JOB_WAITS_PACE && !j->sched->has_token)
        return JOB_WAITS_TOKEN;
    return j->state;
}

const struct verdict *job_last(const struct job *j)
{
    return &j->last;
}

static void wake_rested(struct sched *s, struct instant now)
{
    while (!list_empty(&s->resting)) {
        struct job *j = job_at(s->resting.next);

        if (j->rests > now.ms)
            return;
        job_leave(j);
        job_enqueue(j);
    }
}

/* Those who are asked for while this runs are not among them. */
static void fail_waiting(struct sched *s, const struct verdict *verdict)
{
    struct list jobs = LIST_INIT(jobs);

    for (size_t i = 0; i < CLASS_COUNT; i++)
        list_splice(&jobs, &s->queues[i]);
    list_splice(&jobs, &s->resting);
    while (!list_empty(&jobs)) {
        struct job *j = job_at(jobs.next);

        job_leave(j);
        job_fail(j, 0, verdict);
    }
}

static int start(struct sched *s, struct job *j)
{
    struct http_request request = {
        .method = "GET",
        .url = j->url,
        .accept = j->accept,
        .authorization = token_bearer(s->options.token),
        .ceiling = sources[j->source].ceiling,
    };

    return http_start(s->options.http, &request, job_arrived, j, &j->transfer);
}

static void send(struct sched *s, struct job *j, struct instant now)
{
    int r = start(s, j);

    job_leave(j);
    if (r == -ENOMEM && job_rest(j, now))
        return;
    if (r < 0) {
        job_fail_with(j, 0, r, "the request cannot be sent");
        return;
    }
    pace_sent(s->options.pace, job_class(j), now);
    j->serial = token_serial(s->options.token);
    j->state = JOB_SENT;
    list_append(&s->sent, &j->link);
    s->report.sent_now++;
    s->report.requests++;
}

/* Returns when to come again, NEVER when the queue is empty. */
static int64_t send_class(struct sched *s, enum ops_class class,
                          struct instant now)
{
    struct list *queue = &s->queues[class];

    while (!list_empty(queue)) {
        int64_t when = pace_when(s->options.pace, class, now);

        if (when)
            return when;
        send(s, job_at(queue->next), now);
    }
    return NEVER;
}

static bool is_idle(const struct sched *s)
{
    for (size_t i = 0; i < CLASS_COUNT; i++)
        if (!list_empty(&s->queues[i]))
            return false;
    return true;
}

static enum token_state need_token(struct sched *s, struct instant now)
{
    enum token_state state = token_state(s->options.token, now);

    if (state == TOKEN_ABSENT) {
        token_ask(s->options.token, now);
        state = token_state(s->options.token, now);
    }
    s->has_token = state == TOKEN_READY;
    return state;
}

static int64_t send_queued(struct sched *s, struct instant now)
{
    int64_t deadline = NEVER;

    for (size_t i = 0; i < CLASS_COUNT; i++)
        deadline = earlier(deadline, send_class(s, (enum ops_class)i, now));
    return deadline;
}

/* Returns when to come again. */
static int64_t serve(struct sched *s, struct instant now)
{
    enum token_state token;

    if (pace_forbidden(s->options.pace, now)) {
        fail_waiting(s, &(struct verdict){
                            .action = ACTION_QUOTA,
                            .error = -EDQUOT,
                            .advice = "the quota is used up; .ops/status says "
                                      "when it is released",
                        });
        return NEVER;
    }
    token = need_token(s, now);
    if (token == TOKEN_REFUSED) {
        fail_waiting(s, &(struct verdict){
                            .action = ACTION_REFUSED,
                            .error = token_error(s->options.token),
                            .advice = "there is no token: check the key, the "
                                      "secret and the account at the EPO",
                        });
        return NEVER;
    }
    if (token != TOKEN_READY)
        return token_deadline(s->options.token);
    return send_queued(s, now);
}

void sched_turn(struct sched *s, struct instant now)
{
    int64_t deadline = NEVER;

    wake_rested(s, now);
    s->deadline = NEVER;
    if (!is_idle(s))
        deadline = serve(s, now);
    s->deadline = earlier(s->deadline, deadline);
    if (!list_empty(&s->resting))
        s->deadline =
            earlier(s->deadline, job_at(s->resting.next)->rests);
}

int64_t sched_deadline(const struct sched *s)
{
    return s->deadline;
}

void sched_report(const struct sched *s, struct sched_report *ret_report)
{
    *ret_report = s->report;
}
