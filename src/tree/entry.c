/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/entry.h"

#include "ops/freshness.h"
#include "tree/origin.h"

#include <assert.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* A failure that another try may mend is also what the next reader gets, for so
 * long: tools ask the same thing two or three times in a row. */
#define BRIEFLY_MS 2000
/* Memory is given back after this much of the budget was let go, or this much
 * in all: it costs a walk over all holes. */
#define TRIM_SHARE 64
#define TRIM_MIN ((size_t)1 << 20)
/* Fills that nobody used have this much of the budget, at most: two thousand
 * hits fit into 256 MB, and what readers use keeps the rest. */
#define SPARE_SHARE 4

struct memory {
    struct cache *cache;
    struct hash table;
    struct list lru;   /* oldest first */
    struct list spare; /* oldest first */
    struct instant now;
    size_t shared;      /* bytes of the budget that others take */
    size_t spare_bytes; /* of the entries on `spare` */
    size_t loose;       /* bytes let go since memory was last given back */
    uint64_t era;       /* of the hints that are valid now */
    uint64_t answers;   /* that were asked for and came, so far */
    struct cache_report report;
};

struct memory *memory_new(size_t budget, struct cache *cache)
{
    struct memory *m = calloc(1, sizeof(*m));

    if (!m)
        return NULL;
    if (hash_init(&m->table) < 0) {
        free(m);
        return NULL;
    }
    m->cache = cache;
    m->report.budget = budget;
    list_init(&m->lru);
    list_init(&m->spare);
    return m;
}

void memory_set_now(struct memory *m, struct instant now)
{
    m->now = now;
}

struct instant memory_now(const struct memory *m)
{
    return m->now;
}

void memory_each(struct memory *m, void (*each)(struct entry *e))
{
    list_each_safe(at, &m->lru)
        each(container_of(at, struct entry, lru));
}

static bool is_busy(const struct entry *e)
{
    return e->maker || e->held || entry_is_wanted(e);
}

void memory_share(struct memory *m, size_t bytes)
{
    size_t most = m->report.budget / 2;

    m->shared = bytes < most ? bytes : most;
}

void memory_report(const struct memory *m, struct cache_report *ret_report)
{
    *ret_report = m->report;
}

void memory_count_ahead(struct memory *m)
{
    m->report.ahead++;
    m->report.ahead_read++;
}

bool entry_is_fresh(const struct entry *e)
{
    return e->answer.blob && e->memory->now.ms < e->answer.until;
}

bool entry_is_failed(const struct entry *e)
{
    return e->why && e->memory->now.ms < e->why_until;
}

void memory_doubt(struct memory *m, const struct request *request)
{
    struct entry *e = entry_find(m, request);
    struct slice path = slice_of(request->path);
    int64_t until;

    if (!e)
        return;
    until = earlier(m->now.ms + BRIEFLY_MS, e->answer.until);
    memory_expire(m, &path, 1, false);
    e->answer.until = until;
    e->anew = true;
}

/* --- entries ------------------------------------------------------------- */

/* The memory an entry stands for, with malloc's share. */
static size_t cost_of(const struct entry *e)
{
    size_t cost = sizeof(*e) + e->path_len + 1 + 32;

    if (e->answer.blob)
        cost += e->answer.blob->size + sizeof(struct blob) + 32;
    if (e->answer.of)
        cost += e->answer.of->size + sizeof(struct blob) + 32;
    return cost + (e->why ? sizeof(*e->why) + 16 : 0);
}

static void account(struct entry *e)
{
    struct memory *m = e->memory;
    size_t cost = cost_of(e);

    m->report.bytes += cost - e->cost;
    if (!list_empty(&e->spare_link))
        m->spare_bytes += cost - e->cost;
    e->cost = cost;
}

static void end_spare(struct entry *e)
{
    if (list_empty(&e->spare_link))
        return;
    e->memory->spare_bytes -= e->cost;
    list_remove(&e->spare_link);
}

void entry_spare(struct entry *e)
{
    list_append(&e->memory->spare, &e->spare_link);
    e->memory->spare_bytes += e->cost;
}

void entry_touch(struct entry *e)
{
    list_touch(&e->memory->lru, &e->lru);
}

void entry_use(struct entry *e)
{
    end_spare(e);
    entry_touch(e);
    e->memory->report.ahead_read += e->unread;
    e->unread = false;
}

void entry_came_ahead(struct entry *e)
{
    e->unread = entry_is_fresh(e) || entry_is_failed(e);
    e->memory->report.ahead += e->unread;
}

struct slice entry_parts(const struct entry *e)
{
    struct slice rest = {e->path, e->path_len}, path = SLICE("");
    struct slice parts = SLICE("");

    slice_cut(&rest, '?', &path);
    while (slice_cut(&path, '/', &parts))
        ;
    return parts;
}

void entry_answer(const struct entry *e, struct answer *ret_answer)
{
    *ret_answer = e->answer;
    ret_answer->hint = (struct hint){(struct entry *)e, e->memory->era};
}

struct entry *entry_recall(const struct memory *m, const struct hint *hint)
{
    return hint->entry && hint->era == m->era ? hint->entry : NULL;
}

static uint64_t numbers_of(const struct request *r)
{
    return r->making.numbers ? r->making.numbers->print : 0;
}

static uint64_t hash_request(const struct request *r, size_t len)
{
    const struct making *m = &r->making;
    uint64_t kind = (uint64_t)m->facet << 8 | (uint64_t)r->form;

    kind = hash_bytes(m->part, strlen(m->part), kind + 1);
    kind ^= numbers_of(r);
    return hash_bytes(r->path, len, kind);
}

/* The accept header is the form's, or its source's: path and form say all.
 * Lists are distinguished by the hash of their bytes (64 bits, seeded): none is
 * kept to be compared. */
struct entry *entry_find(const struct memory *m, const struct request *r)
{
    size_t len = strlen(r->path);
    uint64_t value = hash_request(r, len);

    for (struct hash_link *l = hash_first(&m->table, value); l;
         l = hash_next(l)) {
        struct entry *e = container_of(l, struct entry, link);

        if (e->form == r->form && e->path_len == len &&
            e->facet == r->making.facet && e->numbers == numbers_of(r) &&
            strcmp(e->part, r->making.part) == 0 &&
            memcmp(e->path, r->path, len) == 0)
            return e;
    }
    return NULL;
}

struct entry *entry_new(struct memory *m, const struct request *r)
{
    size_t len = strlen(r->path);
    struct entry *e = calloc(1, sizeof(*e) + len + 1);

    if (!e)
        return NULL;
    e->memory = m;
    e->cache = m->cache;
    e->source = r->source;
    e->form = r->form;
    e->facet = r->making.facet;
    e->numbers = numbers_of(r);
    memcpy(e->part, r->making.part, sizeof(e->part));
    e->path_len = len;
    memcpy(e->path, r->path, len + 1);
    list_init(&e->waiters);
    list_init(&e->followers);
    list_init(&e->spare_link);
    list_init(&e->lru);
    list_append(&m->lru, &e->lru);
    hash_add(&m->table, &e->link, hash_request(r, len));
    m->report.entries++;
    account(e);
    return e;
}

/* Off every list, and gone. Nobody may wait for it or fetch it. */
static void free_entry(struct entry *e)
{
    struct memory *m = e->memory;

    assert(list_empty(&e->waiters));
    assert(list_empty(&e->followers));
    assert(!e->maker && !e->held);
    end_spare(e);
    m->era++;
    m->report.bytes -= e->cost;
    m->report.entries--;
    m->report.ahead_lost += e->unread;
    hash_remove(&m->table, &e->link);
    list_remove(&e->lru);
    blob_unref(e->answer.blob);
    blob_unref(e->answer.of);
    free(e->why);
    free(e);
}

void memory_free(struct memory *m)
{
    if (!m)
        return;
    memory_each(m, free_entry);
    hash_fini(&m->table);
    free(m);
}

void memory_expire(struct memory *m, struct slice *paths, size_t count,
                   bool drop)
{
    qsort(paths, count, sizeof(*paths), slice_order);
    list_each_safe(at, &m->lru) {
        struct entry *e = container_of(at, struct entry, lru);

        struct slice path = {e->path, e->path_len};

        if (!bsearch(&path, paths, count, sizeof(*paths), slice_order))
            continue;
        if (drop && !is_busy(e))
            free_entry(e);
        else
            e->answer.until = m->now.ms;
    }
}

void memory_expire_all(struct memory *m, const char *stem, bool drop)
{
    list_each_safe(at, &m->lru) {
        struct entry *e = container_of(at, struct entry, lru);

        if (!slice_starts((struct slice){e->path, e->path_len}, stem))
            continue;
        if (drop && !is_busy(e))
            free_entry(e);
        else if (!e->maker)
            entry_anew(e);
    }
}

/* What is let go leaves holes between what stays; their pages go back to the
 * system from time to time, so that the budget is about real memory. */
static void give_back(struct memory *m, size_t freed)
{
    m->loose += freed;
    if (m->loose < TRIM_MIN || m->loose < m->report.budget / TRIM_SHARE)
        return;
    m->loose = 0;
    malloc_trim(0);
}

void entry_free_if_empty(struct entry *e)
{
    if (!e->answer.blob && !e->why && !e->anew && !is_busy(e))
        free_entry(e);
}

static void let_go(struct entry *e)
{
    if (is_busy(e))
        return;
    e->memory->report.evicted++;
    free_entry(e);
}

void memory_trim(struct memory *m)
{
    size_t before = m->report.bytes;

    list_each_safe(at, &m->spare) {
        if (m->spare_bytes <= m->report.budget / SPARE_SHARE)
            break;
        let_go(container_of(at, struct entry, spare_link));
    }
    list_each_safe(at, &m->lru) {
        if (m->report.bytes + m->shared <= m->report.budget)
            break;
        let_go(container_of(at, struct entry, lru));
    }
    give_back(m, before - m->report.bytes);
}

static void replace_blob(struct entry *e, struct blob *body)
{
    blob_unref(e->answer.blob);
    e->answer.blob = body;
    free(e->why);
    e->why = NULL;
}

/* How old it was when it came; a clock that was set back makes nothing younger
 * than new. */
static int64_t age_ms(const struct entry *e, int64_t wall)
{
    int64_t age = wall ? e->memory->now.wall - wall : 0;

    return age > 0 ? age * 1000 : 0;
}

static int64_t lasting(const struct entry *e, uint32_t seconds, int64_t wall)
{
    return e->memory->now.ms + (int64_t)seconds * 1000 - age_ms(e, wall);
}

static const struct freshness *freshness(const struct entry *e)
{
    return freshness_of(e->source, entry_parts(e));
}

static int64_t wall_of(const struct entry *e, int64_t wall)
{
    return wall ? wall : e->memory->now.wall;
}

/* Its own request, or the one that it was taken out of; as fresh as itself. */
static struct blob *origin_of(const struct entry *e, const struct reply *reply,
                              uint32_t lasts)
{
    const struct blob *of = reply->of;
    struct slice lines = of ? blob_slice(of) : SLICE("");
    bool named = reply->from && reply->from->name;
    struct origin o;

    if (sources[e->source].server == SERVER_NONE)
        return NULL;
    if (!origin_next(&lines, &o))
        o = (struct origin){
            .path = {e->path, e->path_len},
            .source = e->source,
            .form = e->form,
            .place = slice_of(named ? reply->from->name : ""),
            .etag = slice_of(reply->etag),
        };
    o.part = reply->part;
    o.count = 1;
    o.status = reply->status;
    o.fetched = wall_of(e, reply->wall);
    o.lasts = lasts;
    return origin_new(&o);
}

/* What a place kept was asked for some other time. */
static void count_answer(struct entry *e, const struct reply *reply)
{
    if (!reply->wall)
        e->number = ++e->memory->answers;
}

void entry_fill(struct entry *e, const struct reply *reply, int64_t until)
{
    uint32_t found = freshness(e)->found;
    int64_t lasts = lasting(e, found, reply->wall);

    entry_made(e, reply->body, origin_of(e, reply, found),
               wall_of(e, reply->wall), earlier(lasts, until));
    count_answer(e, reply);
    e->answer.from = reply->from;
    e->answer.server = sources[e->source].server;
}

static void replace_origin(struct entry *e, struct blob *of)
{
    blob_unref(e->answer.of);
    e->answer.of = of;
}

void entry_made(struct entry *e, struct blob *body, struct blob *of,
                int64_t wall, int64_t until)
{
    replace_blob(e, body);
    replace_origin(e, of);
    e->older = e->anew = false;
    e->answer.wall = wall;
    e->answer.until = until;
    account(e);
}

static void lose_answer(struct entry *e)
{
    e->anew = false;
    blob_unref(e->answer.blob);
    e->answer.blob = NULL;
    replace_origin(e, NULL);
}

/* As if it were fresh. */
static void show_older(struct entry *e, int64_t until)
{
    if (!e->answer.blob)
        return;
    e->memory->report.older += !e->older;
    e->older = true;
    e->answer.until = until;
}

void entry_keep(struct entry *e)
{
    show_older(e, e->memory->now.ms + KEPT_MS);
}

void entry_anew(struct entry *e)
{
    e->anew = true;
    e->answer.until = e->why_until = e->memory->now.ms;
    if (e->facet)
        e->number = e->memory->answers;
}

bool entry_came_since(const struct entry *e, const struct entry *whole)
{
    return e->number > whole->number;
}

void entry_renew(struct entry *e)
{
    if (e->older)
        e->answer.until = e->memory->now.ms;
}

void entry_refuse(struct entry *e, const struct why *why, int64_t until)
{
    if (!e->why)
        e->why = malloc(sizeof(*e->why));
    if (e->why)
        *e->why = *why;
    e->why_until = until > e->memory->now.ms ? until : e->memory->now.ms;
    if (why->error == -ENOENT)
        lose_answer(e);
    entry_keep(e);
    account(e);
}

static int64_t remembered(const struct entry *e, const struct reply *reply)
{
    enum remember remember = reply->verdict.remember;

    if (remember == REMEMBER_LONG)
        return lasting(e, DAY_SECONDS, reply->wall);
    if (remember == REMEMBER_SOURCE)
        return lasting(e, freshness(e)->absent, reply->wall);
    if (reply->verdict.error == -EHOSTUNREACH)
        return e->memory->now.ms;
    return e->memory->now.ms + BRIEFLY_MS;
}

bool entry_would_last(const struct entry *e, const struct reply *reply)
{
    int64_t until = reply->verdict.action == ACTION_OK
                        ? lasting(e, freshness(e)->found, reply->wall)
                        : remembered(e, reply);

    return until > e->memory->now.ms;
}

static void explain(struct entry *e, const struct reply *reply)
{
    struct why *why = e->why ? e->why : calloc(1, sizeof(*why));

    if (!why)
        return;
    *why = (struct why){
        .wall = wall_of(e, reply->wall),
        .status = reply->status,
        .error = reply->verdict.error,
        .advice = reply->verdict.advice,
    };
    memcpy(why->code, reply->finding.code, sizeof(why->code));
    memcpy(why->message, reply->finding.message, sizeof(why->message));
    e->why = why;
    e->why_until = remembered(e, reply);
}

void entry_fail(struct entry *e, const struct reply *reply)
{
    int64_t kept = e->memory->now.ms + KEPT_MS;

    explain(e, reply);
    if (reply->verdict.error == -ENOENT) {
        lose_answer(e);
        count_answer(e, reply);
        e->answer.of = origin_of(e, reply, freshness(e)->absent);
    }
    show_older(e, e->why && e->why_until > kept ? e->why_until : kept);
    account(e);
}
