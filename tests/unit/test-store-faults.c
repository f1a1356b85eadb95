/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Disks that are full, broken or slow. Whatever happens, who asks is answered,
 * and the store is back when the disk is.
 */
#include "vfs-shim.h"

#include "store-fixture.h"

#include <sys/wait.h>

#define REST_MS 30000

static void begin_on_shim(void)
{
    shim_install();
    begin();
    keep("old", "kept before");
    until_kept(1);
    CHECK(has("old", "kept before"));
}

static bool has_words(const char *why, const char *words)
{
    return why && strstr(why, words);
}

/* Nobody can read them from memory then. */
static void forget_pages(void)
{
    reopen();
    CHECK(has("old", "kept before"));
}

static void writing_fails(int code, const char *words)
{
    begin_on_shim();
    write_fault = code;
    keep("new", "x");
    while (!report().lost)
        turn();
    CHECK(has_words(report().writing, words));
    CHECK(has_words(report().writing, place));
    CHECK(!report().reading);
    CHECK(has("old", "kept before"));
    CHECK(has_none("new"));
    write_fault = SQLITE_OK;
    now.ms += REST_MS;
    keep("newer", "y");
    until_kept(3);
    CHECK(!report().writing);
    CHECK(has("newer", "y"));
    end();
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
    write_fault = SQLITE_FULL;
    keep("a", "x");
    until_kept(2);
    write_fault = SQLITE_OK;
    keep("b", "y");
    now.ms += REST_MS - 1;
    store_turn(store, now);
    CHECK_INT(report().waiting, 1);
    CHECK_INT(store_deadline(store), now.ms + 1);
    now.ms++;
    until_kept(3);
    CHECK(has_none("a"));
    CHECK(has("b", "y"));
    end();
}

static void a_disk_that_cannot_be_read_is_not_asked(void)
{
    struct inquiry t;

    begin_on_shim();
    forget_pages();
    read_fault = SQLITE_IOERR_READ;
    reopen();
    CHECK(begin_to_ask(&t, "old"));
    until_answered(&t);
    CHECK(!t.is_found);
    CHECK(report().reading != NULL);
    CHECK(!begin_to_ask(&t, "old"));
    read_fault = SQLITE_OK;
    now.ms += REST_MS - 1;
    CHECK(!begin_to_ask(&t, "old"));
    now.ms++;
    CHECK(has("old", "kept before"));
    CHECK(!report().reading);
    end();
}

static void keep_long(const char *path)
{
    static char body[100000];

    for (size_t i = 0; i + 1 < sizeof(body); i++)
        body[i] = (char)('a' + i * i * i % 25);
    keep(path, body);
}

/* The disk answers after minutes, or never: who asks has a second. */
static void a_slow_disk_is_given_up(void)
{
    struct inquiry one, other;

    begin_on_shim();
    reopen();
    gate_set(&reads, true);
    CHECK(begin_to_ask(&one, "old"));
    now.ms += ASK_MS - 1;
    store_turn(store, now);
    CHECK(!one.is_answered);
    CHECK_INT(store_deadline(store), now.ms + 1);
    now.ms++;
    store_turn(store, now);
    CHECK(one.is_answered && !one.is_found);
    CHECK_INT(report().late, 1);
    CHECK(has_words(report().reading, "does not answer"));
    CHECK(!begin_to_ask(&other, "old"));
    gate_set(&reads, false);
    while (report().reading)
        turn();
    CHECK(has("old", "kept before"));
    end();
}

/* Here a write stands in the disk, and all that were read before are there. */
static void who_reads_does_not_wait_for_who_writes(void)
{
    begin_on_shim();
    gate_set(&writes, true);
    for (int i = 0; i < 100; i++) {
        keep_long("new");
        store_turn(store, now);
        CHECK(has("old", "kept before"));
        CHECK(has_none("new"));
    }
    gate_set(&writes, false);
    until_kept(101);
    CHECK(!has_none("new"));
    end();
}

/* What has no room in memory is not kept, and nobody waits. */
static void what_waits_is_bounded(void)
{
    enum { MANY = 1000 };

    begin_on_shim();
    gate_set(&writes, true);
    for (int i = 0; i < MANY; i++) {
        keep_long("new");
        store_turn(store, now);
    }
    CHECK(report().lost > 0);
    CHECK(report().waiting < MANY);
    gate_set(&writes, false);
    until_kept(1 + MANY);
    CHECK(has("old", "kept before"));
    end();
}

/* Many that come while one batch is written are one more, not many. */
static void those_that_come_together_are_one_transaction(void)
{
    char path[20];

    begin_on_shim();
    gate_set(&writes, true);
    keep("first", "x");
    store_turn(store, now);
    for (int i = 0; i < 500; i++) {
        snprintf(path, sizeof(path), "%d", i);
        keep(path, "x");
        store_turn(store, now);
    }
    CHECK_INT(report().waiting, 500);
    gate_set(&writes, false);
    until_kept(2);
    CHECK_INT(report().kept, 2);
    until_kept(502);
    CHECK_INT(report().kept, 502);
    end();
}

/* Unmounting does not wait for a dead disk. */
static void the_end_does_not_wait_for_a_dead_disk(void)
{
    struct inquiry t;
    int status = -1;
    pid_t child = fork();

    if (child == 0) {
        begin_on_shim();
        reopen();
        gate_set(&reads, true);
        begin_to_ask(&t, "old");
        store_leave(&t.asker);
        store_free(store);
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
          {"a disk that cannot be read is not asked",
           a_disk_that_cannot_be_read_is_not_asked},
          {"a slow disk is given up", a_slow_disk_is_given_up},
          {"who reads does not wait for who writes",
           who_reads_does_not_wait_for_who_writes},
          {"what waits is bounded", what_waits_is_bounded},
          {"those that come together are one transaction",
           those_that_come_together_are_one_transaction})
