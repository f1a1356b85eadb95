/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include "check.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

static void gives_zeroed_memory_that_stays(void)
{
    struct arena a = ARENA_INIT;
    long long *first = arena_new(&a, sizeof(*first));
    const char *text = arena_text(&a, "abcdef", 3);

    CHECK(first && *first == 0);
    CHECK_INT((uintptr_t)first % _Alignof(max_align_t), 0);
    for (int i = 0; i < 1000; i++)
        CHECK(arena_new(&a, 100) != NULL);
    CHECK_STR(text, "abc");
    CHECK_INT(a.error, 0);
    arena_fini(&a);
    arena_fini(&a);
}

static void much_is_as_good(void)
{
    const size_t sizes[] = {100, (size_t)3 << 20, 1000, (size_t)1 << 20};
    struct arena a = ARENA_INIT;

    for (int i = 0; i < 40; i++) {
        size_t size = sizes[i % 4];
        char *at = arena_new(&a, size);

        CHECK(at && at[0] == 0 && at[size - 1] == 0);
        CHECK_INT((uintptr_t)at % _Alignof(max_align_t), 0);
        memset(at, 'x', size);
    }
    CHECK_INT(a.error, 0);
    arena_fini(&a);
}

static void expecting_promises_nothing(void)
{
    const size_t sizes[] = {0, 10, 5000, (size_t)5 << 20, SIZE_MAX / 2};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        struct arena a = ARENA_INIT;

        arena_expect(&a, sizes[i]);
        for (int n = 0; n < 100; n++) {
            char *at = arena_new(&a, 1000);

            CHECK(at && at[0] == 0 && at[999] == 0);
        }
        CHECK_INT(a.error, 0);
        arena_fini(&a);
    }
}

static void nothing_is_an_empty_text(void)
{
    struct arena a = ARENA_INIT;

    CHECK_STR(arena_text(&a, NULL, 0), "");
    arena_fini(&a);
}

static void too_much_is_an_error_that_sticks(void)
{
    struct arena a = ARENA_INIT;

    CHECK(arena_new(&a, SIZE_MAX) == NULL);
    CHECK_STR(arena_text(&a, "x", SIZE_MAX - 1), "");
    CHECK(arena_new(&a, 1) != NULL);
    CHECK_INT(a.error, -ENOMEM);
    arena_fini(&a);
}

TEST_MAIN({"gives zeroed memory that stays", gives_zeroed_memory_that_stays},
          {"much is as good", much_is_as_good},
          {"expecting promises nothing", expecting_promises_nothing},
          {"nothing is an empty text", nothing_is_an_empty_text},
          {"too much is an error that sticks",
           too_much_is_an_error_that_sticks})
