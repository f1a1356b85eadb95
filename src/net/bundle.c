/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who goes with whom: jobs of one queue that ask the same path for the same
 * kind of answer, in the order of asking. One reference alone is no bundle: it
 * goes as the job's own GET, so that its answer is OPS's, byte for byte. What
 * is asked for ahead of readers fills the places they leave; it is not company
 * that anybody waits for, nor does it wait for any. What one reader asks for at
 * once of a list does not wait either: it is a bundle as it is.
 */
#include "net/bundle.h"

#include "net/arrival.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A slot of the table of references: twice as many as there can be, so that a
 * search ends soon. */
#define SLOTS 256

struct gathering {
    struct job *jobs[BULK_MAX];
    struct slice references[BULK_MAX];
    uint64_t hashes[BULK_MAX];  /* of the references */
    unsigned char slots[SLOTS]; /* by print: its index and 1 more; 0: free */
    unsigned count, distinct;
    unsigned readers; /* of `count`, those that somebody waits for */
};

/* Without a kind a reference takes all publications of its number that an
 * answer holds: those that somebody else asked for must not be among them. */
static bool goes_with(const struct job *j, const struct job *first)
{
    return job_is_bulk(j) && j->half == first->half &&
           j->has_kind == first->has_kind && j->source == first->source &&
           strcmp(j->bulk, first->bulk) == 0 &&
           strcmp(j->accept, first->accept) == 0;
}

_Static_assert(SLOTS > BULK_MAX && BULK_MAX <= UCHAR_MAX, "SLOTS");

static bool is_of(const struct gathering *g, unsigned i, const struct job *j)
{
    return g->hashes[i] == j->hash && slice_is(g->references[i], j->reference);
}

/* Where its reference is, or is to be. Each turn gathers anew: compared with
 * all before it, the references of a thousand readers took a twentieth of the
 * loop's time. */
static unsigned char *find(struct gathering *g, const struct job *j)
{
    size_t at = j->hash % SLOTS;

    while (g->slots[at] && !is_of(g, g->slots[at] - 1U, j))
        at = (at + 1) % SLOTS;
    return &g->slots[at];
}

static void add(struct gathering *g, struct job *j)
{
    unsigned char *slot = find(g, j);

    if (!*slot) {
        g->references[g->distinct] = slice_of(j->reference);
        g->hashes[g->distinct] = j->hash;
        *slot = (unsigned char)++g->distinct;
    }
    j->index = *slot - 1U;
    g->jobs[g->count++] = j;
    g->readers += !j->ahead;
}

static void gather_from(struct gathering *g, struct list *at,
                        const struct list *queue, const struct job *first)
{
    for (; at != queue && g->count < BULK_MAX; at = at->next)
        if (goes_with(job_at(at), first))
            add(g, job_at(at));
}

static void gather(struct gathering *g, struct job *first)
{
    struct list *aheads = &first->sched->aheads[job_class(first)];

    memset(g->slots, 0, sizeof(g->slots));
    g->count = g->distinct = g->readers = 0;
    gather_from(g, &first->link, job_queue(first), first);
    if (!first->ahead)
        gather_from(g, aheads->next, aheads, first);
}

static bool has_readers(const struct flight *f)
{
    list_each(at, &f->jobs) {
        if (job_is_followed(job_at(at)))
            return true;
    }
    return false;
}

/* The flight that left last, of those that readers wait for and that the job
 * came after; NULL: no such flight. Later ones do not count, or a job could
 * wait for ever. */
static const struct flight *latest_before(const struct job *j)
{
    const struct flight *latest = NULL;

    list_each(at, &j->sched->flights) {
        const struct flight *f = flight_at(at);

        if (flight_class(f) == job_class(j) && f->turn <= j->came &&
            (!latest || f->sent >= latest->sent) && has_readers(f))
            latest = f;
    }
    return latest;
}

static bool is_of_list(const struct gathering *g)
{
    for (unsigned i = 0; i < g->readers; i++)
        if (g->jobs[i]->of_list)
            return true;
    return false;
}

static int64_t hold(struct gathering *g, struct instant now)
{
    struct job *first = g->jobs[0];
    enum ops_class class = job_class(first);
    struct sched *s = first->sched;
    const struct flight *latest;
    struct gathered gathered = {
        .count = g->readers,
        .first = first->since,
        .last = g->readers ? g->jobs[g->readers - 1]->since : first->since,
    };

    if (first->half || first->ahead || is_of_list(g))
        return 0;
    latest = latest_before(first);
    gathered.sent = latest ? latest->sent : 0;
    gathered.with = latest ? latest->readers : 0;
    gathered.left = throttle_left(s->options.throttle, class, now);
    return nagle_hold(&s->nagles[class], &gathered, now.ms);
}

/* --- sending ------------------------------------------------------------- */

/* Nothing for a service that takes no token. */
static const char *bearer(const struct sched *s)
{
    return s->options.token ? token_bearer(s->options.token) : NULL;
}

static int get(struct flight *f, const struct job *j)
{
    struct http_request request = {
        .method = "GET",
        .url = j->hop ? j->hop : j->url,
        .accept = j->accept,
        .authorization = bearer(f->sched),
        .ceiling = sources[j->source].ceiling,
    };

    return http_start(f->sched->options.http, &request, arrival, f,
                      &f->transfer);
}

static void send_alone(struct job *j, struct instant now)
{
    struct sched *s = j->sched;
    struct identity asked = {j->source, j->form, job_path(j),
                             s->options.base_url};
    struct flight *f = flight_new(s, &asked, NULL, 0);
    int r = f ? get(f, j) : -ENOMEM;

    job_leave(j);
    free(j->hop);
    j->hop = NULL;
    if (r == 0) {
        flight_board(f, j);
        flight_depart(f, now);
        return;
    }
    flight_free(f);
    if (r != -ENOMEM || !job_retry(j, job_next_try(s, j->retries, now)))
        job_fail_with(j, 0, r, "the request cannot be sent");
}

static void write_body(struct buf *to, const struct flight *f)
{
    for (unsigned i = 0; i < f->count; i++) {
        if (i > 0)
            buf_putc(to, '\n');
        buf_add(to, f->references[i].at, f->references[i].len);
    }
}

static int start_post(struct flight *f, const char *accept, const char *url,
                      const struct buf *body)
{
    struct http_request request = {
        .method = "POST",
        .url = url,
        .accept = accept,
        .authorization = bearer(f->sched),
        .content_type = "text/plain",
        .body = {buf_text(body), body->len},
        .ceiling = sources[f->asked.source].ceiling,
    };

    return http_start(f->sched->options.http, &request, arrival, f,
                      &f->transfer);
}

static int post(struct flight *f, const char *accept)
{
    const char *base = f->sched->options.base_url;
    const char *root = server_roots[f->sched->options.server];
    struct buf url = BUF_INIT(strlen(base) + strlen(root) + REQUEST_BULK);
    struct buf body = BUF_INIT(BULK_MAX * REQUEST_REFERENCE);
    int r = buf_printf(&url, "%s%s%s", base, root, f->asked.path);

    write_body(&body, f);
    if (r == 0)
        r = body.error;
    if (r == 0)
        r = start_post(f, accept, url.data, &body);
    buf_fini(&url);
    buf_fini(&body);
    return r;
}

/* What cannot be sent together goes alone. */
static void send_together(struct gathering *g, struct instant now)
{
    const struct job *first = g->jobs[0];
    const char *base = first->sched->options.base_url;
    struct identity asked = {first->source, first->form, first->bulk, base};
    struct flight *f = flight_new(first->sched, &asked, g->references,
                                  g->distinct);

    if (!f || post(f, first->accept) < 0) {
        flight_free(f);
        for (unsigned i = 0; i < g->count; i++)
            g->jobs[i]->alone = true;
        return;
    }
    f->readers = g->readers;
    for (unsigned i = 0; i < g->count; i++) {
        job_leave(g->jobs[i]);
        flight_board(f, g->jobs[i]);
    }
    flight_depart(f, now);
}

static int64_t send_in_bulk(struct job *first, struct instant now)
{
    struct gathering g;
    int64_t until;

    gather(&g, first);
    until = hold(&g, now);
    if (until) {
        for (unsigned i = 0; i < g.count; i++)
            g.jobs[i]->lingered = first->sched->turns;
        return until;
    }
    if (g.distinct > 1)
        send_together(&g, now);
    else
        send_alone(first, now);
    return NEVER;
}

int64_t bundle_send(struct job *first, struct instant now)
{
    if (job_is_bulk(first))
        return send_in_bulk(first, now);
    send_alone(first, now);
    return NEVER;
}
