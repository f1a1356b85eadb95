/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who goes with whom: jobs of one queue that ask the same path for the same
 * kind of answer, in the order of asking. One reference alone is no bundle: it
 * goes as the job's own GET, so that its answer is OPS's, byte for byte. What
 * is asked for ahead of readers fills the places they leave; it is not company
 * that anybody waits for, nor does it wait for any.
 */
#include "net/bundle.h"
#include "net/spare.h"

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
    gather_from(g, &first->link, spare_queue(first), first);
    if (!first->ahead)
        gather_from(g, aheads->next, aheads, first);
}

static unsigned readers_of(const struct bundle *b)
{
    unsigned readers = 0;

    list_each(at, &b->jobs)
        readers += !job_at(at)->ahead;
    return readers;
}

/* Jobs under way, and those of them whose readers may be back soon. */
static void count_sent(struct sched *s, enum ops_class class, int64_t now,
                       struct gathered *g)
{
    const struct crowd *c = &s->crowds[class];

    list_each(at, &s->sent)
    {
        const struct job *j = job_at(at);

        if (j->bulk && !j->ahead && job_class(j) == class) {
            g->under_way++;
            g->due += crowd_is_due(c, j->sent, now);
        }
    }
    list_each(at, &s->bundles)
    {
        const struct bundle *b = container_of(at, struct bundle, link);

        if (sources[b->source].class == class) {
            unsigned readers = readers_of(b);

            g->under_way += readers;
            g->due += crowd_is_due(c, b->sent, now) ? readers : 0;
        }
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

static void write_body(struct buf *to, const struct bundle *b)
{
    for (unsigned i = 0; i < b->count; i++) {
        if (i > 0)
            buf_putc(to, '\n');
        buf_add(to, b->references[i].at, b->references[i].len);
    }
}

static int post(struct bundle *b, const char *accept, const char *url,
                const struct buf *body)
{
    struct http_request request = {
        .method = "POST",
        .url = url,
        .accept = accept,
        .authorization = token_bearer(b->sched->options.token),
        .content_type = "text/plain",
        .body = {buf_text(body), body->len},
        .ceiling = sources[b->source].ceiling,
    };

    return http_start(b->sched->options.http, &request, bundle_arrived, b,
                      &b->transfer);
}

static int start(struct bundle *b, const char *accept)
{
    const char *base = b->sched->options.base_url;
    struct buf url = BUF_INIT(strlen(base) + sizeof(SERVICES) + REQUEST_BULK);
    struct buf body = BUF_INIT(BULK_MOST * REQUEST_REFERENCE);
    int r = buf_printf(&url, "%s" SERVICES "%s", base, b->path);

    write_body(&body, b);
    if (r == 0)
        r = body.error;
    if (r == 0)
        r = post(b, accept, url.data, &body);
    buf_fini(&url);
    buf_fini(&body);
    return r;
}

/* NULL when it cannot be sent. */
static struct bundle *bundle_new(const struct gathering *g, struct instant now)
{
    const struct job *first = g->jobs[0];
    struct bundle *b = calloc(1, sizeof(*b));

    if (!b)
        return NULL;
    b->sched = first->sched;
    b->sent = now.ms;
    b->source = first->source;
    b->form = first->form;
    b->path = first->bulk;
    b->count = g->distinct;
    memcpy(b->references, g->references, sizeof(b->references));
    list_init(&b->jobs);
    if (start(b, first->accept) == 0)
        return b;
    free(b);
    return NULL;
}

static void count(struct sched *s, const struct bundle *b)
{
    s->report.sent_now++;
    figures_sent(&s->report.figures, sources[b->source].class, b->count);
}

static void board(struct bundle *b, struct gathering *g)
{
    struct sched *s = b->sched;

    for (unsigned i = 0; i < g->count; i++) {
        struct job *j = g->jobs[i];

        job_leave(j);
        j->serial = token_serial(s->options.token);
        j->state = JOB_SENT;
        list_append(&b->jobs, &j->link);
    }
    list_append(&s->bundles, &b->link);
}

static void send_gathered(struct gathering *g, struct instant now)
{
    struct bundle *b = bundle_new(g, now);

    if (b) {
        board(b, g);
        count(b->sched, b);
        return;
    }
    for (unsigned i = 0; i < g->count; i++)
        g->jobs[i]->alone = true;
}

int64_t bundle_send(struct job *first, struct instant now)
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
        send_gathered(&g, now);
    else
        job_send(first, now);
    return NEVER;
}

void bundle_cancel(struct bundle *b)
{
    http_cancel(b->sched->options.http, b->transfer);
    list_each_safe(at, &b->jobs)
    {
        list_remove(at);
        job_free(job_at(at));
    }
    list_remove(&b->link);
    free(b);
}
