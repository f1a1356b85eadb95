/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An element on one line, whatever is in it: its parts in their order,
 * separated as their rows of doc/labels say, and what attributes say of a part
 * after it in brackets. Dates are in ISO form.
 */
#ifndef OPSFS_DOC_FOLD_H
#define OPSFS_DOC_FOLD_H

#include "doc/labels.h"
#include "doc/reflow.h"

/* The text below. */
void fold_below(struct reflow *f, const xmlNode *node);

/* What attributes shown so say: `family 19768124, EP1000000A1`; the first after
 * `glue`. True when there were any. */
bool fold_attributes(struct reflow *f, const xmlNode *node, unsigned showings,
                     const char *glue);

#define SHOWN(showing) (1u << (showing))

#endif
