/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers that are asked for anew before their time is over, because somebody
 * says so.
 */
#ifndef OPSFS_TREE_RENEW_H
#define OPSFS_TREE_RENEW_H

#include "tree/cache.h"

/* The next reader has it asked for anew, with all answers that it is made of,
 * and what else is made of the same answer; should that fail, what is known is
 * shown. */
void cache_refresh(struct cache *c, const struct request *request,
                   struct instant now);

/* The same of all answers whose paths begin so, those that only the store has
 * included. Remembered for the last few such stems. */
void cache_refresh_all(struct cache *c, struct slice stem, struct instant now);

/* What is known of these requests, a path a line, and what was made of the
 * first of its answers if that is among them. */
void cache_forget(struct cache *c, struct slice paths, struct instant now);

/* And of all with paths that begin so. */
void cache_forget_all(struct cache *c, struct slice stem, struct instant now);

/* What was shown though its time was over is asked for anew by the next reader:
 * OPS can be asked again. */
void cache_renew(struct cache *c, struct instant now);

#endif
