/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A server as a place (tree/place.h): one for OPS, for the publication server
 * and for OPS's figures each, after those that keep answers. It keeps nothing,
 * and has nothing of the other servers'.
 */
#ifndef OPSFS_TREE_OPS_PLACE_H
#define OPSFS_TREE_OPS_PLACE_H

#include "net/sched.h"
#include "tree/place.h"

/* NULL: no memory. */
struct answer_place *ops_place_new(struct sched *sched, enum server server);
void ops_place_free(struct answer_place *p);

/* What holds a job back, for a reader whose time is up: the verdict on its
 * latest try, or the pace. */
void ops_place_explain(enum job_state state, const struct verdict *last,
                       const struct finding *finding, struct why *why);

#endif
