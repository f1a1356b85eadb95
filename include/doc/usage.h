/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OPS's own usage figures of an account (OPS guide 2.4): JSON, whose innermost
 * lists have a number for each day of a kind. Pure.
 */
#ifndef OPSFS_DOC_USAGE_H
#define OPSFS_DOC_USAGE_H

#include "base/buf.h"
#include "ops/identity.h"
#include "ops/verdict.h"

/* As intake_examine(): are these such figures? */
void usage_examine(const struct identity *asked, const struct received *got,
                   struct finding *ret_finding);

/* A table, a row for each day and kind, newest first. 0, -EBADMSG, -ENOMEM. */
int usage_render(struct slice answer, struct buf *to);

#endif
