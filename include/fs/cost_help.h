/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The end of `.ops/help`: how long what OPS said is fresh, how to ask again,
 * and what a pattern of the shell costs.
 */
#ifndef OPSFS_FS_COST_HELP_H
#define OPSFS_FS_COST_HELP_H

#include "base/buf.h"

void print_cost_help(struct buf *to);

#endif
