/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The makers and listeners there are, in the order in which the cache asks
 * them: what is made of answers (tree/assemble), what a neighbour's answer says
 * (tree/derive), what a place has (tree/fetch); and tree/fill.
 */
#ifndef OPSFS_TREE_MAKERS_H
#define OPSFS_TREE_MAKERS_H

#include "tree/place.h"

#include <stdbool.h>

struct aside;
struct listener;
struct maker;
struct worker;

struct makers_options {
    /* After memory, in order; borrowed. They forget all questions before
     * the cache is freed. */
    struct answer_place *const *places;
    size_t count;
    struct worker *worker; /* for long work; freed before. NULL: none */
    struct aside *aside;   /* for pages and pictures; NULL: there are none */
    size_t hits;           /* of one search, at most */
    bool
        no_bulk; /* records come by requests of their own only, frame and all */
    bool verbatim; /* nothing is made of a part of another answer */
};

/* For cache_options. */
struct makers {
    struct maker *assemble, *derive, *fetch;
    struct listener *fill;
    struct maker *makers[4];
    struct listener *listeners[5];
};

int makers_init(struct makers *m, const struct makers_options *options);
void makers_fini(struct makers *m); /* after the cache; also after a failure */

#endif
