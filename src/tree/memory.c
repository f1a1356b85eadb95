/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/memory.h"

#include <assert.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Memory is given back after this much of the budget was let go, or this much
 * in all: it costs a walk over all holes. */
#define TRIM_SHARE 64
#define TRIM_MIN ((size_t)256 << 10)
/* Fills that nobody used have this much of the budget, at most: two thousand
 * hits fit into 256 MB, and what readers use keeps the rest. */
#define UNUSED_SHARE 4
#define OUTDATED_MAX 32

struct memory {
    struct cache *cache;
    struct hash table;
    struct list lru;    /* oldest first */
    struct list unused; /* oldest first */
    struct instant now;
    size_t shared;       /* bytes of the budget that others take */
    size_t unused_bytes; /* of the entries on `unused` */
    size_t loose;        /* bytes let go since memory was last given back */
    uint64_t era;        /* of the hints that are valid now */
    uint64_t answers;    /* that were asked for and came, so far */
    struct outdated {
        char stem[MEMORY_STEM]; /* of paths */
        int64_t wall;           /* when that was said, Unix seconds */
    } outdated[OUTDATED_MAX];   /* the oldest is overwritten … */
    unsigned outdated_count;    /* … how many, ever */
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
    list_init(&m->unused);
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

void memory_share(struct memory *m, size_t bytes)
{
    size_t most = m->report.budget / 2;

    m->shared = bytes < most ? bytes : most;
}

/* --- the costs ----------------------------------------------------------- */

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

void memory_account(struct entry *e)
{
    struct memory *m = e->memory;
    size_t cost = cost_of(e);

    m->report.bytes += cost - e->cost;
    if (!list_empty(&e->unused_link))
        m->unused_bytes += cost - e->cost;
    e->cost = cost;
}

static void end_unused(struct entry *e)
{
    if (list_empty(&e->unused_link))
        return;
    e->memory->unused_bytes -= e->cost;
    list_remove(&e->unused_link);
}

void memory_unused(struct entry *e)
{
    list_append(&e->memory->unused, &e->unused_link);
    e->memory->unused_bytes += e->cost;
}

void memory_touch(struct entry *e)
{
    list_touch(&e->memory->lru, &e->lru);
}

void memory_use(struct entry *e)
{
    end_unused(e);
    memory_touch(e);
    e->memory->report.ahead_read += e->unread;
    e->unread = false;
}

/* --- the table ----------------------------------------------------------- */

static uint64_t numbers_of(const struct request *r)
{
    return r->making.numbers ? r->making.numbers->hash : 0;
}

static uint64_t hash_request(const struct request *r, size_t len)
{
    const struct making *m = &r->making;
    uint64_t kind = (uint64_t)m->facet << 8 | (uint64_t)r->form;

    kind = hash_bytes(m->selection, strlen(m->selection), kind + 1);
    kind ^= numbers_of(r);
    return hash_bytes(r->path, len, kind);
}

/* The accept header is the form's, or its source's: path and form say all.
 * Lists are distinguished by the hash of their bytes (64 bits, seeded): none is
 * kept to be compared. */
struct entry *memory_find(const struct memory *m, const struct request *r)
{
    size_t len = strlen(r->path);
    uint64_t value = hash_request(r, len);

    for (struct hash_link *l = hash_first(&m->table, value); l;
         l = hash_next(l)) {
        struct entry *e = container_of(l, struct entry, link);

        if (e->form == r->form && e->path_len == len &&
            e->facet == r->making.facet && e->list_hash == numbers_of(r) &&
            strcmp(e->selection, r->making.selection) == 0 &&
            memcmp(e->path, r->path, len) == 0)
            return e;
    }
    return NULL;
}

static struct entry *add(struct memory *m, const struct request *r)
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
    e->list_hash = numbers_of(r);
    memcpy(e->selection, r->making.selection, sizeof(e->selection));
    e->path_len = len;
    memcpy(e->path, r->path, len + 1);
    list_init(&e->waiters);
    list_init(&e->followers);
    list_init(&e->unused_link);
    list_init(&e->lru);
    list_append(&m->lru, &e->lru);
    hash_add(&m->table, &e->link, hash_request(r, len));
    m->report.entries++;
    memory_account(e);
    return e;
}

struct entry *memory_get(struct memory *m, const struct request *r)
{
    struct entry *e = memory_find(m, r);

    return e ? e : add(m, r);
}

struct hint memory_hint(const struct entry *e)
{
    return (struct hint){(struct entry *)e, e->memory->era};
}

struct entry *memory_recall(const struct memory *m, const struct hint *hint)
{
    return hint->entry && hint->era == m->era ? hint->entry : NULL;
}

/* --- the end of entries -------------------------------------------------- */

static bool is_busy(const struct entry *e)
{
    return e->maker || e->uses || memory_is_wanted(e);
}

/* Off every list, and gone. Nobody may wait for it or fetch it. */
static void free_entry(struct entry *e)
{
    struct memory *m = e->memory;

    assert(list_empty(&e->waiters));
    assert(list_empty(&e->followers));
    assert(!e->maker && !e->uses);
    end_unused(e);
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

void memory_drop_if_empty(struct entry *e)
{
    if (!e->answer.blob && !e->why && !e->anew && !is_busy(e))
        free_entry(e);
}

static bool is_meant(const struct sweep *s, struct slice path)
{
    return s->stem ? slice_starts(path, s->stem)
                   : bsearch(&path, s->paths, s->count, sizeof(path),
                             slice_order) != NULL;
}

void memory_sweep(struct memory *m, const struct sweep *s)
{
    if (!s->stem)
        qsort(s->paths, s->count, sizeof(*s->paths), slice_order);
    list_each_safe(at, &m->lru) {
        struct entry *e = container_of(at, struct entry, lru);

        if (!is_meant(s, (struct slice){e->path, e->path_len}))
            continue;
        if (s->drop && !is_busy(e))
            free_entry(e);
        else
            s->expire(e);
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

    list_each_safe(at, &m->unused) {
        if (m->unused_bytes <= m->report.budget / UNUSED_SHARE)
            break;
        let_go(container_of(at, struct entry, unused_link));
    }
    list_each_safe(at, &m->lru) {
        if (m->report.bytes + m->shared <= m->report.budget)
            break;
        let_go(container_of(at, struct entry, lru));
    }
    give_back(m, before - m->report.bytes);
}

/* --- what is outdated ---------------------------------------------------- */

static bool is_used(const struct memory *m, unsigned i)
{
    return i < OUTDATED_MAX && i < m->outdated_count;
}

/* The one of that stem, or the oldest. */
static struct outdated *outdated_of(struct memory *m, const char *stem)
{
    for (unsigned i = 0; is_used(m, i); i++) {
        if (strcmp(stem, m->outdated[i].stem) == 0)
            return &m->outdated[i];
    }
    return &m->outdated[m->outdated_count++ % OUTDATED_MAX];
}

void memory_outdate(struct memory *m, const char *stem)
{
    struct outdated *o = outdated_of(m, stem);

    o->wall = m->now.wall;
    snprintf(o->stem, sizeof(o->stem), "%s", stem);
}

bool memory_is_outdated(const struct memory *m, struct slice path, int64_t wall)
{
    for (unsigned i = 0; is_used(m, i); i++) {
        if (wall <= m->outdated[i].wall &&
            slice_starts(path, m->outdated[i].stem))
            return true;
    }
    return false;
}

/* --- counters ------------------------------------------------------------ */

uint64_t memory_answers(const struct memory *m)
{
    return m->answers;
}

uint64_t memory_count_answer(struct memory *m)
{
    return ++m->answers;
}

void memory_count_older(struct memory *m)
{
    m->report.older++;
}

void memory_count_ahead(struct memory *m, bool wanted)
{
    m->report.ahead++;
    m->report.ahead_read += wanted;
}

void memory_report(const struct memory *m, struct cache_report *ret_report)
{
    *ret_report = m->report;
}
