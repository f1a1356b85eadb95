/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the answer of a bulk request means, for the scheduler: it is examined
 * like any other, and taken apart into one answer a reference, each in the
 * canonical form of doc/exchange.
 */
#ifndef OPSFS_TREE_BULK_H
#define OPSFS_TREE_BULK_H

#include "net/bulk.h"

extern const struct bulk_calls bulk_calls;

#endif
