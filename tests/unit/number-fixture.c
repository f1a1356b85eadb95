/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number-fixture.h"

#include "ops/number_parse.h"

int t_number_parse(const char *typed, size_t len, struct number *ret_number,
                   char *ret_candidates)
{
    char *copy = malloc(len ? len : 1);
    int r;

    memcpy(copy, typed, len);
    r = number_parse((struct slice){copy, len}, ret_number, ret_candidates);
    free(copy);
    return r;
}

bool t_number_same(const struct number *a, const struct number *b)
{
    return a->what == b->what && strcmp(a->country, b->country) == 0 &&
           strcmp(a->number, b->number) == 0 && strcmp(a->kind, b->kind) == 0;
}

void t_number_canonical(const struct number *n, const char *typed)
{
    char name[NUMBER_NAME], candidates[NUMBER_CANDIDATES];
    struct number again;

    number_name(n, name);
    CHECK_INT(number_parse(slice_of(name), &again, candidates), 0);
    CHECK(t_number_same(n, &again));
    CHECK(number_is_canonical(slice_of(name)));
    CHECK_INT(number_is_canonical(slice_of(typed)), strcmp(typed, name) == 0);
}

void t_number_spelt(const struct t_spelt *row)
{
    bool doubt = row->name && strchr(row->name, ':');
    char name[NUMBER_NAME], candidates[NUMBER_CANDIDATES] = "untouched";
    struct number n = {.country = "??"};
    int r = t_number_parse(row->typed, strlen(row->typed), &n, candidates);

    CHECK_INT(r, doubt ? -EINVAL : row->name ? 0 : -ENOENT);
    CHECK_STR(candidates, doubt ? row->name : "");
    if (r == 0) {
        number_name(&n, name);
        CHECK_STR(name, row->name);
        t_number_canonical(&n, row->typed);
    } else {
        CHECK_STR(n.country, "??");
        CHECK(!number_is_canonical(slice_of(row->typed)));
    }
    if (check_failed)
        printf("# for the spelling \"%s\"\n", row->typed);
}
