/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/lookup.h"

#include "store/change.h"
#include "store/rows.h"

#include <errno.h>
#include <stdlib.h>

/* A record that is read again within these hours is not marked anew. */
#define MARK_HOURS 6

struct lookup {
    struct task task;
    struct list link; /* on store.lookups, then .found; unlinked: given up */
    struct store *store;
    struct store_reader *reader; /* NULL: nobody waits */
    int64_t deadline;
    uint64_t round;
    bool dropped; /* it was to go when this was asked */
    struct buf key;
    struct buf why;
    struct record record;
    int64_t used;
    int r;
};

/* The file was read, whatever it said. */
static bool is_known(int r)
{
    return r == 0 || r == -ENOENT || r == -EILSEQ;
}

static bool is_there(int r)
{
    return r == 0 || r == -EILSEQ;
}

static void run(struct task *task)
{
    struct lookup *l = container_of(task, struct lookup, task);
    struct db *db = l->store->reading.db;

    l->r = -ENOTCONN;
    if (db)
        l->r = rows_ask(db, buf_slice(&l->key), &l->record, &l->used);
    if (db && !is_known(l->r))
        db_explain(db, l->r, &l->why);
}

static void lookup_free(struct lookup *l)
{
    blob_unref(l->record.body);
    buf_fini(&l->key);
    buf_fini(&l->why);
    free(l);
}

static bool is_given_up(const struct lookup *l)
{
    return list_empty(&l->link);
}

static void answer(struct lookup *l, const struct record *record, bool knows)
{
    struct store_reader *r = l->reader;

    l->reader = NULL;
    if (!r)
        return;
    r->lookup = NULL;
    r->knows = knows;
    r->answered(r, record);
}

static void count(struct lookup *l)
{
    struct store *s = l->store;
    int64_t hours = change_hours(s);

    side_works(&s->reading);
    s->report.found += l->r == 0;
    s->report.missed += l->r == -ENOENT;
    s->report.damaged += l->r == -EILSEQ;
    if (l->r == -EILSEQ)
        change_drop(s, &l->key);
    else if (l->r == 0 && hours - l->used >= MARK_HOURS)
        change_use(s, &l->key);
}

static void came_back(struct task *task)
{
    struct lookup *l = container_of(task, struct lookup, task);
    struct store *s = l->store;

    if (is_there(l->r) && (l->dropped || change_is_dropped(s, &l->key)))
        l->r = -ENOENT;
    if (is_known(l->r))
        count(l);
    else if (l->r != -ENOTCONN)
        side_fail(&s->reading, l->r, buf_text(&l->why));
    if (!is_given_up(l)) {
        list_touch(&s->found, &l->link);
        return;
    }
    s->given_up--;
    lookup_free(l);
}

bool lookup_begin(struct store *s, const struct store_key *key,
                  struct store_reader *r)
{
    struct lookup *l;

    if (s->given_up || !side_ready(&s->reading))
        return false;
    l = calloc(1, sizeof(*l));
    if (!l)
        return false;
    l->task =
        (struct task){.run = run, .done = came_back, .group = s->round + 1};
    l->store = s;
    l->deadline = s->now.ms + s->options.patience;
    l->round = s->round;
    l->why = BUF_INIT(SIDE_WHY - 1);
    list_init(&l->link);
    if (change_key(key, &l->key) == 0)
        l->dropped = change_is_dropped(s, &l->key);
    if (l->key.error || !worker_do(s->reading.worker, &l->task)) {
        lookup_free(l);
        return false;
    }
    list_append(&s->lookups, &l->link);
    l->reader = r;
    r->lookup = l;
    return true;
}

void lookup_leave(struct store_reader *r)
{
    if (r->lookup)
        r->lookup->reader = NULL;
    r->lookup = NULL;
}

static struct lookup *first(const struct list *lookups)
{
    return list_empty(lookups)
               ? NULL
               : container_of(lookups->next, struct lookup, link);
}

static void give_up_late(struct store *s)
{
    struct lookup *l;

    while ((l = first(&s->lookups)) && l->deadline <= s->now.ms) {
        list_remove(&l->link);
        s->given_up++;
        s->report.late++;
        answer(l, NULL, false);
    }
}

/* All of its round are back, too, or given up. */
static bool is_round_over(const struct store *s, const struct lookup *l)
{
    const struct lookup *away = first(&s->lookups);

    return !away || away->round > l->round;
}

void lookup_turn(struct store *s)
{
    struct lookup *l;

    give_up_late(s);
    while ((l = first(&s->found)) && is_round_over(s, l)) {
        list_remove(&l->link);
        answer(l, l->r == 0 ? &l->record : NULL, is_known(l->r));
        lookup_free(l);
    }
    s->round++;
}

int64_t lookup_deadline(const struct store *s)
{
    const struct lookup *l = first(&s->lookups);

    return l ? l->deadline : NEVER;
}

void lookup_free_all(struct store *s)
{
    struct lookup *l;

    while ((l = first(&s->found))) {
        list_remove(&l->link);
        lookup_free(l);
    }
}
