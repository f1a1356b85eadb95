/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The searches that the user has named, as the tree shows them: a directory of
 * such a name is that of the query which the file says. What is wrong with a
 * line is reported once. Private to fs/.
 */
#ifndef OPSFS_FS_SEARCH_TEXT_H
#define OPSFS_FS_SEARCH_TEXT_H

#include "base/str.h"

#include <stdbool.h>

struct fs;
struct node;

/* Has the file read if it has changed; names and queries as searches_text()
 * says. */
struct slice search_text(struct fs *fs);

/* Whether a node is such a directory, or is in one. The query is borrowed until
 * the next look at the file. */
bool search_is_named(struct fs *fs, const struct node *node,
                     struct slice *ret_query);

/* Whether a file of searches may name the directory: what was known of it then
 * counts only while the file gives it the same query. */
bool search_may_be_named(const struct node *node);

#endif
