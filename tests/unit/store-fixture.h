/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store in a directory of its own, and the loop that it needs. Bodies say
 * which request they answer, so that a wrong one is known wherever it comes up.
 */
#ifndef OPSFS_TESTS_STORE_FIXTURE_H
#define OPSFS_TESTS_STORE_FIXTURE_H

#include "store/side.h"

#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORIGIN "http://127.0.0.1/3.2"
#define PATIENCE_MS 60000
#define ASK_MS 1000

static char home[128], place[160], file[192];
static struct store *store;
static struct instant now = {.ms = 1000000, .wall = 1700000000};
static int64_t store_size = (int64_t)1 << 30;

static inline void open_store_of(const char *origin)
{
    struct store_options options = {.dir = place,
                                    .origin = origin,
                                    .size = store_size,
                                    .patience = ASK_MS};

    store = store_new(&options, now);
    CHECK(store != NULL);
}

static inline void open_store(void)
{
    open_store_of(ORIGIN);
}

/* Nothing is there yet. */
static inline void begin(void)
{
    const char *tmp = getenv("TMPDIR");

    snprintf(home, sizeof(home), "%s/opsfs-store-XXXXXX", tmp ? tmp : "/tmp");
    CHECK(mkdtemp(home) != NULL);
    snprintf(place, sizeof(place), "%s/opsfs", home);
    snprintf(file, sizeof(file), "%s/answers.db", place);
    open_store();
}

static inline void end(void)
{
    char command[192];

    store_free(store);
    store = NULL;
    snprintf(command, sizeof(command), "rm -rf '%s'", home);
    CHECK_INT(system(command), 0);
}

static inline void reopen(void)
{
    store_free(store);
    open_store();
}

static inline bool is_busy(void)
{
    return !list_empty(&store->lookups) || !list_empty(&store->surveys) ||
           store->given_up || store->batch ||
           store->reading.state == SIDE_OPENING ||
           store->writing.state == SIDE_OPENING;
}

/* One turn of the loop, when there is something to do. Where only time can
 * help, it has come. */
static inline void turn(void)
{
    struct pollfd fd = {.fd = store_fd(store), .events = POLLIN};
    int64_t deadline = store_deadline(store);

    if (is_busy() && deadline > now.ms)
        CHECK_INT(poll(&fd, 1, PATIENCE_MS), 1);
    else if (deadline > now.ms && deadline != NEVER)
        now.ms = deadline;
    store_turn(store, now);
}

static inline struct store_report report(void)
{
    struct store_report r;

    store_report(store, &r);
    return r;
}

/* --- keeping ------------------------------------------------------------- */

static inline struct store_key key_of(const char *path)
{
    return (struct store_key){slice_of(path), "application/xml"};
}

static inline void keep_bytes(const char *path, const void *data, size_t len)
{
    struct store_key key = key_of(path);
    struct record record = {.status = 200, .fetched = now.wall};

    record.body = blob_copy(data, len);
    store_keep(store, &key, &record);
    blob_unref(record.body);
}

static inline void keep(const char *path, const char *body)
{
    keep_bytes(path, body, strlen(body));
}

static inline void until_kept(uint64_t count)
{
    while (report().kept + report().lost < count)
        turn();
}

/* --- asking -------------------------------------------------------------- */

struct inquiry {
    struct asker asker;
    bool is_answered, is_found;
    struct record record;
};

static inline void hear(struct asker *a, const struct record *record)
{
    struct inquiry *t = (struct inquiry *)a;

    CHECK(!t->is_answered);
    t->is_answered = true;
    t->is_found = record != NULL;
    if (!record)
        return;
    t->record = *record;
    if (record->body)
        blob_ref(record->body);
}

static inline bool begin_to_ask(struct inquiry *t, const char *path)
{
    struct store_key key = key_of(path);

    *t = (struct inquiry){.asker.answered = hear};
    return store_ask(store, &key, now, &t->asker);
}

static inline void until_answered(const struct inquiry *t)
{
    while (!t->is_answered)
        turn();
}

/* False: nothing is kept, or it could not be learnt. */
static inline bool ask(struct inquiry *t, const char *path)
{
    if (!begin_to_ask(t, path))
        return false;
    until_answered(t);
    return t->is_found;
}

static inline bool has(const char *path, const char *body)
{
    struct inquiry t;
    bool is;

    if (!ask(&t, path))
        return false;
    is = t.record.body && t.record.body->size == strlen(body) &&
         memcmp(t.record.body->data, body, strlen(body)) == 0;
    blob_unref(t.record.body);
    return is;
}

static inline bool has_none(const char *path)
{
    struct inquiry t;
    bool found = ask(&t, path);

    if (found)
        blob_unref(t.record.body);
    return !found;
}

#endif
