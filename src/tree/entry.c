/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/entry.h"

#include <assert.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* A failure that another try may mend is told to the next reader, too, for so
 * long: tools ask the same thing two or three times in a row. */
#define BRIEFLY_MS 2000
/* Memory is given back after so much of the budget was let go, or so much in
 * all: it costs a walk over all holes. */
#define TRIM_SHARE 64
#define TRIM_LEAST ((size_t)1 << 20)
/* Fills that nobody used have so much of the budget, at most: two thousand hits
 * have room in 256 MB, and what readers use keeps the rest. */
#define SPARE_SHARE 4
#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

/* The memory an entry stands for, with malloc's share. */
static size_t cost_of(const struct entry *e)
{
    size_t cost = sizeof(*e) + e->path_len + 1 + 32;

    if (e->answer.blob)
        cost += e->answer.blob->size + sizeof(struct blob) + 32;
    return cost + (e->why ? sizeof(*e->why) + 16 : 0);
}

static void account(struct entry *e)
{
    struct content *c = e->content;
    size_t cost = cost_of(e);

    c->report.bytes += cost - e->cost;
    if (!list_empty(&e->spare_link))
        c->spare_bytes += cost - e->cost;
    e->cost = cost;
}

static void end_spare(struct entry *e)
{
    if (list_empty(&e->spare_link))
        return;
    e->content->spare_bytes -= e->cost;
    list_remove(&e->spare_link);
}

void entry_spare(struct entry *e)
{
    list_append(&e->content->spare, &e->spare_link);
    e->content->spare_bytes += e->cost;
}

void entry_use(struct entry *e)
{
    end_spare(e);
    list_touch(&e->content->lru, &e->lru);
}

void entry_follow(struct entry *e, struct entry *leader)
{
    e->leader = leader;
    list_append(&leader->followers, &e->follow_link);
}

void entry_unfollow(struct entry *e)
{
    list_remove(&e->follow_link);
    e->leader = NULL;
}

static uint64_t hash_request(const struct request *r, size_t len)
{
    const struct making *m = &r->making;
    uint64_t kind = (uint64_t)m->facet << 8 | (uint64_t)r->form;

    kind = hash_bytes(m->part, strlen(m->part), kind + 1);
    if (m->numbers)
        kind ^= m->numbers->print;
    return hash_bytes(r->path, len, kind);
}

/* The accept header is the form's, or its source's: path and form say all. */
struct entry *entry_find(const struct content *c, const struct request *r)
{
    size_t len = strlen(r->path);
    uint64_t value = hash_request(r, len);

    for (struct hash_link *l = hash_first(&c->table, value); l;
         l = hash_next(l)) {
        struct entry *e = container_of(l, struct entry, link);

        if (e->form == r->form && e->path_len == len &&
            e->facet == r->making.facet &&
            strcmp(e->part, r->making.part) == 0 &&
            memcmp(e->path, r->path, len) == 0)
            return e;
    }
    return NULL;
}

struct entry *entry_new(struct content *c, const struct request *r)
{
    size_t len = strlen(r->path);
    struct entry *e = calloc(1, sizeof(*e) + len + 1);

    if (!e)
        return NULL;
    e->content = c;
    e->source = r->source;
    e->form = r->form;
    e->facet = r->making.facet;
    memcpy(e->part, r->making.part, sizeof(e->part));
    e->path_len = len;
    memcpy(e->path, r->path, len + 1);
    list_init(&e->waiters);
    list_init(&e->followers);
    list_init(&e->follow_link);
    list_init(&e->spare_link);
    list_init(&e->lru);
    list_append(&c->lru, &e->lru);
    hash_add(&c->table, &e->link, hash_request(r, len));
    c->report.entries++;
    account(e);
    return e;
}

void entry_free(struct entry *e)
{
    struct content *c = e->content;

    assert(list_empty(&e->waiters));
    assert(list_empty(&e->followers));
    assert(!e->job && !e->gather && !e->leader && !e->filling);
    end_spare(e);
    c->era++;
    c->report.bytes -= e->cost;
    c->report.entries--;
    c->report.ahead_lost += e->unread;
    hash_remove(&c->table, &e->link);
    list_remove(&e->lru);
    blob_unref(e->answer.blob);
    free(e->why);
    free(e);
}

/* What is let go leaves holes between what stays; their pages go back to the
 * system now and then, so that the budget is about real memory. */
static void give_back(struct content *c, size_t freed)
{
    c->loose += freed;
    if (c->loose < TRIM_LEAST || c->loose < c->options.budget / TRIM_SHARE)
        return;
    c->loose = 0;
    malloc_trim(0);
}

/* Who follows another need not have a waiter: it may have been asked for
 * ahead. */
static bool is_busy(const struct entry *e)
{
    return e->job || e->gather || e->leader || e->filling || e->held ||
           !list_empty(&e->waiters) || !list_empty(&e->followers);
}

static void let_go(struct entry *e)
{
    if (is_busy(e))
        return;
    e->content->report.evicted++;
    entry_free(e);
}

void entry_evict(struct content *c)
{
    size_t before = c->report.bytes;

    list_each_safe(at, &c->spare) {
        if (c->spare_bytes <= c->options.budget / SPARE_SHARE)
            break;
        let_go(container_of(at, struct entry, spare_link));
    }
    list_each_safe(at, &c->lru) {
        if (c->report.bytes + c->shared <= c->options.budget)
            break;
        let_go(container_of(at, struct entry, lru));
    }
    give_back(c, before - c->report.bytes);
}

/* Bytes equal to the ones before keep their date: a file's mtime is the last
 * real change. */
static void replace_blob(struct entry *e, struct blob *body, int64_t wall)
{
    struct blob *old = e->answer.blob;

    if (!old || old->print != body->print || old->size != body->size)
        e->answer.wall = wall;
    e->answer.blob = body;
    blob_unref(old);
    free(e->why);
    e->why = NULL;
}

static int64_t lasting(const struct entry *e, uint32_t seconds)
{
    return seconds == FOR_EVER ? NEVER
                               : e->content->now.ms + (int64_t)seconds * 1000;
}

void entry_fill(struct entry *e, struct blob *body)
{
    replace_blob(e, body, e->content->now.wall);
    e->answer.until = lasting(e, sources[e->source].ttl);
    account(e);
}

void entry_made(struct entry *e, struct blob *body, int64_t wall, int64_t until)
{
    replace_blob(e, body, wall);
    e->answer.until = until;
    account(e);
}

static void lose_answer(struct entry *e)
{
    blob_unref(e->answer.blob);
    e->answer.blob = NULL;
}

void entry_refuse(struct entry *e, const struct why *why)
{
    if (!e->why)
        e->why = malloc(sizeof(*e->why));
    if (e->why)
        *e->why = *why;
    e->why_until = e->content->now.ms;
    if (why->error == -ENOENT)
        lose_answer(e);
    if (e->answer.blob)
        e->answer.until = e->content->now.ms + KEPT_MS;
    account(e);
}

static int64_t remembered(const struct entry *e, enum remember remember)
{
    if (remember == REMEMBER_LONG)
        return e->content->now.ms + DAY_MS;
    if (remember == REMEMBER_SOURCE)
        return lasting(e, sources[e->source].absent_ttl);
    return e->content->now.ms + BRIEFLY_MS;
}

static void explain(struct entry *e, const struct verdict *v, int status)
{
    struct why *why = e->why ? e->why : calloc(1, sizeof(*why));

    if (!why)
        return;
    *why = (struct why){
        .wall = e->content->now.wall,
        .status = status,
        .error = v->error,
        .advice = v->advice,
    };
    memcpy(why->code, e->finding.code, sizeof(why->code));
    memcpy(why->message, e->finding.message, sizeof(why->message));
    e->why = why;
    e->why_until = remembered(e, v->remember);
}

void entry_fail(struct entry *e, const struct verdict *v, int status)
{
    int64_t kept = e->content->now.ms + KEPT_MS;

    explain(e, v, status);
    if (v->error == -ENOENT)
        lose_answer(e);
    if (e->answer.blob)
        e->answer.until = e->why && e->why_until > kept ? e->why_until : kept;
    account(e);
}
