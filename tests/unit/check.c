/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"

bool check_failed;

void check_that(bool ok, const char *file, int line, const char *what)
{
    if (ok)
        return;
    check_failed = true;
    printf("# %s:%d: not so: %s\n", file, line, what);
}

void check_int(long long got, long long want, const char *file, int line,
               const char *what)
{
    if (got == want)
        return;
    check_failed = true;
    printf("# %s:%d: %s is %lld, not %lld\n", file, line, what, got, want);
}

void check_str(const char *got, const char *want, const char *file, int line,
               const char *what)
{
    if (got && want && strcmp(got, want) == 0)
        return;
    check_failed = true;
    printf("# %s:%d: %s is \"%s\", not \"%s\"\n", file, line, what,
           got ? got : "(null)", want ? want : "(null)");
}

static bool is_chosen(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strstr(name, argv[i]))
            return true;
    }
    return argc < 2;
}

static int no_such_case(const struct test_case *cases, size_t count)
{
    fprintf(stderr, "no such case; there are:\n");
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "    %s\n", cases[i].name);
    return 2;
}

static bool passes(const struct test_case *test, size_t number)
{
    check_failed = false;
    test->run();
    printf("%sok %zu - %s\n", check_failed ? "not " : "", number, test->name);
    fflush(stdout);
    return !check_failed;
}

int check_run(int argc, char **argv, const struct test_case *cases,
              size_t count)
{
    size_t chosen = 0, number = 0;
    int failures = 0;

    for (size_t i = 0; i < count; i++)
        chosen += is_chosen(cases[i].name, argc, argv);
    if (chosen == 0)
        return no_such_case(cases, count);
    printf("1..%zu\n", chosen);
    fflush(stdout); /* or a child of a test prints it again */
    for (size_t i = 0; i < count; i++) {
        if (is_chosen(cases[i].name, argc, argv))
            failures += !passes(&cases[i], ++number);
    }
    return failures ? 1 : 0;
}
