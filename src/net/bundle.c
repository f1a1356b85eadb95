/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who goes with whom: jobs of one queue that ask the same path for the same
 * kind of answer, in the order of asking. One reference alone is no bundle: it
 * goes as the job's own GET, so that its answer is OPS's, byte for byte. What
 * is asked for ahead of readers fills the places they leave; it is not company
 * that anybody waits for, nor does it wait for any.
 */
#include "net/bundle.h"

#include "net/arrival.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct gathering {
    struct job *jobs[BULK_MOST];
    struct slice references[BULK_MOST];
    unsigned count, distinct;
    unsigned readers; /* those of `count` that somebody waits for */
};

/* Without a kind a reference takes all publications of its number that an
 * answer holds: those that somebody else asked for must not be among them. */
static bool goes_with(const struct job *j, const struct job *first)
{
    return job_is_bulk(j) && j->part == first->part &&
           j->has_kind == first->has_kind && j->source == first->source &&
           strcmp(j->bulk, first->bulk) == 0 &&
           strcmp(j->accept, first->accept) == 0;
}

static void add(struct gathering *g, struct job *j)
{
    unsigned i = 0;

    while (i < g->distinct && !slice_is(g->references[i], j->reference))
        i++;
    if (i == g->distinct)
        g->references[g->distinct++] = slice_of(j->reference);
    j->index = i;
    g->jobs[g->count++] = j;
    g->readers += !j->ahead;
}

static void gather_from(struct gathering *g, struct list *at,
                        const struct list *queue, const struct job *first)
{
    for (; at != queue && g->count < BULK_MOST; at = at->next)
        if (goes_with(job_at(at), first))
            add(g, job_at(at));
}

static void gather(struct gathering *g, struct job *first)
{
    struct list *aheads = &first->sched->aheads[job_class(first)];

    g->count = g->distinct = g->readers = 0;
    gather_from(g, &first->link, job_queue(first), first);
    if (!first->ahead)
        gather_from(g, aheads->next, aheads, first);
}

/* Of a flight, those that could have gone with others. */
static unsigned readers_of(const struct flight *f)
{
    unsigned readers = 0;

    list_each(at, &f->jobs)
        readers += job_at(at)->bulk && !job_at(at)->ahead;
    return readers;
}

/* Jobs under way, and those of them whose readers may be back soon. */
static void count_sent(struct sched *s, enum ops_class class, int64_t now,
                       struct gathered *g)
{
    const struct crowd *c = &s->crowds[class];

    list_each(at, &s->flights) {
        const struct flight *f = flight_at(at);
        unsigned readers = flight_class(f) == class ? readers_of(f) : 0;

        g->under_way += readers;
        g->due += crowd_is_due(c, f->sent, now) ? readers : 0;
    }
}

static int64_t hold(struct gathering *g, int64_t now)
{
    struct job *first = g->jobs[0];
    struct sched *s = first->sched;
    struct gathered gathered = {
        .count = g->readers,
        .first = first->since,
    };

    if (first->part || first->ahead)
        return 0;
    gathered.latest = g->jobs[g->readers - 1]->since;
    count_sent(s, job_class(first), now, &gathered);
    return crowd_hold(&s->crowds[job_class(first)], &gathered, now);
}

/* --- sending ------------------------------------------------------------- */

static int get(struct flight *f, const struct job *j)
{
    struct http_request request = {
        .method = "GET",
        .url = j->hop ? j->hop : j->url,
        .accept = j->accept,
        .authorization = token_bearer(f->sched->options.token),
        .ceiling = sources[j->source].ceiling,
    };

    return http_start(f->sched->options.http, &request, arrival, f,
                      &f->transfer);
}

static void send_alone(struct job *j, struct instant now)
{
    struct sched *s = j->sched;
    struct identity asked = {j->source, j->form, job_path(j)};
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
        .authorization = token_bearer(f->sched->options.token),
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
    struct buf url = BUF_INIT(strlen(base) + sizeof(SERVICES) + REQUEST_BULK);
    struct buf body = BUF_INIT(BULK_MOST * REQUEST_REFERENCE);
    int r = buf_printf(&url, "%s" SERVICES "%s", base, f->asked.path);

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
    struct identity asked = {first->source, first->form, first->bulk};
    struct flight *f = flight_new(first->sched, &asked, g->references,
                                  g->distinct);

    if (!f || post(f, first->accept) < 0) {
        flight_free(f);
        for (unsigned i = 0; i < g->count; i++)
            g->jobs[i]->alone = true;
        return;
    }
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
    until = hold(&g, now.ms);
    if (until) {
        for (unsigned i = 0; i < g.count; i++)
            g.jobs[i]->held = first->sched->turns;
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
