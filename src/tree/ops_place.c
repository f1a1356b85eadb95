/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/ops_place.h"

#include "net/prefetch.h"
#include "net/reach.h"
#include "tree/fetch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct ops_place {
    struct answer_place place;
    struct sched *sched;
    enum server server;
};

static struct sched *sched_of(struct answer_place *p)
{
    return container_of(p, struct ops_place, place)->sched;
}

static void done(void *owner, const struct response *r)
{
    struct outcome outcome = {
        .verdict = r->verdict,
        .status = r->status,
        .finding = r->finding,
        .body = r->blob,
        .excerpt = r->excerpt,
    };

    if (!r->excerpt)
        memcpy(outcome.etag, r->etag, sizeof(outcome.etag));
    fetch_answered(owner, &outcome);
}

/* Is that one to ask for this? */
static bool serves(struct answer_place *p, enum source_id source)
{
    return container_of(p, struct ops_place, place)->server ==
           sources[source].server;
}

static int ask(struct answer_place *p, const struct request *request,
               struct instant now, unsigned how, struct question *q)
{
    struct sched *s = sched_of(p);

    (void)now;
    if (!serves(p, request->source) || sched_is_offline(s))
        return -ENODATA;
    q->handle = how & ASKED_AHEAD ? prefetch_ask(s, request, done, q)
                                  : sched_ask(s, request, done, q);
    if (!q->handle)
        return -ENOMEM;
    if (how & ASKED_NEWER)
        sched_once(q->handle);
    return 0;
}

static enum reach reach(struct answer_place *p, struct instant now)
{
    return sched_reach(sched_of(p), now);
}

static bool drop(struct answer_place *p, struct question *q)
{
    (void)p;
    return sched_drop(q->handle);
}

static void resume(struct answer_place *p, struct question *q)
{
    (void)p;
    sched_resume(q->handle);
}

static bool is_sent(const struct question *q)
{
    return job_state(q->handle) == JOB_SENT;
}

void ops_place_explain(enum job_state state, const struct verdict *last,
                       const struct finding *finding, struct why *why)
{
    if (last->action != ACTION_OK) {
        why->error = last->error;
        why->advice = last->advice;
        memcpy(why->code, finding->code, sizeof(why->code));
        memcpy(why->message, finding->message, sizeof(why->message));
    } else if (state == JOB_THROTTLED) {
        why->error = -EBUSY;
        why->advice =
            "fair use: the limit of this minute is used up; try again "
            "later, or mount with a longer timeout";
    }
}

static void explain(const struct question *q, struct why *why)
{
    ops_place_explain(job_state(q->handle), job_last(q->handle),
                      job_finding(q->handle), why);
}

static unsigned spare(struct answer_place *p, const struct request *request,
                      struct instant now)
{
    return serves(p, request->source)
               ? prefetch_spare(sched_of(p), request, now)
               : 0;
}

static unsigned width(struct answer_place *p, enum source_id source,
                      struct instant now)
{
    return serves(p, source) ? sched_width(sched_of(p), source, now) : 0;
}

struct answer_place *ops_place_new(struct sched *sched, enum server server)
{
    struct ops_place *p = malloc(sizeof(*p));

    if (!p)
        return NULL;
    *p = (struct ops_place){
        .place = {.name = server_names[server],
                  .ask = ask,
                  .drop = drop,
                  .resume = resume,
                  .is_sent = is_sent,
                  .explain = explain,
                  .reach = reach,
                  .spare = spare,
                  .width = width},
        .sched = sched,
        .server = server,
    };
    return &p->place;
}

void ops_place_free(struct answer_place *p)
{
    if (p)
        free(container_of(p, struct ops_place, place));
}
