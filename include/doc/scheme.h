/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The items of a scheme answer (OPS guide 3.7), which stand inside each other
 * as the classification has them. Between a section and its classes, and
 * between a subclass and its main groups, there may be headings (levels 3 and
 * 6): items that have the symbol of one below them. They are passed over.
 */
#ifndef OPSFS_DOC_SCHEME_H
#define OPSFS_DOC_SCHEME_H

#include "doc/dom.h"

/* The item of that symbol; a heading only where there is no other. NULL. */
const xmlNode *scheme_find(const xmlNode *root, struct slice symbol);

/* The item after `at` (NULL: the first) of those one level below `top`, or,
 * with `deep`, of all below it, in the answer's order. */
const xmlNode *scheme_below(const xmlNode *top, const xmlNode *at, bool deep);

/* The item around it. */
const xmlNode *scheme_above(const xmlNode *item);

/* Without white space around it; "" for none. Borrowed. */
struct slice scheme_symbol(const xmlNode *item);

#endif
