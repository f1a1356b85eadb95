/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers that are asked for anew before their time is over, because somebody
 * says so.
 */
#ifndef OPSFS_TREE_RENEW_H
#define OPSFS_TREE_RENEW_H

#include "tree/cache.h"

/* The next reader has it asked for anew, and what is made of the same answer
 * with it; should that fail, what is known is shown. `drop`: it is
 * forgotten. */
void cache_refresh(struct cache *c, const struct request *request, bool drop,
                   struct instant now);

/* What was shown though its time was over is asked for anew by the next reader:
 * OPS can be asked again. */
void cache_renew(struct cache *c, struct instant now);

#endif
