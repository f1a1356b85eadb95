/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spellings and what they are: the canonical name; NULL when it is no number;
 * a text with a colon in it for a doubt, which names what it could be. Each
 * spelling is read from memory of just its size.
 */
#ifndef OPSFS_TESTS_NUMBER_FIXTURE_H
#define OPSFS_TESTS_NUMBER_FIXTURE_H

#include "ops/number_reference.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

struct spelt {
    const char *typed;
    const char *name;
};

static inline int parse_exact(const char *typed, size_t len,
                              struct number *ret_number, char *ret_candidates)
{
    char *copy = malloc(len ? len : 1);
    int r;

    memcpy(copy, typed, len);
    r = number_parse((struct slice){copy, len}, ret_number, ret_candidates);
    free(copy);
    return r;
}

static inline bool same_number(const struct number *a, const struct number *b)
{
    return a->what == b->what && strcmp(a->country, b->country) == 0 &&
           strcmp(a->number, b->number) == 0 && strcmp(a->kind, b->kind) == 0;
}

/* The name reads back as the number, and is canonical; nothing else is. */
static inline void check_canonical(const struct number *n, const char *typed)
{
    char name[NUMBER_NAME], candidates[NUMBER_CANDIDATES];
    struct number again;

    number_name(n, name);
    CHECK_INT(number_parse(slice_of(name), &again, candidates), 0);
    CHECK(same_number(n, &again));
    CHECK(number_is_canonical(slice_of(name)));
    CHECK_INT(number_is_canonical(slice_of(typed)), strcmp(typed, name) == 0);
}

static inline void check_spelt(const struct spelt *row)
{
    bool doubt = row->name && strchr(row->name, ':');
    char name[NUMBER_NAME], candidates[NUMBER_CANDIDATES] = "untouched";
    struct number n = {.country = "??"};
    int r = parse_exact(row->typed, strlen(row->typed), &n, candidates);

    CHECK_INT(r, doubt ? -EINVAL : row->name ? 0 : -ENOENT);
    CHECK_STR(candidates, doubt ? row->name : "");
    if (r == 0) {
        number_name(&n, name);
        CHECK_STR(name, row->name);
        check_canonical(&n, row->typed);
    } else {
        CHECK_STR(n.country, "??");
        CHECK(!number_is_canonical(slice_of(row->typed)));
    }
    if (check_failed)
        printf("# for the spelling \"%s\"\n", row->typed);
}

#define SPELT(...)                                                             \
    do {                                                                       \
        static const struct spelt rows[] = {__VA_ARGS__};                      \
        for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)              \
            check_spelt(&rows[i]);                                             \
    } while (0)

#endif
