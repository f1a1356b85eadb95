/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who asks and who waits. A wake may do anything: ask again, take other waiters
 * out, and with the last of them an entry. So nothing here touches an entry
 * behind a wake, unless it is known to be held.
 */
#include "tree/derive.h"
#include "tree/fill.h"
#include "tree/gather.h"
#include "tree/offer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
    list_init(&c->spare);
    list_init(&c->fills);
    list_init(&c->waiters);
    return c;
}

void content_free(struct content *c)
{
    if (!c)
        return;
    fill_end_all(c);
    list_each_safe(at, &c->lru) {
        struct entry *e = container_of(at, struct entry, lru);

        e->job = NULL;
        if (e->gather)
            gather_end(e->gather);
        entry_free(e);
    }
    hash_fini(&c->table);
    free(c);
}

static void hand_out(const struct content *c, const struct entry *e,
                     struct answer *ret_answer)
{
    *ret_answer = e->answer;
    ret_answer->hint = (struct hint){(struct entry *)e, c->era};
}

static void unlink_waiter(struct waiter *w)
{
    list_remove(&w->link);
    list_remove(&w->age_link);
    w->entry->content->report.waiting--;
    w->entry = NULL;
}

/* Waiters may come anew while the old ones are woken: those wait for the next
 * answer. */
void content_wake(struct entry *e, int r)
{
    struct list woken = LIST_INIT(woken);

    e->held++;
    list_splice(&woken, &e->waiters);
    while (!list_empty(&woken)) {
        struct waiter *w = container_of(woken.next, struct waiter, link);
        struct answer answer;

        unlink_waiter(w);
        hand_out(e->content, e, &answer);
        w->wake(w, r, r == 0 ? &answer : NULL, e->why);
    }
    e->held--;
}

static struct verdict judge(void *owner, const struct attempt *a)
{
    struct entry *e = owner;
    struct evidence evidence = {
        .transport = a->transport,
        .status = a->status,
        .limits = a->limits,
    };

    e->finding = *a->finding;
    if (a->transport != TRANSPORT_OK)
        strncpy(e->finding.message, a->trouble, FAULT_MESSAGE - 1);
    evidence.intake = e->finding.intake;
    evidence.code = e->finding.code;
    evidence.message = e->finding.message;
    return verdict_of(&evidence);
}

static bool is_wanted(const struct entry *e)
{
    return !list_empty(&e->waiters) || !list_empty(&e->followers);
}

/* A passing trouble ends the tries for what nobody waits for. Whoever wants it
 * next has all of his own. */
static bool is_nobodys(const struct entry *e, const struct outcome *o)
{
    return o->verdict.remember == REMEMBER_NOT &&
           (!e->answer.blob || e->ahead) && !is_wanted(e);
}

static void done(void *owner, const struct outcome *o)
{
    struct entry *e = owner;
    struct content *c = e->content;

    e->job = NULL;
    e->dropped = false;
    if (o->verdict.action == ACTION_OK)
        entry_fill(e, o->body);
    else if (!is_nobodys(e, o))
        entry_fail(e, &o->verdict, o->status);
    entry_arrived(e);
    e->held++;
    derive_followers(e, o);
    if (o->verdict.action == ACTION_OK)
        derive_waiting(e);
    e->held--;
    if (o->verdict.action == ACTION_OK && fill_begin(e))
        return;
    content_wake(e, e->answer.blob ? 0 : o->verdict.error);
    entry_evict(c);
}

const struct job_owner content_calls = {judge, done};

static bool is_under_way(const struct entry *e)
{
    return e->job || e->leader || e->gather;
}

static void join(struct content *c, struct entry *e, struct waiter *w)
{
    w->entry = e;
    w->deadline = c->now.ms + c->options.timeout_ms;
    list_append(&e->waiters, &w->link);
    list_append(&c->waiters, &w->age_link);
    c->report.waiting++;
}

int content_fetch(struct entry *e, const struct request *r)
{
    if (e->leader)
        return 0;
    if (e->job && e->dropped)
        sched_keep(e->job);
    e->dropped = false;
    if (!e->job) {
        e->finding = (struct finding){0};
        e->job = sched_ask(e->content->options.sched, r, &content_calls, e);
    }
    return e->job ? 0 : -ENOMEM;
}

void content_settle(struct entry *e, int r)
{
    struct content *c = e->content;

    content_wake(e, r);
    entry_evict(c);
}

/* Gets an answer on its way, or made of those that are here. */
static int begin(struct entry *e, const struct request *r)
{
    if (r->making.facet)
        return e->gather ? -EINPROGRESS : gather_start(e, r);
    if (derive_together(e))
        return -EINPROGRESS;
    return content_fetch(e, r) < 0 ? -ENOMEM : -EINPROGRESS;
}

int content_want(struct content *c, const struct request *request,
                 struct instant now, struct waiter *w,
                 struct answer *ret_answer, const struct why **ret_why)
{
    struct entry *e = entry_find(c, request);
    int r;

    c->now = now;
    *ret_why = NULL;
    if (!e)
        e = entry_new(c, request);
    if (!e)
        return -ENOMEM;
    entry_use(e);
    entry_wanted(e);
    if (entry_is_failed(e, now) && !is_under_way(e) &&
        !entry_is_fresh(e, now)) {
        c->report.hits++;
        *ret_why = e->why;
        return e->why->error;
    }
    if (entry_is_fresh(e, now) || (!e->facet && derive(e))) {
        c->report.hits++;
        hand_out(c, e, ret_answer);
        return 0;
    }
    c->report.misses++;
    r = begin(e, request);
    if (r == -EINPROGRESS)
        join(c, e, w);
    else if (r == 0)
        hand_out(c, e, ret_answer);
    else
        *ret_why = e->why;
    return r;
}

const struct answer *content_recall(struct content *c, const struct hint *hint,
                                    struct instant now)
{
    struct entry *e = hint->entry;

    if (!e || hint->era != c->era || !entry_is_fresh(e, now))
        return NULL;
    c->report.hits++;
    entry_use(e);
    entry_wanted(e);
    e->answer.hint = *hint;
    return &e->answer;
}

static void abandon(struct entry *e);

static void leave_leader(struct entry *e)
{
    struct entry *leader = e->leader;

    entry_unfollow(e);
    if (!is_wanted(leader))
        abandon(leader);
}

/* Nobody waits for the entry any more. */
static void abandon(struct entry *e)
{
    if (!is_under_way(e))
        return;
    if (e->gather)
        gather_end(e->gather);
    if (e->leader)
        leave_leader(e);
    if (e->job && !sched_drop(e->content->options.sched, e->job)) {
        e->dropped = true;
        return;
    }
    e->job = NULL;
    if (!e->answer.blob && !e->why && !e->held)
        entry_free(e);
}

bool content_takes(const struct entry *e)
{
    return !entry_is_fresh(e, e->content->now) &&
           !(e->job && job_state(e->job) == JOB_SENT);
}

void content_give(struct entry *e, struct blob *body, int64_t until)
{
    if (e->leader)
        leave_leader(e);
    if (e->job)
        sched_drop(e->content->options.sched, e->job);
    e->job = NULL;
    entry_fill(e, body);
    e->answer.until = earlier(e->answer.until, until);
    e->held++;
    derive_waiting(e);
    content_wake(e, 0);
    e->held--;
}

void content_leave(struct content *c, struct waiter *w)
{
    struct entry *e = w->entry;

    (void)c;
    if (!e)
        return;
    unlink_waiter(w);
    if (!is_wanted(e))
        abandon(e);
}

int content_peek(const struct content *c, const struct request *request,
                 struct instant now, struct answer *ret_answer)
{
    const struct entry *e = entry_find(c, request);

    if (e && entry_is_fresh(e, now)) {
        hand_out(c, e, ret_answer);
        return 0;
    }
    return e && entry_is_failed(e, now) ? e->why->error : -EAGAIN;
}

void content_share(struct content *c, size_t bytes)
{
    size_t most = c->options.budget / 2;

    c->shared = bytes < most ? bytes : most;
}

/* What to tell a reader whose time is up: what held the job back. */
static struct why late(const struct entry *e, struct instant now)
{
    const struct entry *asked = e->leader ? e->leader : e;
    const struct job *job = asked->job;
    const struct verdict *last = job ? job_last(job) : NULL;
    struct why why = {.wall = now.wall, .error = -ETIMEDOUT};

    if (last && last->action != ACTION_OK) {
        why.error = last->error;
        why.advice = last->advice;
        memcpy(why.code, asked->finding.code, sizeof(why.code));
        memcpy(why.message, asked->finding.message, sizeof(why.message));
    } else if (job && job_state(job) == JOB_WAITS_PACE) {
        why.error = -EBUSY;
        why.advice = "fair use: the limit of this minute is used up; try again "
                     "later, or mount with a longer timeout";
    } else {
        why.advice = "OPS did not answer in time; try again later, or mount "
                     "with a longer timeout";
    }
    return why;
}

/* A waiter whose time is up. A stale answer is better than none. */
static void wake_late(struct content *c, struct waiter *w)
{
    struct entry *e = w->entry;
    struct why why = late(e, c->now);
    struct answer answer;

    if (e->answer.blob) {
        e->answer.until = c->now.ms + KEPT_MS;
        blob_ref(e->answer.blob);
    }
    hand_out(c, e, &answer);
    unlink_waiter(w);
    if (!is_wanted(e))
        abandon(e);
    w->wake(w, answer.blob ? 0 : why.error, answer.blob ? &answer : NULL, &why);
    blob_unref(answer.blob);
}

static int64_t first_deadline(const struct content *c)
{
    if (list_empty(&c->waiters))
        return NEVER;
    return container_of(c->waiters.next, struct waiter, age_link)->deadline;
}

void content_turn(struct content *c, struct instant now)
{
    c->now = now;
    c->rendered = 0;
    fill_turn(c);
    while (first_deadline(c) <= now.ms)
        wake_late(c, container_of(c->waiters.next, struct waiter, age_link));
}

int64_t content_deadline(const struct content *c)
{
    return list_empty(&c->fills) ? first_deadline(c) : c->now.ms;
}

void content_report(const struct content *c, struct content_report *ret_report)
{
    *ret_report = c->report;
}
