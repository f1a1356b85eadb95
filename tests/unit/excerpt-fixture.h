/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is taken out of larger answers, as text: what the tests of doc/excerpt,
 * doc/abstract and doc/register_parts share.
 */
#ifndef OPSFS_TESTS_EXCERPT_FIXTURE_H
#define OPSFS_TESTS_EXCERPT_FIXTURE_H

#include "doc/abstract.h"
#include "doc/excerpt.h"
#include "doc/exchange.h"
#include "doc/register_parts.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

#define T_EXCERPT_MAX 16
#define T_EXCERPT_BYTES ((size_t)4 << 20)

struct t_excerpts {
    size_t count;
    int end;                    /* what excerpts_next() returned at the end */
    char *names[T_EXCERPT_MAX]; /* EP.1.A1 */
    char *texts[T_EXCERPT_MAX];
};

/* All whole ones of `body`; others are left out. */
void t_excerpt_take(struct t_excerpts *t, struct slice body);

void t_excerpt_fini(struct t_excerpts *t);

/* The names of the whole ones, joined by blanks. */
void t_excerpt_names(const char *body, const char *names, int end);

void t_excerpt_text(const char *body, size_t index, const char *want);

void t_excerpt_abstracts(struct slice biblio, int r, const char *want);

void t_excerpt_reduced(struct slice body, unsigned keep, int r,
                       const char *want);

#endif
