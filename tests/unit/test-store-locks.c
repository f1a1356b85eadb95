/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Other processes that stand still with a lock, or an old view, of the file.
 * They are children made before any thread is, and are started by pipe.
 */
#include "store-fixture.h"

#include "check.h"
#include "dice.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#define MIB ((size_t)1 << 20)

struct other {
    pid_t pid;
    int to, from;
};

/* Opens the file when it may, runs that, says so, and stands still. */
static void play(int to, int from, const char *sql)
{
    sqlite3 *db = NULL;
    char byte;

    if (read(to, &byte, 1) != 1 ||
        sqlite3_open(t_store.file, &db) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        _exit(1);
    if (write(from, "x", 1) != 1)
        _exit(1);
    raise(SIGSTOP);
    _exit(0);
}

/* Before begin(), since it knows the file's name then. */
static struct other other_new(const char *sql)
{
    int to[2], from[2];
    struct other o;

    CHECK(pipe(to) == 0 && pipe(from) == 0);
    o = (struct other){.to = to[1], .from = from[0]};
    o.pid = fork();
    if (o.pid == 0) {
        close(to[1]);
        play(to[0], from[1], sql);
    }
    close(to[0]);
    close(from[1]);
    return o;
}

static void other_begin(struct other *o)
{
    int status;
    char byte;

    CHECK(write(o->to, "x", 1) == 1);
    CHECK(read(o->from, &byte, 1) == 1);
    CHECK(waitpid(o->pid, &status, WUNTRACED) == o->pid && WIFSTOPPED(status));
}

static void other_end(struct other *o)
{
    kill(o->pid, SIGKILL);
    CHECK(waitpid(o->pid, NULL, 0) == o->pid);
    close(o->to);
    close(o->from);
}

/* One place for all, so that children know it. */
static void settle_on_place(void)
{
    t_store_begin();
    t_store_end();
}

static void begin_in_place(void)
{
    CHECK(mkdir(t_store.home, 0700) == 0);
    t_store_open();
    t_store_keep("old", "kept before");
    t_store_until_kept(1);
}

static void a_stopped_writer_holds_up_nobody(void)
{
    struct other o;

    settle_on_place();
    o = other_new("BEGIN IMMEDIATE");
    begin_in_place();
    other_begin(&o);
    t_store_keep("new", "x");
    while (!t_store_report().writing)
        t_store_turn();
    CHECK(strstr(t_store_report().writing, "another process holds it locked") !=
          NULL);
    CHECK(t_store_has("old", "kept before"));
    CHECK_INT(t_store_report().waiting, 1);
    CHECK_INT(t_store_report().lost, 0);
    other_end(&o);
    t_store_until_kept(2);
    CHECK(t_store_has("new", "x"));
    CHECK(!t_store_report().writing);
    t_store_end();
}

/* Nothing can be read then, nor be waited for. */
static void a_stopped_owner_holds_up_nobody(void)
{
    struct other o;
    struct t_inquiry t;

    settle_on_place();
    o = other_new("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    begin_in_place();
    store_free(t_store.store);
    other_begin(&o);
    t_store_open();
    CHECK(t_store_begin_to_ask(&t, "old"));
    t_store_until_answered(&t);
    CHECK(!t.is_found);
    CHECK(strstr(t_store_report().reading, "another process holds it locked") !=
          NULL);
    other_end(&o);
    t_store.now.ms += 1000;
    CHECK(t_store_has("old", "kept before"));
    t_store_end();
}

static size_t size_of_log(void)
{
    char path[256];
    struct stat st;

    snprintf(path, sizeof(path), "%s-wal", t_store.file);
    return stat(path, &st) == 0 ? (size_t)st.st_size : 0;
}

/* It keeps the log from being emptied: that does not grow for ever. */
static void a_stopped_reader_fills_no_disk(void)
{
    char *body = malloc(MIB), path[20];
    struct other o;
    uint64_t x = 1;

    for (size_t i = 0; i < MIB; i++) {
        x = x * 6364136223846793005u + 1442695040888963407u;
        body[i] = (char)(x >> 56);
    }
    settle_on_place();
    o = other_new("BEGIN; SELECT count(*) FROM answer");
    begin_in_place();
    other_begin(&o);
    for (int i = 0; i < 150 && !t_store_report().writing; i++) {
        snprintf(path, sizeof(path), "%d", i);
        t_store_keep_bytes(path, body, MIB);
        while (!t_store_report().writing &&
               t_store_report().kept < (uint64_t)i + 2)
            t_store_turn();
    }
    CHECK(t_store_report().writing != NULL);
    CHECK(size_of_log() < 80 * MIB);
    CHECK(t_store_has("old", "kept before"));
    other_end(&o);
    t_store_keep("new", "x");
    while (t_store_report().waiting || t_store_report().writing)
        t_store_turn();
    CHECK(t_store_has("new", "x"));
    t_store_end();
    free(body);
}

enum { FIRST = 8, TIMES = 30 };

/* All wait for the gate, a pipe that is closed, so that all come at once. */
static void come_first(int gate)
{
    struct t_inquiry t;
    char byte;

    if (read(gate, &byte, 1) != 0)
        _exit(2);
    t_store_open();
    t_store_keep("mine", "x");
    t_store_ask(&t, "nothing");
    t_store_until_kept(1);
    if (t_store_report().reading || t_store_report().writing ||
        t_store_report().lost)
        printf("# reading: %s\n# writing: %s\n", t_store_report().reading,
               t_store_report().writing);
    fflush(stdout);
    _exit(check_failed || t_store_report().reading ||
          t_store_report().kept != 1);
}

static void mounts_that_come_first_at_once(void)
{
    pid_t pids[FIRST];
    int gate[2], status;

    for (int i = t_dice_rounds(TIMES); i > 0; i--) {
        settle_on_place();
        CHECK(mkdir(t_store.home, 0700) == 0);
        CHECK(pipe(gate) == 0);
        fflush(stdout);
        for (int k = 0; k < FIRST; k++) {
            pids[k] = fork();
            if (pids[k] == 0) {
                close(gate[1]);
                come_first(gate[0]);
            }
        }
        close(gate[0]);
        close(gate[1]);
        for (int k = 0; k < FIRST; k++) {
            CHECK(waitpid(pids[k], &status, 0) == pids[k]);
            CHECK_INT(status, 0);
        }
        t_store_open();
        t_store_end();
    }
}

TEST_MAIN({"mounts that come first at once", mounts_that_come_first_at_once},
          {"a stopped writer holds up nobody",
           a_stopped_writer_holds_up_nobody},
          {"a stopped owner holds up nobody", a_stopped_owner_holds_up_nobody},
          {"a stopped reader fills no disk", a_stopped_reader_fills_no_disk})
