/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Disks that are full, broken or slow. Whatever happens, a request is answered,
 * and the store is back when the disk is.
 */
#include "vfs-shim.h"

#include "store-fixture.h"

#include "check.h"

#include <sys/wait.h>

#define REST_MS 30000

static void begin_on_shim(void)
{
    t_shim_install();
    t_store_begin();
    t_store_keep("old", "kept before");
    t_store_until_kept(1);
    CHECK(t_store_has("old", "kept before"));
}

static bool has_words(const char *why, const char *words)
{
    return why && strstr(why, words);
}

/* Nobody can read them from memory then. */
static void forget_pages(void)
{
    t_store_reopen();
    CHECK(t_store_has("old", "kept before"));
}

static void writing_fails(int code, const char *words)
{
    begin_on_shim();
    t_shim.write_fault = code;
    t_store_keep("new", "x");
    while (!t_store_report().lost)
        t_store_turn();
    CHECK(has_words(t_store_report().writing, words));
    CHECK(has_words(t_store_report().writing, t_store.place));
    CHECK(!t_store_report().reading);
    CHECK(t_store_has("old", "kept before"));
    CHECK(t_store_has_none("new"));
    t_shim.write_fault = SQLITE_OK;
    t_store.now.ms += REST_MS;
    t_store_keep("newer", "y");
    t_store_until_kept(3);
    CHECK(!t_store_report().writing);
    CHECK(t_store_has("newer", "y"));
    t_store_end();
}

static void a_full_disk_stops_keeping_alone(void)
{
    writing_fails(SQLITE_FULL, "full");
}

static void so_does_one_that_cannot_be_written(void)
{
    writing_fails(SQLITE_IOERR_WRITE, "");
    writing_fails(SQLITE_READONLY, "Read-only");
}

/* While it rests nothing is tried; what comes meanwhile is kept later. */
static void what_fails_rests(void)
{
    begin_on_shim();
    t_shim.write_fault = SQLITE_FULL;
    t_store_keep("a", "x");
    t_store_until_kept(2);
    t_shim.write_fault = SQLITE_OK;
    t_store_keep("b", "y");
    t_store.now.ms += REST_MS - 1;
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 1);
    CHECK_INT(store_deadline(t_store.store), t_store.now.ms + 1);
    t_store.now.ms++;
    t_store_until_kept(3);
    CHECK(t_store_has_none("a"));
    CHECK(t_store_has("b", "y"));
    t_store_end();
}

static void drop(const char *path)
{
    struct store_key key = t_store_key(path);

    store_drop(t_store.store, &key);
}

static void until_it_fails(void)
{
    while (!t_store_report().fault)
        t_store_turn();
}

/* … one or all that begin so; what came with it is lost. */
static void a_drop_that_fails_is_done_later(void)
{
    begin_on_shim();
    t_store_keep("search?1", "x");
    t_store_until_kept(2);
    t_shim.write_fault = SQLITE_FULL;
    t_store_keep("new", "y");
    drop("old");
    store_drop_all(t_store.store, SLICE("search?"));
    until_it_fails();
    CHECK_INT(t_store_report().fault, -ENOSPC);
    CHECK_INT(t_store_report().lost, 1);
    CHECK_INT(t_store_report().waiting, 2);
    CHECK(t_store_has_none("old"));
    CHECK(t_store_has_none("search?1"));
    t_shim.write_fault = SQLITE_OK;
    t_store.now.ms += REST_MS;
    while (t_store_report().waiting || t_store_report().fault)
        t_store_turn();
    CHECK_INT(t_store_report().fault, 0);
    t_store_reopen();
    CHECK(t_store_has_none("old"));
    CHECK(t_store_has_none("search?1"));
    t_store_end();
}

/* The end does not wait until the disk has rested. */
static void what_failed_is_tried_at_the_end(void)
{
    begin_on_shim();
    t_store_keep("kept", "x");
    t_store_until_kept(2);
    t_shim.write_fault = SQLITE_FULL;
    drop("old");
    until_it_fails();
    t_store_keep("new", "y");
    t_shim.write_fault = SQLITE_OK;
    t_store_reopen();
    CHECK(t_store_has_none("old"));
    CHECK(t_store_has("kept", "x"));
    CHECK(t_store_has("new", "y"));
    t_store_end();
}

static void a_disk_that_cannot_be_read_is_not_asked(void)
{
    struct t_inquiry t;

    begin_on_shim();
    forget_pages();
    t_shim.read_fault = SQLITE_IOERR_READ;
    t_store_reopen();
    CHECK(t_store_begin_to_ask(&t, "old"));
    t_store_until_answered(&t);
    CHECK(!t.is_found);
    CHECK(t_store_report().reading != NULL);
    CHECK(!t_store_begin_to_ask(&t, "old"));
    t_shim.read_fault = SQLITE_OK;
    t_store.now.ms += REST_MS - 1;
    CHECK(!t_store_begin_to_ask(&t, "old"));
    t_store.now.ms++;
    CHECK(t_store_has("old", "kept before"));
    CHECK(!t_store_report().reading);
    t_store_end();
}

static void keep_long(const char *path)
{
    static char body[100000];

    for (size_t i = 0; i + 1 < sizeof(body); i++)
        body[i] = (char)('a' + i * i * i % 25);
    t_store_keep(path, body);
}

/* The disk answers after minutes, or never: a request has a minute. */
static void a_slow_disk_is_given_up(void)
{
    struct t_inquiry one, other;

    begin_on_shim();
    t_store_reopen();
    t_gate_set(&t_shim.reads, true);
    CHECK(t_store_begin_to_ask(&one, "old"));
    t_store.now.ms += T_STORE_ASK_MS - 1;
    store_turn(t_store.store, t_store.now);
    CHECK(!one.is_answered);
    CHECK_INT(store_deadline(t_store.store), t_store.now.ms + 1);
    t_store.now.ms++;
    store_turn(t_store.store, t_store.now);
    CHECK(one.is_answered && !one.is_found);
    CHECK_INT(t_store_report().late, 1);
    CHECK(has_words(t_store_report().reading, "does not answer"));
    CHECK(!t_store_begin_to_ask(&other, "old"));
    t_gate_set(&t_shim.reads, false);
    while (t_store_report().reading)
        t_store_turn();
    CHECK(t_store_has("old", "kept before"));
    t_store_end();
}

/* Here a write stands in the disk, and all that were read before are there. */
static void who_reads_does_not_wait_for_who_writes(void)
{
    begin_on_shim();
    t_gate_set(&t_shim.writes, true);
    for (int i = 0; i < 100; i++) {
        keep_long("new");
        store_turn(t_store.store, t_store.now);
        CHECK(t_store_has("old", "kept before"));
        CHECK(t_store_has_none("new"));
    }
    t_gate_set(&t_shim.writes, false);
    t_store_until_kept(101);
    CHECK(!t_store_has_none("new"));
    t_store_end();
}

/* For a reader of before, and one that comes while the file still has it. */
static void what_is_dropped_is_gone_at_once(void)
{
    struct store_key key = t_store_key("old");
    struct t_inquiry before, after;

    begin_on_shim();
    t_store_reopen();
    t_gate_set(&t_shim.reads, true);
    t_gate_set(&t_shim.writes, true);
    CHECK(t_store_begin_to_ask(&before, "old"));
    store_drop(t_store.store, &key);
    t_gate_set(&t_shim.reads, false);
    t_store_until_answered(&before);
    CHECK(!before.is_found);
    CHECK(t_store_begin_to_ask(&after, "old"));
    t_store_until_answered(&after);
    CHECK(!after.is_found && after.reader.knows);
    t_store_keep("next", "x");
    t_gate_set(&t_shim.writes, false);
    t_store_until_kept(1);
    CHECK(t_store_has_none("old"));
    CHECK(t_store_has("next", "x"));
    t_store_end();
}

/* What has no room in memory is not kept, and nobody waits. */
static void what_waits_is_bounded(void)
{
    enum { MANY = 1000 };

    begin_on_shim();
    t_gate_set(&t_shim.writes, true);
    for (int i = 0; i < MANY; i++) {
        keep_long("new");
        store_turn(t_store.store, t_store.now);
    }
    CHECK(t_store_report().lost > 0);
    CHECK(t_store_report().waiting < MANY);
    t_gate_set(&t_shim.writes, false);
    t_store_until_kept(1 + MANY);
    CHECK(t_store_has("old", "kept before"));
    t_store_end();
}

/* Many that come while one batch is written are one more, not many. */
static void those_that_come_together_are_one_transaction(void)
{
    char path[20];

    begin_on_shim();
    t_gate_set(&t_shim.writes, true);
    t_store_keep("first", "x");
    t_store.now.ms = store_deadline(t_store.store);
    store_turn(t_store.store, t_store.now);
    for (int i = 0; i < 500; i++) {
        snprintf(path, sizeof(path), "%d", i);
        t_store_keep(path, "x");
        store_turn(t_store.store, t_store.now);
    }
    CHECK_INT(t_store_report().waiting, 500);
    t_gate_set(&t_shim.writes, false);
    t_store_until_kept(2);
    CHECK_INT(t_store_report().kept, 2);
    t_store_until_kept(502);
    CHECK_INT(t_store_report().kept, 502);
    t_store_end();
}

/* Unmounting does not wait for a dead disk. */
static void the_end_does_not_wait_for_a_dead_disk(void)
{
    struct t_inquiry t;
    int status = -1;
    pid_t child = fork();

    if (child == 0) {
        begin_on_shim();
        t_store.patience = 10;
        t_store_reopen();
        t_gate_set(&t_shim.reads, true);
        t_store_begin_to_ask(&t, "old");
        store_leave(&t.reader);
        store_free(t_store.store);
        _exit(check_failed);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(status, 0);
}

TEST_MAIN({"the end does not wait for a dead disk",
           the_end_does_not_wait_for_a_dead_disk},
          {"a full disk stops keeping alone", a_full_disk_stops_keeping_alone},
          {"so does one that cannot be written",
           so_does_one_that_cannot_be_written},
          {"what fails rests", what_fails_rests},
          {"a drop that fails is done later", a_drop_that_fails_is_done_later},
          {"what failed is tried at the end", what_failed_is_tried_at_the_end},
          {"a disk that cannot be read is not asked",
           a_disk_that_cannot_be_read_is_not_asked},
          {"a slow disk is given up", a_slow_disk_is_given_up},
          {"a reader does not wait for a writer",
           who_reads_does_not_wait_for_who_writes},
          {"what is dropped is gone at once", what_is_dropped_is_gone_at_once},
          {"what waits is bounded", what_waits_is_bounded},
          {"those that come together are one transaction",
           those_that_come_together_are_one_transaction})
