/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who goes when. A turn looks for the first thing that is in the way of all
 * (nothing queued, a quota, the token) before it looks at the single classes,
 * so that an idle mount asks for nothing, not even for a token.
 */
#include "net/bundle.h"
#include "net/prefetch.h"

#include <errno.h>
#include <stdlib.h>

/* A reader may as well wait for a trial that is due so soon. */
#define PRESENTLY_MS 2000

static const struct verdict is_offline = {
    .action = ACTION_FAIL,
    .error = -EHOSTUNREACH,
    .advice = "it is not kept, and the mount is offline; echo offline off > "
              ".ops/ctl ends that",
};

struct sched *sched_new(const struct sched_options *options)
{
    struct sched *s = calloc(1, sizeof(*s));

    if (!s)
        return NULL;
    s->options = *options;
    s->deadline = NEVER;
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        list_init(&s->queues[i]);
        list_init(&s->aheads[i]);
    }
    list_init(&s->resting);
    list_init(&s->flights);
    chance_init(&s->chance);
    return s;
}

static void drop_all(struct list *jobs)
{
    list_each_safe(at, jobs) {
        struct job *j = job_at(at);

        list_remove(&j->link);
        job_free(j);
    }
}

void sched_free(struct sched *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        drop_all(&s->queues[i]);
        drop_all(&s->aheads[i]);
    }
    drop_all(&s->resting);
    list_each_safe(at, &s->flights)
        flight_cancel(flight_at(at));
    free(s);
}

struct job *sched_ask(struct sched *s, const struct request *request,
                      job_done *done, void *owner)
{
    return job_ask(s, request, done, owner, false);
}

bool sched_drop(struct job *j)
{
    if (j->state == JOB_SENT) {
        j->unwanted = true;
        return false;
    }
    job_leave(j);
    job_free(j);
    return true;
}

void sched_resume(struct job *j)
{
    j->unwanted = false;
    if (j->ahead)
        prefetch_promote(j);
}

void sched_once(struct job *j)
{
    j->once = true;
    away_tried(&j->sched->away, j->sched->now);
}

enum job_state job_state(const struct job *j)
{
    if (j->state == JOB_THROTTLED && !j->sched->has_token)
        return JOB_WAITS_TOKEN;
    return j->state;
}

const struct verdict *job_last(const struct job *j)
{
    return &j->last;
}

const struct finding *job_finding(const struct job *j)
{
    return &j->finding;
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

static bool is_any(const struct job *j)
{
    (void)j;
    return true;
}

static bool is_once(const struct job *j)
{
    return j->once;
}

static void take_those(struct list *from, bool (*which)(const struct job *j),
                       struct list *to)
{
    list_each_safe(at, from) {
        if (which(job_at(at)))
            list_touch(to, at);
    }
}

static void fail_all(struct list *jobs, const struct verdict *verdict)
{
    while (!list_empty(jobs)) {
        struct job *j = job_at(jobs->next);

        job_leave(j);
        job_fail(j, 0, verdict);
    }
}

/* Jobs that are added while this runs are not among them. */
static void fail_those(struct sched *s, bool (*which)(const struct job *j),
                       const struct verdict *verdict)
{
    struct list jobs = LIST_INIT(jobs);

    for (size_t i = 0; i < CLASS_COUNT; i++) {
        take_those(&s->queues[i], which, &jobs);
        take_those(&s->aheads[i], which, &jobs);
    }
    take_those(&s->resting, which, &jobs);
    fail_all(&jobs, verdict);
}

/* The first one that does not wait for company in this turn. */
static struct job *next_job(const struct sched *s, struct list *queue)
{
    list_each(at, queue) {
        if (job_at(at)->lingered != s->turns)
            return job_at(at);
    }
    return NULL;
}

/* Counts it first: between a look and a request, another mount of this key
 * could take the last one of the minute. `ret_when`: when to come again, when
 * the pace did not let it go; it is 0 when it went, or was held for company. */
static int64_t send(struct job *j, struct instant now, int64_t *ret_when)
{
    struct throttle *throttle = j->sched->options.throttle;
    enum ops_class class = job_class(j);
    int64_t held;

    *ret_when = throttle_take(throttle, class, now);
    if (*ret_when)
        return NEVER;
    held = bundle_send(j, now);
    if (held != NEVER)
        throttle_return(throttle, class);
    return held;
}

/* A reader who has an older answer does not wait out a long pause. */
static void fail_in_vain(struct sched *s, enum ops_class class, int64_t wait)
{
    struct list jobs = LIST_INIT(jobs);

    if (!s->options.patience || wait <= s->options.patience)
        return;
    take_those(&s->queues[class], is_once, &jobs);
    fail_all(&jobs, &(struct verdict){
                        .action = ACTION_FAIL,
                        .error = -EBUSY,
                        .advice = "fair use: OPS asked for a longer pause "
                                  "than a reader waits; .ops/status says how "
                                  "long",
                    });
}

/* Returns when to come again, NEVER when all went. */
static int64_t send_class(struct sched *s, enum ops_class class,
                          struct instant now)
{
    int64_t deadline = NEVER, when = 0;
    struct job *j;

    while ((j = next_job(s, &s->queues[class]))) {
        deadline = earlier(deadline, send(j, now, &when));
        if (when) {
            s->throttled_since[class] = s->throttled_since[class]
                                            ? s->throttled_since[class]
                                            : s->now;
            fail_in_vain(s, class, when - now.ms);
            return when;
        }
    }
    s->throttled_since[class] = 0;
    while (list_empty(&s->queues[class]) && !when &&
           (j = next_job(s, &s->aheads[class])) && prefetch_may_go(j, now))
        deadline = earlier(deadline, send(j, now, &when));
    return deadline;
}

/* Returns when to do it again. */
static int64_t shed(struct sched *s, struct instant now)
{
    int64_t deadline = NEVER;

    for (size_t i = 0; i < CLASS_COUNT; i++)
        deadline = earlier(deadline, prefetch_shed(s, (enum ops_class)i, now));
    return deadline;
}

/* The newest stand last. */
static void stamp(const struct sched *s, struct list *queue)
{
    for (struct list *at = queue->prev; at != queue && !job_at(at)->since;
         at = at->prev) {
        job_at(at)->since = s->now;
        job_at(at)->came = s->turns;
    }
}

static void stamp_newcomers(struct sched *s)
{
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        nagle_turn(&s->nagles[i], s->now);
        stamp(s, &s->queues[i]);
        stamp(s, &s->aheads[i]);
    }
}

static void fail_waiting(struct sched *s, const struct verdict *verdict)
{
    fail_those(s, is_any, verdict);
}

static bool is_idle(const struct sched *s)
{
    for (size_t i = 0; i < CLASS_COUNT; i++)
        if (!list_empty(&s->queues[i]) || !list_empty(&s->aheads[i]))
            return false;
    return true;
}

static enum token_state need_token(struct sched *s, struct instant now)
{
    enum token_state state = TOKEN_READY;

    if (s->options.token)
        state = token_state(s->options.token, now);
    if (state == TOKEN_ABSENT) {
        token_ask(s->options.token, now);
        state = token_state(s->options.token, now);
    }
    s->has_token = state == TOKEN_READY;
    s->unreached &= !s->has_token;
    return state;
}

static int64_t send_queued(struct sched *s, struct instant now)
{
    int64_t deadline = NEVER;

    for (size_t i = 0; i < CLASS_COUNT; i++)
        deadline = earlier(deadline, send_class(s, (enum ops_class)i, now));
    return deadline;
}

/* There is no token, and it is asked for again later. A reader that has an
 * older answer does not wait; nor does any, when there was no network from the
 * start, unless it is tried again soon. */
static int64_t go_without(struct sched *s, struct instant now)
{
    int64_t again = token_deadline(s->options.token);
    bool waits = !s->unreached || again - now.ms <= PRESENTLY_MS;

    fail_those(s, waits ? is_once : is_any,
               &(struct verdict){
                   .action = ACTION_FAIL,
                   .error = waits ? token_error(s->options.token)
                                  : -EHOSTUNREACH,
                   .advice = "it is not kept, and OPS cannot be reached; "
                             ".ops/status says why",
               });
    return again;
}

/* Returns when to come again. */
static int64_t serve(struct sched *s, struct instant now)
{
    enum token_state token;

    if (throttle_forbidden(s->options.throttle, now)) {
        fail_waiting(s, &(struct verdict){
                            .action = ACTION_QUOTA,
                            .error = -EDQUOT,
                            .advice = throttle_why(s->options.throttle, now),
                        });
        return NEVER;
    }
    token = need_token(s, now);
    if (token == TOKEN_REFUSED) {
        fail_waiting(s,
                     &(struct verdict){
                         .action = ACTION_REFUSED,
                         .error = token_error(s->options.token),
                         .advice = "there is no token: check the key, the "
                                   "secret and the account at the EPO; after "
                                   "a change of their file run pkill -HUP "
                                   "opsfs",
                     });
        return NEVER;
    }
    if (token == TOKEN_UNREACHABLE)
        return go_without(s, now);
    if (token != TOKEN_READY)
        return token_deadline(s->options.token);
    return send_queued(s, now);
}

void sched_turn(struct sched *s, struct instant now)
{
    int64_t deadline;

    s->now = now.ms;
    s->turns++;
    stamp_newcomers(s);
    wake_rested(s, now);
    s->deadline = NEVER;
    if (s->offline)
        fail_waiting(s, &is_offline);
    deadline = shed(s, now);
    if (!is_idle(s))
        deadline = earlier(deadline, serve(s, now));
    s->deadline = earlier(s->deadline, deadline);
    if (!list_empty(&s->resting))
        s->deadline = earlier(s->deadline, job_at(s->resting.next)->rests);
}

int64_t sched_deadline(const struct sched *s)
{
    return s->deadline;
}

void sched_report(const struct sched *s, struct sched_report *ret_report)
{
    *ret_report = s->report;
    ret_report->offline = s->offline;
    ret_report->away_until = away_is(&s->away) ? s->away.until : 0;
}
