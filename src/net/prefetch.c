/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/prefetch.h"

#include "net/flight.h"

#include <errno.h>

static const struct verdict shed = {
    .action = ACTION_FAIL,
    .error = -EAGAIN,
    .remember = REMEMBER_NOT,
    .advice = "nobody waited, and there were no requests to spare",
};

static bool is_within(const struct throttle_report *r, unsigned percent)
{
    for (int i = 0; i < ALLOWANCE_COUNT; i++)
        if (r->allowances[i].limit > 0 &&
            r->allowances[i].used >= r->allowances[i].limit / 100 * percent)
            return false;
    return r->held == REJECTION_NONE;
}

/* Of a minute's requests, one in this many: those that go in bulk save more
 * than they cost, the others would leave them none. */
static unsigned share(bool bulk)
{
    return bulk ? 2 : 4;
}

static bool has_spare(struct sched *s, enum ops_class class, bool bulk,
                      struct instant now)
{
    unsigned percent = s->options.spare;
    struct throttle_report r;

    if (!percent || throttle_when(s->options.throttle, class, now))
        return false;
    throttle_report(s->options.throttle, now, &r);
    return r.classes[class].light <= LIGHT_GREEN &&
           r.classes[class].used * share(bulk) < r.classes[class].limit &&
           is_within(&r, percent);
}

static void end(struct job *j)
{
    job_leave(j);
    job_fail(j, 0, &shed);
}

int64_t prefetch_shed(struct sched *s, enum ops_class class, struct instant now)
{
    struct list *queue = &s->aheads[class];
    bool spare = list_empty(queue) || has_spare(s, class, true, now);

    while (!list_empty(queue)) {
        struct job *j = job_at(queue->next);

        if (spare && now.ms < j->since + PREFETCH_MAX_MS)
            return earlier(j->since + PREFETCH_MAX_MS,
                           s->ahead_from > now.ms ? s->ahead_from : NEVER);
        end(j);
    }
    return NEVER;
}

static unsigned alone_on_the_wire(const struct sched *s, enum ops_class class)
{
    unsigned count = 0;

    list_each(at, &s->flights) {
        const struct flight *f = flight_at(at);

        count += !f->count && flight_class(f) == class &&
                 job_at(f->jobs.next)->ahead;
    }
    return count;
}

static unsigned most_alone(const struct sched *s)
{
    return s->options.ahead_rate ? 1 : PREFETCH_ALONE;
}

bool prefetch_may_go(const struct job *j, struct instant now)
{
    struct sched *s = j->sched;

    return now.ms >= s->ahead_from &&
           has_spare(s, job_class(j), job_is_bulk(j), now) &&
           (job_is_bulk(j) ||
            alone_on_the_wire(s, job_class(j)) < most_alone(s));
}

void prefetch_came(struct sched *s, size_t bytes)
{
    int64_t rate = s->options.ahead_rate;

    if (rate)
        s->ahead_from = s->now + (int64_t)bytes * 1000 / rate;
}

/* From now on it counts as a newcomer. */
void prefetch_promote(struct job *j)
{
    bool waits = j->state != JOB_SENT;

    if (waits)
        job_leave(j);
    j->ahead = false;
    if (j->bulk)
        nagle_asked(&j->sched->nagles[job_class(j)]);
    if (!waits)
        return;
    j->number = ++j->sched->numbers;
    j->since = 0;
    job_enqueue(j);
}

unsigned prefetch_spare(struct sched *s, const struct request *request,
                        struct instant now)
{
    bool bulk = job_may_bundle(s, request);

    if (now.ms < s->ahead_from ||
        !has_spare(s, sources[request->source].class, bulk, now))
        return 0;
    return bulk ? BULK_MAX : 2 * most_alone(s);
}

struct job *prefetch_ask(struct sched *s, const struct request *request,
                         job_done *done, void *owner)
{
    return job_ask(s, request, done, owner, true);
}
