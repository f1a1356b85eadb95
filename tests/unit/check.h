/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Unit tests as TAP (Test Anything Protocol): a table of cases, each a
 * function that checks. A failed check prints where and what, marks the case
 * as failed and goes on.
 *
 *     static void adds(void) { CHECK_INT(1 + 1, 2); }
 *     TEST_MAIN({"adds", adds})
 */
#ifndef OPSFS_TESTS_CHECK_H
#define OPSFS_TESTS_CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct test_case {
    const char *name;
    void (*run)(void);
};

static bool check_failed;

#define CHECK(condition)                                                       \
    check_that((condition), __FILE__, __LINE__, #condition)

#define CHECK_INT(got, want)                                                   \
    check_int((long long)(got), (long long)(want), __FILE__, __LINE__, #got)

#define CHECK_STR(got, want)                                                   \
    check_str((got), (want), __FILE__, __LINE__, #got)

#define TEST_MAIN(...)                                                         \
    int main(void)                                                             \
    {                                                                          \
        static const struct test_case cases[] = {__VA_ARGS__};                 \
        return check_run(cases, sizeof(cases) / sizeof(cases[0]));             \
    }

static inline void check_that(bool ok, const char *file, int line,
                              const char *what)
{
    if (ok)
        return;
    check_failed = true;
    printf("# %s:%d: not so: %s\n", file, line, what);
}

static inline void check_int(long long got, long long want, const char *file,
                             int line, const char *what)
{
    if (got == want)
        return;
    check_failed = true;
    printf("# %s:%d: %s is %lld, not %lld\n", file, line, what, got, want);
}

static inline void check_str(const char *got, const char *want,
                             const char *file, int line, const char *what)
{
    if (got && want && strcmp(got, want) == 0)
        return;
    check_failed = true;
    printf("# %s:%d: %s is \"%s\", not \"%s\"\n", file, line, what,
           got ? got : "(null)", want ? want : "(null)");
}

static inline int check_run(const struct test_case *cases, size_t count)
{
    int failures = 0;

    printf("1..%zu\n", count);
    for (size_t i = 0; i < count; i++) {
        check_failed = false;
        cases[i].run();
        failures += check_failed;
        printf("%sok %zu - %s\n", check_failed ? "not " : "", i + 1,
               cases[i].name);
        fflush(stdout);
    }
    return failures ? 1 : 0;
}

#endif
