/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The maker of what is made of answers: an entry whose bytes are no answer of
 * OPS's but a text or table of one or more of them (ops/facets). It waits for
 * those like any reader does, so one fetch serves every file that is made of
 * it, and what nobody waits for any more is not asked for.
 *
 * Which answers, and how they become one, is the plan's (tree/plans). Each is
 * rendered as it comes, at once or by the worker, and let go. Private to tree/.
 */
#ifndef OPSFS_TREE_ASSEMBLE_H
#define OPSFS_TREE_ASSEMBLE_H

#include "aside/aside.h"
#include "base/worker.h"
#include "tree/maker.h"
#include "tree/place.h"

/* `worker`: for long work; NULL: there is none; freed before. `aside`: for
 * pages and pictures, or NULL. `last` of the places. `hits`: of one search, at
 * most. `no_bulk`: as derive_new(). NULL: no memory. */
struct maker *assemble_new(struct worker *worker, struct aside *aside,
                           struct answer_place *last, size_t hits,
                           bool no_bulk);

#endif
