/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The user's own names for searches: one file, `name = CQL` a line, `#` before
 * a comment. Read again when it has changed; tree/own_files says what counts as
 * the user's.
 *
 * A name has letters, digits, `-`, `_` and `.`, so that a query with an
 * operator is never taken for one; where a name is also a word that could be
 * searched for, the name is meant.
 */
#ifndef OPSFS_TREE_SEARCHES_H
#define OPSFS_TREE_SEARCHES_H

#include "base/str.h"

#include <stdbool.h>

struct searches;

/* `path`: the file, which need not exist yet. NULL: no memory. */
struct searches *searches_new(const char *path);
void searches_free(struct searches *s);

/* Reads it if it has changed, which `ret_anew` says. 0, also when it is not
 * there; -EFBIG, -EPERM, -ENOMEM, or why it cannot be read: then no search has
 * a name. */
int searches_look(struct searches *s, bool *ret_anew);

/* `name<TAB>CQL`, a line each, in the file's order; any other line stands in
 * its place as one that begins with `#` and says why. Borrowed until the next
 * look. */
struct slice searches_text(const struct searches *s);
unsigned searches_era(const struct searches *s); /* another after a change */

bool searches_is_name(struct slice name); /* it could be one */

/* The query of that name; borrowed until the next look. */
bool searches_find(const struct searches *s, struct slice name,
                   struct slice *ret_query);

#endif
