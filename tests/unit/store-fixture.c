/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "check.h"
#include "ops/base_url.h"

#include <poll.h>
#include <stdlib.h>

#define PATIENCE_MS 60000

struct t_store t_store = {
    .now = {.ms = 1000000, .wall = 1700000000},
    .eps = EPS_URL_DEFAULT,
    .size = (int64_t)1 << 30,
    .patience = T_STORE_ASK_MS,
};

void t_store_open_of(const char *origin)
{
    struct store_options options = {.dir = t_store.place,
                                    .origin = origin,
                                    .eps = t_store.eps,
                                    .size = t_store.size,
                                    .patience = t_store.patience};

    t_store.store = store_new(&options, t_store.now);
    CHECK(t_store.store != NULL);
}

void t_store_open(void)
{
    t_store_open_of(T_STORE_ORIGIN);
}

void t_store_begin(void)
{
    const char *tmp = getenv("TMPDIR");

    snprintf(t_store.home, sizeof(t_store.home), "%s/opsfs-store-XXXXXX",
             tmp ? tmp : "/tmp");
    CHECK(mkdtemp(t_store.home) != NULL);
    snprintf(t_store.place, sizeof(t_store.place), "%s/opsfs", t_store.home);
    snprintf(t_store.file, sizeof(t_store.file), "%s/answers.db",
             t_store.place);
    t_store_open();
}

void t_store_end(void)
{
    char command[192];

    store_free(t_store.store);
    t_store.store = NULL;
    snprintf(command, sizeof(command), "rm -rf '%s'", t_store.home);
    CHECK_INT(system(command), 0);
}

void t_store_reopen(void)
{
    store_free(t_store.store);
    t_store_open();
}

bool t_store_is_busy(void)
{
    return !list_empty(&t_store.store->lookups) ||
           !list_empty(&t_store.store->surveys) || t_store.store->given_up ||
           t_store.store->batch ||
           t_store.store->reading.state == SIDE_OPENING ||
           t_store.store->writing.state == SIDE_OPENING;
}

void t_store_turn(void)
{
    struct pollfd fd = {.fd = store_fd(t_store.store), .events = POLLIN};
    int64_t deadline = earlier(store_deadline(t_store.store),
                               store_leisure(t_store.store));

    if (t_store_is_busy() && deadline > t_store.now.ms)
        CHECK_INT(poll(&fd, 1, PATIENCE_MS), 1);
    else if (deadline > t_store.now.ms && deadline != NEVER)
        t_store.now.ms = deadline;
    store_turn(t_store.store, t_store.now);
}

struct store_report t_store_report(void)
{
    struct store_report r;

    store_report(t_store.store, &r);
    return r;
}

/* --- keeping ------------------------------------------------------------- */

struct store_key t_store_key(const char *path)
{
    return (struct store_key){slice_of(path), "application/xml",
                              t_store.server};
}

void t_store_keep_bytes(const char *path, const void *data, size_t len)
{
    struct store_key key = t_store_key(path);
    struct record record = {.status = 200, .fetched = t_store.now.wall};

    record.body = blob_copy(data, len);
    store_keep(t_store.store, &key, &record);
    blob_unref(record.body);
}

void t_store_keep(const char *path, const char *body)
{
    t_store_keep_bytes(path, body, strlen(body));
}

void t_store_until_kept(uint64_t count)
{
    while (t_store_report().kept + t_store_report().lost < count)
        t_store_turn();
}

/* --- asking -------------------------------------------------------------- */

void t_store_hear(struct store_reader *r, const struct record *record)
{
    struct t_inquiry *t = (struct t_inquiry *)r;

    CHECK(!t->is_answered);
    t->is_answered = true;
    t->is_found = record != NULL;
    if (!record)
        return;
    t->record = *record;
    if (record->body)
        blob_ref(record->body);
}

bool t_store_begin_to_ask(struct t_inquiry *t, const char *path)
{
    struct store_key key = t_store_key(path);

    *t = (struct t_inquiry){.reader.answered = t_store_hear};
    return store_ask(t_store.store, &key, t_store.now, &t->reader);
}

void t_store_until_answered(const struct t_inquiry *t)
{
    while (!t->is_answered)
        t_store_turn();
}

bool t_store_ask(struct t_inquiry *t, const char *path)
{
    if (!t_store_begin_to_ask(t, path))
        return false;
    t_store_until_answered(t);
    return t->is_found;
}

bool t_store_has(const char *path, const char *body)
{
    struct t_inquiry t;
    bool is;

    if (!t_store_ask(&t, path))
        return false;
    is = t.record.body && t.record.body->size == strlen(body) &&
         memcmp(t.record.body->data, body, strlen(body)) == 0;
    blob_unref(t.record.body);
    return is;
}

bool t_store_has_none(const char *path)
{
    struct t_inquiry t;
    bool found = t_store_ask(&t, path);

    if (found)
        blob_unref(t.record.body);
    return !found;
}
