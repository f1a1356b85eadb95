/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was fetched for nobody yet. A guess counts once its answer is there, or
 * is on the wire when somebody wants it; it is read when somebody wants it.
 * What was still waiting to be sent then is an ordinary request.
 */
#include "net/guess.h"
#include "tree/derive.h"
#include "tree/entry.h"

#include <errno.h>

void entry_wanted(struct entry *e)
{
    struct content_report *report = &e->content->report;
    bool on_wire = e->ahead && e->job && job_state(e->job) == JOB_SENT;

    report->ahead += on_wire;
    report->ahead_read += on_wire || e->unread;
    e->ahead = e->unread = false;
}

void entry_arrived(struct entry *e)
{
    struct instant now = e->content->now;

    if (!e->ahead)
        return;
    e->ahead = false;
    e->unread = entry_is_fresh(e, now) || entry_is_failed(e, now);
    e->content->report.ahead += e->unread;
}

unsigned content_ahead_room(struct content *c, const struct request *request,
                            struct instant now)
{
    return guess_room(c->options.sched, request, now);
}

static bool is_known(const struct entry *e, struct instant now)
{
    return e->job || e->leader || entry_is_fresh(e, now) || entry_is_failed(e, now);
}

int content_ahead(struct content *c, const struct request *request,
                  struct instant now)
{
    struct entry *e = entry_find(c, request);

    c->now = now;
    if (e && is_known(e, now))
        return 0;
    if (!e)
        e = entry_new(c, request);
    if (!e)
        return -ENOMEM;
    list_touch(&c->lru, &e->lru);
    if (derive(e))
        return 0;
    e->finding = (struct finding){0};
    e->job = guess_ask(c->options.sched, request, &content_calls, e);
    if (!e->job)
        return -ENOMEM;
    e->ahead = e->dropped = true;
    return 0;
}
