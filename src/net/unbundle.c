/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/unbundle.h"

#include "net/enact.h"

#include <errno.h>
#include <stdlib.h>

static const struct verdict missing = {
    .action = ACTION_FAIL,
    .error = -ENOENT,
    .remember = REMEMBER_SOURCE,
    .advice = "OPS has no such record: check the number and its kind",
};

/* For those whom nobody waits for: of the record itself nothing is known. */
static const struct verdict untold = {
    .action = ACTION_FAIL,
    .error = -EIO,
    .remember = REMEMBER_NOT,
    .advice = "OPS left this record out of its answer to many: ask again",
};

/* --- halves ------------------------------------------------------------- */

static void halve_until(struct flight *f, int64_t until)
{
    uint64_t half = f->sched->halves + 1;

    f->sched->halves += 2;
    while (!list_empty(&f->jobs)) {
        struct job *j = flight_take_job(f);

        if (j->unwanted || (until && j->once)) {
            job_fail(j, f->response->status, &untold);
            continue;
        }
        j->half = half + (j->index >= (f->count + 1) / 2);
        j->halved++;
        if (until)
            job_rest(j, until);
        else
            job_enqueue(j);
    }
}

static void halve(struct flight *f)
{
    halve_until(f, 0);
}

static void halve_later(struct flight *f)
{
    unsigned halved = job_at(f->jobs.next)->halved;

    halve_until(f, job_next_try(f->sched, halved, f->response->now));
}

/* --- each by itself ------------------------------------------------------ */

static void go_alone(struct flight *f, struct job *j)
{
    j->alone = true;
    if (j->unwanted)
        job_fail(j, f->response->status, &untold);
    else
        job_enqueue(j);
}

static void finish_found(struct flight *f, struct job *j)
{
    struct response response = *f->response;

    response.blob = blob_ref(f->portions[j->index].body);
    response.excerpt = true;
    job_finish(j, &response);
}

/* Without memory for a portion it is asked for alone. */
static void note(void *arg, size_t index, enum fate fate, struct slice portion)
{
    struct flight *f = arg;
    struct portion *p = f->portions + (index < f->count ? index : 0);

    if (index >= f->count || p->reported)
        return;
    p->reported = true;
    p->fate = fate;
    if (fate != FATE_FOUND)
        return;
    p->body = blob_copy(portion.at, portion.len);
    if (!p->body)
        p->fate = FATE_UNKNOWN;
}

bool unbundle_read(struct flight *f)
{
    bool any = false;

    f->portions = calloc(f->count, sizeof(*f->portions));
    if (!f->portions)
        return true;
    for (unsigned i = 0; i < f->count; i++)
        f->portions[i].fate = FATE_UNKNOWN;
    f->portions_error = f->sched->options.split(flight_body(f), f->asked.path,
                                                f->references, f->count, note,
                                                f);
    for (unsigned i = 0; i < f->count; i++)
        any = any || f->portions[i].fate != FATE_UNKNOWN;
    return any || f->portions_error;
}

static void unpack(struct flight *f)
{
    if (!f->portions || f->portions_error)
        halve(f);
    while (!list_empty(&f->jobs)) {
        struct job *j = flight_take_job(f);

        switch (f->portions[j->index].fate) {
        case FATE_FOUND:
            finish_found(f, j);
            break;
        case FATE_MISSING:
            job_fail(j, 404, &missing);
            break;
        case FATE_UNKNOWN:
            go_alone(f, j);
            break;
        }
    }
}

/* --- all of them alike -------------------------------------------------- */

/* The service takes no references together, or takes them elsewhere: a body is
 * not sent there. */
static void scatter(struct flight *f)
{
    while (!list_empty(&f->jobs))
        go_alone(f, flight_take_job(f));
}

static void as_alone(struct flight *f)
{
    while (!list_empty(&f->jobs))
        enact(f, flight_take_job(f));
}

static bool is_spent(const struct flight *f)
{
    list_each(at, &f->jobs) {
        if (job_is_spent(job_at(at)))
            return true;
    }
    return false;
}

static void try_whole(struct flight *f)
{
    if (is_spent(f))
        halve(f);
    else
        as_alone(f);
}

/* What is asked for alone is asked for by its name. */
static void try_once_more(struct flight *f)
{
    if (flight_is_mismatched(f))
        scatter(f);
    else
        as_alone(f);
}

/* The first row that fits; 0 fits all. */
static const struct way {
    enum action action;
    int status, error;
    void (*go)(struct flight *f);
} ways[] = {
    {ACTION_OK, 0, 0, unpack},
    {ACTION_FAIL, 405, 0, scatter},
    {ACTION_FAIL, 415, 0, scatter},
    {ACTION_FAIL, 301, 0, scatter},
    {ACTION_FAIL, 302, 0, scatter},
    {ACTION_FAIL, 303, 0, scatter},
    {ACTION_FAIL, 307, 0, scatter},
    {ACTION_FAIL, 308, 0, scatter},
    {ACTION_FAIL, 0, -EFBIG, halve},
    {ACTION_FAIL, 0, -ENOENT, halve},
    {ACTION_FAIL, 0, -EINVAL, halve},
    {ACTION_FAIL, 200, 0, halve},
    {ACTION_MISMATCH, 0, 0, try_once_more},
    {ACTION_RETRY, 503, 0, halve_later},
    {ACTION_RETRY, 200, 0, try_whole},
    {ACTION_RETRY, 408, 0, try_whole},
};

void unbundle(struct flight *f)
{
    const struct verdict *v = &f->response->verdict;

    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        const struct way *w = &ways[i];

        if (w->action == v->action &&
            (!w->status || w->status == f->response->status) &&
            (!w->error || w->error == v->error)) {
            w->go(f);
            return;
        }
    }
    as_alone(f);
}
