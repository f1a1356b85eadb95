/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Unit tests as TAP (Test Anything Protocol): a table of cases, each a
 * function that checks. A failed check prints where and what, marks the case
 * as failed and goes on.
 *
 *     static void adds(void) { CHECK_INT(1 + 1, 2); }
 *     TEST_MAIN({"adds", adds})
 *
 *     test-sum            all cases
 *     test-sum adds ...   the cases whose name holds one of the words
 */
#ifndef OPSFS_TESTS_CHECK_H
#define OPSFS_TESTS_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct test_case {
    const char *name;
    void (*run)(void);
};

#define CHECK(condition) check_that((condition), __FILE__, __LINE__, #condition)

#define CHECK_INT(got, want)                                                   \
    check_int((long long)(got), (long long)(want), __FILE__, __LINE__, #got)

#define CHECK_STR(got, want) check_str((got), (want), __FILE__, __LINE__, #got)

#define TEST_MAIN(...)                                                         \
    int main(int argc, char **argv)                                            \
    {                                                                          \
        static const struct test_case cases[] = {__VA_ARGS__};                 \
        return check_run(argc, argv, cases, sizeof(cases) / sizeof(cases[0])); \
    }

/* Whether a check of the case that runs has failed. */
extern bool check_failed;

void check_that(bool ok, const char *file, int line, const char *what);
void check_int(long long got, long long want, const char *file, int line,
               const char *what);
void check_str(const char *got, const char *want, const char *file, int line,
               const char *what);

/* Runs the cases that the arguments name. The exit status: 1 if a case failed,
 * 2 if no case has such a name. */
int check_run(int argc, char **argv, const struct test_case *cases,
              size_t count);

#endif
