/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/change.h"

#include "store/rows.h"

#include <errno.h>
#include <stdlib.h>

/* Waiting to be written; more is not kept, and counted as lost. What is to go
 * is small, and may be all that is known of a long list: it may take as much
 * again. */
#define BYTES_MAX ((size_t)32 << 20)
#define COUNT_MAX 20000u
#define DROPS_BYTES_MAX (2 * BYTES_MAX)
/* Of one transaction. */
#define BATCH_BYTES ((size_t)8 << 20)

/* A record that takes more of the budget would push out too many others. */
#define RECORD_SHARE 8
/* And one that is larger would take three times its size while it is written:
 * packed, and as SQLite's row. */
#define RECORD_MAX ((size_t)24 << 20)
/* What waits is in memory up to this many bytes; then what is not small is in
 * files. */
#define WAITING_MAX ((size_t)8 << 20)
#define SMALL ((size_t)64 << 10)

/* What is in no hurry waits this long, or for this many. */
#define GATHER_MS 1000
#define GATHER_MAX 512u
#define GATHER_BYTES ((size_t)2 << 20)

/* The pause between a transaction and the next one. Each has its price,
 * in processor time and in locks, whatever it holds. */
#define PAUSE_MS 50

#define KEY_MAX ((size_t)16 * 1024)

enum kind { KIND_KEEP, KIND_USE, KIND_DROP, KIND_DROP_ALL };

struct change {
    struct list link;
    struct hash_link drop; /* in store.drops, of KIND_DROP */
    struct list stem;      /* on store.stems, of KIND_DROP_ALL */
    enum kind kind;
    struct buf key; /* or what all of them begin with */
    int64_t used;
    struct record record[]; /* of KIND_KEEP */
};

struct batch {
    struct task task;
    struct store *store;
    struct list changes;
    size_t bytes;
    struct measure measure;
    bool swept; /* drops alone were written: there was too much already */
    int r;
    struct buf why;
};

int change_key(const struct store_key *key, struct buf *ret_key)
{
    *ret_key = BUF_INIT(KEY_MAX);
    return buf_printf(ret_key, "%cGET %.*s\n%s",
                      key->server == SERVER_EPS ? ROWS_EPS : ROWS_OPS,
                      (int)key->path.len, key->path.at, key->accept);
}

int change_stem(struct slice stem, struct buf *ret_stem)
{
    *ret_stem = BUF_INIT(KEY_MAX);
    return buf_printf(ret_stem, "%cGET %.*s", ROWS_OPS, (int)stem.len, stem.at);
}

int64_t change_hours(const struct store *s)
{
    return s->now.wall / 3600;
}

static size_t bytes_of(const struct change *c)
{
    size_t bytes = sizeof(*c) + c->key.cap;

    if (c->kind != KIND_KEEP)
        return bytes;
    return bytes + sizeof(*c->record) +
           (c->record->body ? c->record->body->size : 0);
}

static void change_free(struct store *s, struct change *c)
{
    if (c->kind == KIND_DROP)
        hash_remove(&s->drops, &c->drop);
    if (c->kind == KIND_KEEP)
        blob_unref(c->record->body);
    list_remove(&c->stem);
    buf_fini(&c->key);
    free(c);
}

/* An answer, that is: the path of a handle has no status. */
static bool is_record(const struct change *c)
{
    return c->kind == KIND_KEEP && c->record->status;
}

static bool is_of_drop(enum kind kind)
{
    return kind == KIND_DROP || kind == KIND_DROP_ALL;
}

static bool is_drop(const struct change *c)
{
    return is_of_drop(c->kind);
}

static bool is_any(const struct change *c)
{
    (void)c;
    return true;
}

static bool is_urgent(const struct change *c)
{
    return is_drop(c) || is_record(c);
}

static void enqueue(struct store *s, struct change *c)
{
    list_append(&s->changes, &c->link);
    s->change_bytes += bytes_of(c);
    s->change_count++;
    s->urgent += is_urgent(c);
}

static void dequeue(struct store *s, struct change *c)
{
    list_remove(&c->link);
    s->change_bytes -= bytes_of(c);
    s->change_count--;
    s->urgent -= is_urgent(c);
}

static struct change *first(const struct list *changes)
{
    return container_of(changes->next, struct change, link);
}

void change_free_all(struct store *s)
{
    while (!list_empty(&s->changes)) {
        struct change *c = first(&s->changes);

        dequeue(s, c);
        change_free(s, c);
    }
}

static bool fits_the_queue(const struct store *s, enum kind kind)
{
    if (is_of_drop(kind))
        return s->change_bytes < DROPS_BYTES_MAX;
    return s->change_bytes < BYTES_MAX && s->change_count < COUNT_MAX;
}

static struct change *add(struct store *s, enum kind kind, struct buf *key)
{
    struct change *c = NULL;

    if (fits_the_queue(s, kind))
        c = calloc(1,
                   sizeof(*c) + (kind == KIND_KEEP ? sizeof(*c->record) : 0));
    if (!c)
        return NULL;
    list_init(&c->stem);
    c->kind = kind;
    c->key = *key;
    *key = (struct buf){0};
    c->used = change_hours(s);
    return c;
}

static struct blob *to_keep(const struct store *s, struct blob *body)
{
    struct blob *copy = NULL;

    if (!body->filed && body->size > SMALL && s->change_bytes > WAITING_MAX)
        copy = blob_filed(body);
    return copy ? copy : blob_ref(body);
}

static bool is_too_large(const struct store *s, size_t size)
{
    return size > RECORD_MAX || size > (size_t)s->options.size / RECORD_SHARE;
}

void change_keep(struct store *s, struct buf *key, const struct record *record)
{
    size_t size = record->body ? record->body->size : 0;
    struct change *c = NULL;

    if (!is_too_large(s, size))
        c = add(s, KIND_KEEP, key);
    if (!c) {
        s->report.lost++;
        return;
    }
    *c->record = *record;
    if (record->body)
        c->record->body = to_keep(s, record->body);
    enqueue(s, c);
}

void change_use(struct store *s, struct buf *key)
{
    struct change *c = add(s, KIND_USE, key);

    if (c)
        enqueue(s, c);
}

static struct change *add_drop(struct store *s, enum kind kind, struct buf *key)
{
    struct change *c = add(s, kind, key);

    if (c)
        enqueue(s, c);
    else
        s->report.lost++;
    return c;
}

void change_drop(struct store *s, struct buf *key)
{
    struct change *c = add_drop(s, KIND_DROP, key);

    if (c)
        hash_add(&s->drops, &c->drop, hash_bytes(c->key.data, c->key.len, 0));
}

void change_drop_all(struct store *s, struct buf *stem)
{
    struct change *c = add_drop(s, KIND_DROP_ALL, stem);

    if (c)
        list_append(&s->stems, &c->stem);
}

static bool has_dropped_stem(const struct store *s, const struct buf *key)
{
    list_each(at, &s->stems) {
        const struct change *c = container_of(at, struct change, stem);

        if (slice_starts(buf_slice(key), buf_text(&c->key)))
            return true;
    }
    return false;
}

bool change_is_dropped(const struct store *s, const struct buf *key)
{
    struct hash_link *l;

    if (has_dropped_stem(s, key))
        return true;
    if (!s->drops.count)
        return false;
    l = hash_first(&s->drops, hash_bytes(key->data, key->len, 0));
    for (; l; l = hash_next(l)) {
        const struct change *c = container_of(l, struct change, drop);

        if (slice_equal(buf_slice(&c->key), buf_slice(key)))
            return true;
    }
    return false;
}

/* --- in the thread ------------------------------------------------------- */

static int write_one(struct db *db, const struct change *c)
{
    struct slice key = buf_slice(&c->key);

    if (c->kind == KIND_KEEP)
        return rows_keep(db, key, c->record, c->used);
    if (c->kind == KIND_USE)
        return rows_use(db, key, c->used);
    return c->kind == KIND_DROP ? rows_drop(db, key) : rows_drop_all(db, key);
}

typedef bool which(const struct change *);

static int write_each(struct db *db, const struct list *changes, which *is_due)
{
    int r = list_empty(changes) ? 0 : rows_begin(db);

    if (r < 0 || list_empty(changes))
        return r;
    list_each(at, changes) {
        const struct change *c = container_of(at, struct change, link);

        if (r == 0 && is_due(c))
            r = write_one(db, c);
    }
    return rows_end(db, r);
}

static bool is_over(const struct measure *m)
{
    return m->bytes > m->allowed || m->file > m->allowed;
}

/* -ENOSPC: there is nothing left to let go, and still the disk is too full. */
static int sweep(struct batch *b, struct db *db)
{
    struct measure before = b->measure;
    int r = rows_sweep(db, &before);

    if (r == 0)
        r = rows_measure(db, &b->measure);
    if (r == 0 && is_over(&b->measure) && b->measure.bytes == before.bytes &&
        b->measure.file == before.file)
        r = -ENOSPC;
    return r;
}

static void run(struct task *task)
{
    struct batch *b = container_of(task, struct batch, task);
    struct db *db = b->store->writing.db;

    b->r = -ENOTCONN;
    if (!db)
        return;
    b->r = rows_measure(db, &b->measure);
    b->swept = b->r == 0 && is_over(&b->measure);
    if (b->r == 0)
        b->r = write_each(db, &b->changes, b->swept ? is_drop : is_any);
    if (b->r == 0 && b->swept)
        b->r = sweep(b, db);
    if (b->r == 0 && !b->swept)
        b->r = rows_measure(db, &b->measure);
    if (b->r < 0)
        db_explain(db, b->r, &b->why);
}

/* --- in the loop --------------------------------------------------------- */

/* What was not written now will be later, before all that came meanwhile. */
static void put_back(struct batch *b, which *is_due)
{
    struct store *s = b->store;
    struct list waiting = LIST_INIT(waiting), rest = LIST_INIT(rest);

    list_splice(&waiting, &s->changes);
    while (!list_empty(&b->changes)) {
        struct change *c = first(&b->changes);

        list_remove(&c->link);
        if (is_due(c))
            enqueue(s, c);
        else
            list_append(&rest, &c->link);
    }
    list_splice(&b->changes, &rest);
    list_splice(&s->changes, &waiting);
}

/* A drop is not forgotten before it is done, nor, where there was no space,
 * while there is anything before it that it is about. */
static void put_back_rest(struct batch *b)
{
    if (b->r == -EBUSY || (b->r == 0 && b->swept))
        put_back(b, is_any);
    else if (b->r < 0)
        put_back(b, is_drop);
}

static void batch_free(struct batch *b)
{
    while (!list_empty(&b->changes)) {
        struct change *c = first(&b->changes);

        list_remove(&c->link);
        change_free(b->store, c);
    }
    buf_fini(&b->why);
    free(b);
}

static unsigned records_of(const struct batch *b)
{
    unsigned count = 0;

    list_each(at, &b->changes)
        count += is_record(container_of(at, struct change, link));
    return count;
}

static void written(struct batch *b)
{
    struct store *s = b->store;

    s->report.kept += records_of(b);
    s->report.bytes = b->measure.bytes;
    s->report.allowed = b->measure.allowed;
    s->sweeps = is_over(&b->measure);
    side_works(&s->writing);
}

static void came_back(struct task *task)
{
    struct batch *b = container_of(task, struct batch, task);
    struct store *s = b->store;

    s->batch = false;
    s->pause = s->now.ms + PAUSE_MS;
    if (!s->ends)
        put_back_rest(b);
    if (b->r == 0)
        written(b);
    else
        s->report.lost += records_of(b);
    if (b->r < 0 && b->r != -ENOTCONN)
        side_fail(&s->writing, b->r, buf_text(&b->why));
    batch_free(b);
}

/* As many as come to about `most` bytes, or the first one. */
static void fill(struct batch *b, size_t most)
{
    struct store *s = b->store;

    while (!list_empty(&s->changes) && b->bytes < most) {
        struct change *c = first(&s->changes);

        dequeue(s, c);
        list_append(&b->changes, &c->link);
        b->bytes += bytes_of(c);
    }
}

/* All there is may wait for more. */
static bool gathers(const struct store *s)
{
    return !s->sweeps && s->change_count > 0 && s->change_count < GATHER_MAX &&
           s->change_bytes < GATHER_BYTES &&
           s->now.ms < (s->urgent ? s->pause : s->gathers);
}

static bool has_work(const struct store *s)
{
    return !s->batch && (!list_empty(&s->changes) || s->sweeps);
}

static void begin(struct store *s, size_t most)
{
    struct batch *b = calloc(1, sizeof(*b));

    if (!b) {
        side_fail(&s->writing, -ENOMEM, "out of memory");
        return;
    }
    b->task = (struct task){.run = run, .done = came_back};
    b->store = s;
    b->why = BUF_INIT(SIDE_WHY - 1);
    list_init(&b->changes);
    if (!s->sweeps)
        fill(b, most);
    s->gathers = NEVER;
    s->batch = worker_do(s->writing.worker, &b->task);
    if (!s->batch) {
        b->r = -EAGAIN;
        buf_puts(&b->why, "no thread can be started");
        came_back(&b->task);
    }
}

void change_turn(struct store *s)
{
    if (s->gathers == NEVER && s->change_count > 0)
        s->gathers = s->now.ms + GATHER_MS;
    if (has_work(s) && !gathers(s) && side_ready(&s->writing))
        begin(s, BATCH_BYTES);
}

void change_end(struct store *s)
{
    s->sweeps = false;
    s->writing.again = 0;
    if (!list_empty(&s->changes) && side_ready(&s->writing))
        begin(s, SIZE_MAX);
}

/* Is there something to write, and a time to wait for? */
int64_t change_deadline(const struct store *s)
{
    int64_t reading = s->reading.again, writing = s->writing.again;
    int64_t rested = later(reading, writing);

    if (!has_work(s) || s->reading.state == SIDE_OPENING)
        return NEVER;
    if (!gathers(s))
        return rested;
    if (!s->urgent)
        return NEVER;
    return later(s->pause, rested);
}

/* What was gathered since the last turn is looked at in one. */
int64_t change_leisure(const struct store *s)
{
    if (s->batch || s->urgent || !gathers(s))
        return NEVER;
    return s->gathers == NEVER ? s->now.ms : s->gathers;
}
