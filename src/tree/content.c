/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An entry is ABSENT of an answer, has a blob (fresh or stale), a remembered
 * failure, or is being fetched; a stale blob stays while its successor is on
 * the way, so that OPS's bad hour need not be the reader's.
 */
#include "tree/content.h"

#include "base/hash.h"
#include "doc/intake.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A failure that another try may mend is told to the next reader, too, for so
 * long: tools ask the same thing two or three times in a row. */
#define BRIEFLY_MS 2000
/* A stale answer served in OPS's absence counts as fresh for so long. */
#define KEPT_MS 60000
#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

struct entry {
    struct hash_link link;
    struct list lru; /* on content.lru; always */
    struct list waiters;
    struct content *content;
    struct job *job; /* NULL unless being fetched */
    struct answer answer; /* blob NULL: none */
    struct why *why;      /* of a failure; NULL: none */
    int64_t why_until;    /* monotonic ms: remembered so long */
    struct finding finding; /* of the last attempt, for its verdict's reason */
    size_t cost;
    enum source_id source;
    bool dropped; /* told the scheduler that nobody waits */
    size_t key_len;
    char key[];
};

struct content {
    struct content_options options;
    struct hash table;
    struct list lru;     /* oldest first */
    struct list waiters; /* oldest first, which is earliest deadline first */
    struct instant now;  /* of the latest turn or question */
    struct content_report report;
};

struct content *content_new(const struct content_options *options)
{
    struct content *c = calloc(1, sizeof(*c));

    if (!c)
        return NULL;
    if (hash_init(&c->table) < 0) {
        free(c);
        return NULL;
    }
    c->options = *options;
    c->report.budget = options->budget;
    list_init(&c->lru);
    list_init(&c->waiters);
    return c;
}

/* The memory an entry stands for, with malloc's share. */
static size_t cost_of(const struct entry *e)
{
    size_t cost = sizeof(*e) + e->key_len + 1 + 32;

    if (e->answer.blob)
        cost += e->answer.blob->size + sizeof(struct blob) + 32;
    return cost + (e->why ? sizeof(*e->why) + 16 : 0);
}

static void account(struct entry *e)
{
    struct content_report *report = &e->content->report;

    report->bytes -= e->cost;
    e->cost = cost_of(e);
    report->bytes += e->cost;
}

/* Off every list, and gone. Nobody may wait for it or fetch it. */
static void entry_free(struct entry *e)
{
    struct content *c = e->content;

    assert(list_empty(&e->waiters));
    assert(!e->job);
    c->report.bytes -= e->cost;
    c->report.entries--;
    hash_remove(&c->table, &e->link);
    list_remove(&e->lru);
    blob_unref(e->answer.blob);
    free(e->why);
    free(e);
}

void content_free(struct content *c)
{
    if (!c)
        return;
    list_each_safe(at, &c->lru) {
        struct entry *e = container_of(at, struct entry, lru);

        e->job = NULL;
        entry_free(e);
    }
    hash_fini(&c->table);
    free(c);
}

static uint64_t hash_request(const struct request *r, size_t len)
{
    return hash_bytes(r->path, len, (uint64_t)r->form + 1);
}

/* The accept header is the form's, or its source's: path and form say all. */
static struct entry *find(const struct content *c, const struct request *r)
{
    size_t len = strlen(r->path);
    uint64_t value = hash_request(r, len);

    for (struct hash_link *l = hash_first(&c->table, value); l;
         l = hash_next(l)) {
        struct entry *e = container_of(l, struct entry, link);

        if (e->key_len == len + 1 && e->key[0] == (char)('0' + r->form) &&
            memcmp(e->key + 1, r->path, len) == 0)
            return e;
    }
    return NULL;
}

static struct entry *entry_new(struct content *c, const struct request *r)
{
    size_t len = strlen(r->path);
    struct entry *e = calloc(1, sizeof(*e) + len + 2);

    if (!e)
        return NULL;
    e->content = c;
    e->source = r->source;
    e->key_len = len + 1;
    e->key[0] = (char)('0' + r->form);
    memcpy(e->key + 1, r->path, len + 1);
    list_init(&e->waiters);
    list_init(&e->lru);
    list_append(&c->lru, &e->lru);
    hash_add(&c->table, &e->link, hash_request(r, len));
    c->report.entries++;
    account(e);
    return e;
}

/* Least recently used out, until the budget holds. Blobs in use live on with
 * their readers; entries somebody waits for stay. */
static void evict(struct content *c)
{
    list_each_safe(at, &c->lru) {
        struct entry *e = container_of(at, struct entry, lru);

        if (c->report.bytes <= c->options.budget)
            return;
        if (e->job || !list_empty(&e->waiters))
            continue;
        entry_free(e);
        c->report.evicted++;
    }
}

static bool is_fresh(const struct entry *e, struct instant now)
{
    return e->answer.blob && now.ms < e->answer.until;
}

static bool is_failed(const struct entry *e, struct instant now)
{
    return e->why && now.ms < e->why_until;
}

static void unlink_waiter(struct waiter *w)
{
    list_remove(&w->link);
    list_remove(&w->age_link);
    w->entry->content->report.waiting--;
    w->entry = NULL;
}

/* A stale answer is better than a failure, unless OPS said it is gone. */
static void wake_one(struct waiter *w, struct entry *e, int r,
                     const struct why *why)
{
    unlink_waiter(w);
    if (r < 0 && r != -ENOENT && e->answer.blob) {
        e->answer.until = e->content->now.ms + KEPT_MS;
        r = 0;
    }
    w->wake(w, r, r == 0 ? &e->answer : NULL, why);
}

/* Waiters may come anew while the old ones are woken: those wait for the next
 * answer. The entry is held by its place in the table meanwhile. */
static void wake_all(struct entry *e, int r, const struct why *why)
{
    struct list woken;

    list_init(&woken);
    list_splice(&woken, &e->waiters);
    while (!list_empty(&woken))
        wake_one(container_of(woken.next, struct waiter, link), e, r, why);
}

static struct verdict judge(void *owner, const struct attempt *a)
{
    struct entry *e = owner;
    struct evidence evidence = {
        .transport = a->transport,
        .status = a->status,
        .limits = a->limits,
    };

    e->finding = (struct finding){.intake = INTAKE_EMPTY};
    if (a->transport == TRANSPORT_OK)
        intake_check(a->body, (enum form)(e->key[0] - '0'), a->status,
                     a->media, &e->finding);
    else
        strncpy(e->finding.message, a->trouble, FAULT_MESSAGE - 1);
    evidence.intake = e->finding.intake;
    evidence.code = e->finding.code;
    evidence.message = e->finding.message;
    return verdict_of(&evidence);
}

static int64_t lasting(uint32_t seconds, struct instant now)
{
    return seconds == FOR_EVER ? NEVER : now.ms + (int64_t)seconds * 1000;
}

/* Bytes equal to the ones before keep their date: a file's mtime is the last
 * real change. */
static void fill(struct entry *e, struct blob *body, struct instant now)
{
    struct blob *old = e->answer.blob;

    if (!old || old->print != body->print || old->size != body->size)
        e->answer.wall = now.wall;
    e->answer.blob = body;
    e->answer.until = lasting(sources[e->source].ttl, now);
    blob_unref(old);
    free(e->why);
    e->why = NULL;
}

static int64_t remembered(const struct entry *e, enum remember remember,
                          struct instant now)
{
    if (remember == REMEMBER_LONG)
        return now.ms + DAY_MS;
    if (remember == REMEMBER_SOURCE)
        return lasting(sources[e->source].absent_ttl, now);
    return now.ms + BRIEFLY_MS;
}

static void explain(struct entry *e, const struct verdict *v, int status,
                    struct instant now)
{
    struct why *why = e->why ? e->why : calloc(1, sizeof(*why));

    if (!why)
        return;
    *why = (struct why){
        .wall = now.wall,
        .status = status,
        .error = v->error,
        .advice = v->advice,
    };
    memcpy(why->code, e->finding.code, sizeof(why->code));
    memcpy(why->message, e->finding.message, sizeof(why->message));
    e->why = why;
    e->why_until = remembered(e, v->remember, now);
    if (v->error == -ENOENT) {
        blob_unref(e->answer.blob);
        e->answer.blob = NULL;
    }
}

static void done(void *owner, const struct outcome *o)
{
    struct entry *e = owner;
    struct content *c = e->content;
    bool ok = o->verdict.action == ACTION_OK;

    e->job = NULL;
    e->dropped = false;
    if (ok)
        fill(e, o->body, c->now);
    else
        explain(e, &o->verdict, o->status, c->now);
    account(e);
    wake_all(e, ok ? 0 : o->verdict.error, e->why);
    evict(c);
}

static const struct job_owner calls = {judge, done};

static void join(struct content *c, struct entry *e, struct waiter *w)
{
    w->entry = e;
    w->deadline = c->now.ms + c->options.timeout_ms;
    list_append(&e->waiters, &w->link);
    list_append(&c->waiters, &w->age_link);
    c->report.waiting++;
}

static int fetch(struct content *c, struct entry *e, const struct request *r)
{
    if (e->job && e->dropped)
        sched_keep(e->job);
    e->dropped = false;
    if (!e->job)
        e->job = sched_ask(c->options.sched, r, &calls, e);
    return e->job ? 0 : -ENOMEM;
}

int content_want(struct content *c, const struct request *request,
                 struct instant now, struct waiter *w,
                 struct answer *ret_answer, const struct why **ret_why)
{
    struct entry *e = find(c, request);

    c->now = now;
    *ret_why = NULL;
    if (!e)
        e = entry_new(c, request);
    if (!e)
        return -ENOMEM;
    list_touch(&c->lru, &e->lru);
    if (is_fresh(e, now)) {
        c->report.hits++;
        *ret_answer = e->answer;
        return 0;
    }
    if (is_failed(e, now) && !e->job) {
        c->report.hits++;
        *ret_why = e->why;
        return e->why->error;
    }
    c->report.misses++;
    if (fetch(c, e, request) < 0)
        return -ENOMEM;
    join(c, e, w);
    return -EINPROGRESS;
}

/* Nobody waits for the entry any more. */
static void abandon(struct entry *e)
{
    if (!e->job)
        return;
    if (!sched_drop(e->content->options.sched, e->job)) {
        e->dropped = true;
        return;
    }
    e->job = NULL;
    if (!e->answer.blob && !e->why)
        entry_free(e);
}

void content_leave(struct content *c, struct waiter *w)
{
    struct entry *e = w->entry;

    (void)c;
    if (!e)
        return;
    unlink_waiter(w);
    if (list_empty(&e->waiters))
        abandon(e);
}

int content_peek(const struct content *c, const struct request *request,
                 struct instant now, struct answer *ret_answer)
{
    const struct entry *e = find(c, request);

    if (e && is_fresh(e, now)) {
        *ret_answer = e->answer;
        return 0;
    }
    return e && is_failed(e, now) ? e->why->error : -EAGAIN;
}

/* What to tell a reader whose time is up: what held the job back. */
static struct why late(const struct entry *e, struct instant now)
{
    const struct verdict *last = e->job ? job_last(e->job) : NULL;
    struct why why = {.wall = now.wall, .error = -ETIMEDOUT};

    if (last && last->action != ACTION_OK) {
        why.error = last->error;
        why.advice = last->advice;
        memcpy(why.code, e->finding.code, sizeof(why.code));
        memcpy(why.message, e->finding.message, sizeof(why.message));
    } else if (e->job && job_state(e->job) == JOB_WAITS_PACE) {
        why.error = -EBUSY;
        why.advice = "fair use: the limit of this minute is used up; try again "
                     "later, or mount with a longer timeout";
    } else {
        why.advice = "OPS did not answer in time; try again later, or mount "
                     "with a longer timeout";
    }
    return why;
}

void content_turn(struct content *c, struct instant now)
{
    c->now = now;
    while (content_deadline(c) <= now.ms) {
        struct waiter *w =
            container_of(c->waiters.next, struct waiter, age_link);
        struct entry *e = w->entry;
        struct why why = late(e, now);

        wake_one(w, e, why.error, &why);
        if (list_empty(&e->waiters))
            abandon(e);
    }
}

int64_t content_deadline(const struct content *c)
{
    if (list_empty(&c->waiters))
        return NEVER;
    return container_of(c->waiters.next, struct waiter, age_link)->deadline;
}

void content_report(const struct content *c, struct content_report *ret_report)
{
    *ret_report = c->report;
}
