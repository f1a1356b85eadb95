/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

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
    keep(path, body_of(i));
    until_kept(report().kept + report().lost + 1);
}

static bool has_number(int i)
{
    char path[20];

    snprintf(path, sizeof(path), "%d", i);
    return has(path, body_of(i));
}

static int64_t size_of_file(void)
{
    struct stat st;

    return stat(file, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* Sweeps what is to be swept; the WAL is then in the file. */
static void settle(void)
{
    while (store_deadline(store) != NEVER || is_busy())
        turn();
    reopen();
}

static void it_stays_within_its_size(void)
{
    store_size = 4 * MIB;
    begin();
    for (int i = 0; i < 1000; i++)
        keep_number(i);
    CHECK(has_number(999));
    CHECK(report().bytes <= store_size);
    CHECK_INT(report().allowed, store_size);
    settle();
    CHECK(size_of_file() <= store_size);
    CHECK(size_of_file() > store_size / 2);
    store_size = 1024 * MIB;
    end();
}

/* One that is read stays, though it came first. */
static void what_was_not_used_goes_first(void)
{
    store_size = 4 * MIB;
    begin();
    for (int i = 0; i < 500; i++) {
        keep_number(i);
        now.wall += 3600;
        CHECK(has_number(0));
    }
    CHECK(has_number(499));
    CHECK(!has_number(1));
    CHECK(!has_number(100));
    store_size = 1024 * MIB;
    end();
}

static void a_smaller_size_lets_go(void)
{
    begin();
    for (int i = 0; i < 500; i++)
        keep_number(i);
    settle();
    CHECK(size_of_file() > 8 * MIB);
    store_free(store);
    store_size = 3 * MIB;
    open_store();
    has_none("x");
    keep_number(500);
    settle();
    CHECK(size_of_file() <= store_size);
    CHECK(has_number(500));
    store_size = 1024 * MIB;
    end();
}

static void a_record_that_is_too_large_is_not_kept(void)
{
    char *large = calloc(1, (size_t)MIB);

    memset(large, 'x', (size_t)MIB - 1);
    store_size = 4 * MIB;
    begin();
    keep("large", large);
    CHECK_INT(report().lost, 1);
    CHECK(has_none("large"));
    keep("small", "x");
    until_kept(2);
    CHECK(has("small", "x"));
    store_size = 1024 * MIB;
    end();
    free(large);
}

TEST_MAIN({"it stays within its size", it_stays_within_its_size},
          {"what was not used goes first", what_was_not_used_goes_first},
          {"a smaller size lets go", a_smaller_size_lets_go},
          {"a record that is too large is not kept",
           a_record_that_is_too_large_is_not_kept})
