/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bundle's answer, taken apart. What speaks of single references (too many,
 * one that OPS cannot read, a body that cannot be told apart) halves it; what
 * speaks of the account, the class or the line is true for each of its jobs.
 *
 * A 503 may mean either: the halves rest, as one that is tried again does, and
 * longer each time, but it costs them no try. So may a broken answer, which is
 * tried again as a whole first.
 */
#include "net/arrival.h"
#include "net/bundle.h"
#include "net/exam.h"

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
    .advice = "OPS did not tell of this record among others: ask again",
};

/* How each reference fared. */
struct telling {
    unsigned count;
    int error; /* of all of them */
    struct {
        bool told;
        enum fate fate;
        struct blob *body;
    } of[BULK_MOST];
};

static struct job *take_job(struct bundle *b)
{
    struct job *j = job_at(b->jobs.next);

    list_remove(&j->link);
    return j;
}

/* --- halves ------------------------------------------------------------- */

static void halve_until(struct bundle *b, struct arrival *a, int64_t until)
{
    uint64_t part = b->sched->parts + 1;

    b->sched->parts += 2;
    while (!list_empty(&b->jobs)) {
        struct job *j = take_job(b);

        if (j->unwanted) {
            job_fail(j, a->answer->status, &untold);
            continue;
        }
        j->part = part + (j->index >= (b->count + 1) / 2);
        j->halved++;
        if (until)
            job_rest(j, until);
        else
            job_enqueue(j);
    }
}

static void halve(struct bundle *b, struct arrival *a)
{
    halve_until(b, a, 0);
}

static void halve_later(struct bundle *b, struct arrival *a)
{
    unsigned halved = job_at(b->jobs.next)->halved;

    halve_until(b, a, job_next_try(b->sched, halved, a->answer->now));
}

/* --- fates -------------------------------------------------------------- */

static void go_alone(struct job *j, struct arrival *a, struct blob *body)
{
    (void)body;
    j->alone = true;
    if (j->unwanted)
        job_fail(j, a->answer->status, &untold);
    else
        job_enqueue(j);
}

static void be_found(struct job *j, struct arrival *a, struct blob *body)
{
    struct outcome outcome = {
        .verdict = a->verdict,
        .status = a->answer->status,
        .finding = &a->finding,
        .body = blob_ref(body),
        .part = true,
    };

    job_finish(j, &outcome);
}

static void be_missing(struct job *j, struct arrival *a, struct blob *body)
{
    (void)a;
    (void)body;
    job_fail(j, 404, &missing);
}

static void (*const fates[])(struct job *, struct arrival *, struct blob *) = {
    [FATE_FOUND] = be_found,
    [FATE_MISSING] = be_missing,
    [FATE_UNTOLD] = go_alone,
};

/* Without memory for a part it is asked for alone. */
static void note(void *arg, size_t index, enum fate fate, struct slice part)
{
    struct telling *t = arg;

    if (index >= t->count || t->of[index].told)
        return;
    t->of[index].told = true;
    t->of[index].fate = fate;
    if (fate != FATE_FOUND)
        return;
    t->of[index].body = blob_copy(part.at, part.len);
    if (!t->of[index].body)
        t->of[index].fate = FATE_UNTOLD;
}

static void read_fates(struct arrival *a)
{
    struct bundle *b = a->bundle;
    struct telling *t = calloc(1, sizeof(*t));

    if (!t)
        return;
    t->count = b->count;
    for (unsigned i = 0; i < t->count; i++)
        t->of[i].fate = FATE_UNTOLD;
    t->error = b->sched->options.split(arrival_body(a), b->path, b->references,
                                       b->count, note, t);
    a->telling = t;
}

/* Of none of its references: OPS would have said that it has none of them. */
static bool tells_of_none(const struct telling *t)
{
    for (unsigned i = 0; t && !t->error && i < t->count; i++) {
        if (t->of[i].fate != FATE_UNTOLD)
            return false;
    }
    return t && !t->error;
}

/* Only what is good is worth it. */
static void prepare(struct arrival *a)
{
    if (a->answer->status != 200 || a->finding.intake != INTAKE_GOOD)
        return;
    read_fates(a);
    if (tells_of_none(a->telling))
        a->finding.intake = INTAKE_MISMATCH;
}

static void telling_free(struct telling *t)
{
    for (unsigned i = 0; t && i < t->count; i++)
        blob_unref(t->of[i].body);
    free(t);
}

static void unpack(struct bundle *b, struct arrival *a)
{
    if (!a->telling)
        read_fates(a);
    if (!a->telling || a->telling->error)
        halve(b, a);
    while (!list_empty(&b->jobs)) {
        struct job *j = take_job(b);
        unsigned i = j->index;

        fates[a->telling->of[i].fate](j, a, a->telling->of[i].body);
    }
}

/* --- all of them alike -------------------------------------------------- */

/* The service takes no bundles. */
static void scatter(struct bundle *b, struct arrival *a)
{
    while (!list_empty(&b->jobs))
        go_alone(take_job(b), a, NULL);
}

static void as_alone(struct bundle *b, struct arrival *a)
{
    const struct verdict verdict = a->verdict;

    while (!list_empty(&b->jobs)) {
        a->job = take_job(b);
        a->verdict = verdict;
        arrival_act(a);
    }
}

static bool is_spent(const struct bundle *b)
{
    list_each(at, &b->jobs)
    {
        if (job_is_spent(job_at(at)))
            return true;
    }
    return false;
}

static void try_whole(struct bundle *b, struct arrival *a)
{
    if (is_spent(b))
        halve(b, a);
    else
        as_alone(b, a);
}

static bool is_repeated(const struct bundle *b)
{
    list_each(at, &b->jobs)
    {
        if (job_at(at)->mismatches)
            return true;
    }
    return false;
}

/* Who is alone is asked for by name, and gets no other's. */
static void try_once_more(struct bundle *b, struct arrival *a)
{
    bool repeated = is_repeated(b);

    arrival_distrust(a, b->sched, b->path, !repeated);
    if (repeated)
        scatter(b, a);
    else
        as_alone(b, a);
}

/* The first row that fits; 0 fits all. */
static const struct way {
    enum action action;
    int status, error;
    void (*go)(struct bundle *b, struct arrival *a);
} ways[] = {
    {ACTION_OK, 0, 0, unpack},
    {ACTION_FAIL, 405, 0, scatter},
    {ACTION_FAIL, 415, 0, scatter},
    {ACTION_FAIL, 0, -EFBIG, halve},
    {ACTION_FAIL, 0, -ENOENT, halve},
    {ACTION_FAIL, 0, -EINVAL, halve},
    {ACTION_FAIL, 200, 0, halve},
    {ACTION_MISMATCH, 0, 0, try_once_more},
    {ACTION_RETRY, 503, 0, halve_later},
    {ACTION_RETRY, 200, 0, try_whole},
    {ACTION_RETRY, 408, 0, try_whole},
};

static void go_way(struct bundle *b, struct arrival *a)
{
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        const struct way *w = &ways[i];

        if (w->action == a->verdict.action &&
            (!w->status || w->status == a->answer->status) &&
            (!w->error || w->error == a->verdict.error)) {
            w->go(b, a);
            return;
        }
    }
    as_alone(b, a);
}

static void bundle_examined(struct arrival *a)
{
    struct bundle *b = a->bundle;

    list_remove(&b->link);
    arrival_judge(a);
    arrival_count(a, b->sched, sources[b->source].class);
    list_each(at, &b->jobs)
    {
        job_at(at)->last = a->verdict;
        job_at(at)->finding = a->finding;
    }
    go_way(b, a);
    telling_free(a->telling);
    free(b);
}

static const struct exam_calls calls = {prepare, bundle_examined};

void bundle_arrived(void *bundle, struct http_answer *answer)
{
    struct bundle *b = bundle;
    struct arrival a = {.bundle = b, .answer = answer};
    struct identity asked = {b->source, b->form, b->path};

    b->transfer = NULL;
    arrival_begin(&a, b->sched, sources[b->source].class);
    exam_begin(&a, b->sched, &asked, &calls);
}
