/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "check.h"

#include "store/home.h"

#define MIB ((int64_t)1 << 20)

static char body[20001];

/* Hardly shrinks, and says which it is. */
static const char *body_of(int i)
{
    uint64_t x = (uint64_t)i + 1;

    for (size_t at = 0; at + 1 < sizeof(body); at++) {
        x = x * 6364136223846793005u + 1442695040888963407u;
        body[at] = (char)(33 + (x >> 33) % 90);
    }
    return body;
}

static void keep_number(int i)
{
    char path[20];

    snprintf(path, sizeof(path), "%d", i);
    t_store_keep(path, body_of(i));
    t_store_until_kept(t_store_report().kept + t_store_report().lost + 1);
}

static bool has_number(int i)
{
    char path[20];

    snprintf(path, sizeof(path), "%d", i);
    return t_store_has(path, body_of(i));
}

static int64_t size_of_file(void)
{
    struct stat st;

    return stat(t_store.file, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* Sweeps what is to be swept; the WAL is then in the file. */
static void settle(void)
{
    while (store_deadline(t_store.store) != NEVER || t_store_is_busy())
        t_store_turn();
    t_store_reopen();
}

static void it_stays_within_its_size(void)
{
    t_store.size = 4 * MIB;
    t_store_begin();
    for (int i = 0; i < 1000; i++)
        keep_number(i);
    CHECK(has_number(999));
    CHECK(t_store_report().bytes <= t_store.size);
    CHECK_INT(t_store_report().allowed, t_store.size);
    settle();
    CHECK(size_of_file() <= t_store.size);
    CHECK(size_of_file() > t_store.size / 2);
    t_store.size = 1024 * MIB;
    t_store_end();
}

/* One that is read stays, though it came first. */
static void what_was_not_used_goes_first(void)
{
    t_store.size = 4 * MIB;
    t_store_begin();
    for (int i = 0; i < 500; i++) {
        keep_number(i);
        t_store.now.wall += 3600;
        CHECK(has_number(0));
    }
    CHECK(has_number(499));
    CHECK(!has_number(1));
    CHECK(!has_number(100));
    t_store.size = 1024 * MIB;
    t_store_end();
}

static void a_smaller_size_lets_go(void)
{
    t_store_begin();
    for (int i = 0; i < 500; i++)
        keep_number(i);
    settle();
    CHECK(size_of_file() > 8 * MIB);
    store_free(t_store.store);
    t_store.size = 3 * MIB;
    t_store_open();
    t_store_has_none("x");
    keep_number(500);
    settle();
    CHECK(size_of_file() <= t_store.size);
    CHECK(has_number(500));
    t_store.size = 1024 * MIB;
    t_store_end();
}

static void a_record_that_is_too_large_is_not_kept(void)
{
    char *large = calloc(1, (size_t)MIB);

    memset(large, 'x', (size_t)MIB - 1);
    t_store.size = 4 * MIB;
    t_store_begin();
    t_store_keep("large", large);
    CHECK_INT(t_store_report().lost, 1);
    CHECK(t_store_has_none("large"));
    t_store_keep("small", "x");
    t_store_until_kept(2);
    CHECK(t_store_has("small", "x"));
    t_store.size = 1024 * MIB;
    t_store_end();
    free(large);
}

/* --- what waits ---------------------------------------------------------- */

/* More than may wait to be kept, without a turn in which it is written. */
#define CROWD 20100u

static const char *member(unsigned i)
{
    static char path[32];

    snprintf(path, sizeof(path), "member/%u", i);
    return path;
}

/* The rest is counted, and the status has the count. */
static void what_cannot_wait_is_lost_and_counted(void)
{
    t_store_begin();
    CHECK(t_store_has_none("x"));
    for (unsigned i = 0; i < CROWD; i++)
        t_store_keep(member(i), "x");
    CHECK_INT(t_store_report().waiting + t_store_report().lost, CROWD);
    CHECK(t_store_report().lost > 0);
    t_store_until_kept(CROWD);
    CHECK(t_store_has(member(0), "x"));
    CHECK(t_store_has_none(member(CROWD - 1)));
    t_store_keep(member(CROWD - 1), "x");
    t_store_until_kept(CROWD + 1);
    CHECK(t_store_has(member(CROWD - 1), "x"));
    t_store_end();
}

/* All that is known of a long list, say. */
static void what_is_to_go_has_room_to_wait(void)
{
    struct store_key key;

    t_store_begin();
    CHECK(t_store_has_none("x"));
    t_store_keep("last", "x");
    t_store_until_kept(1);
    for (unsigned i = 0; i < CROWD; i++) {
        key = t_store_key(member(i));
        store_drop(t_store.store, &key);
    }
    key = t_store_key("last");
    store_drop(t_store.store, &key);
    CHECK(t_store_has_none("last"));
    while (t_store_report().waiting)
        t_store_turn();
    CHECK_INT(t_store_report().lost, 0);
    t_store_reopen();
    CHECK(t_store_has_none("last"));
    t_store_end();
}

TEST_MAIN({"it stays within its size", it_stays_within_its_size},
          {"what was not used goes first", what_was_not_used_goes_first},
          {"a smaller size lets go", a_smaller_size_lets_go},
          {"a record that is too large is not kept",
           a_record_that_is_too_large_is_not_kept},
          {"what cannot wait is lost and counted",
           what_cannot_wait_is_lost_and_counted},
          {"what is to go has room to wait", what_is_to_go_has_room_to_wait})
