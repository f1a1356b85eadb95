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

struct t_spelt {
    const char *typed;
    const char *name;
};

int t_number_parse(const char *typed, size_t len, struct number *ret_number,
                   char *ret_candidates);

bool t_number_same(const struct number *a, const struct number *b);

/* The name reads back as the number, and is canonical; nothing else is. */
void t_number_canonical(const struct number *n, const char *typed);

void t_number_spelt(const struct t_spelt *row);

#define T_EACH(rows)                                                           \
    do {                                                                       \
        for (size_t i = 0; i < sizeof(rows) / sizeof(*(rows)); i++)            \
            t_number_spelt(&(rows)[i]);                                        \
    } while (0)

#define T_SPELT(...)                                                           \
    do {                                                                       \
        static const struct t_spelt rows[] = {__VA_ARGS__};                    \
        for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)              \
            t_number_spelt(&rows[i]);                                          \
    } while (0)

#endif
