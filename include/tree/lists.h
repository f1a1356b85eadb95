/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The user's own lists of numbers: files of one directory, a number a line in
 * any spelling, `#` before a comment. Read again when they have changed;
 * tree/own_files says what counts as the user's. Reads are bounded.
 */
#ifndef OPSFS_TREE_LISTS_H
#define OPSFS_TREE_LISTS_H

#include "base/blob.h"
#include "base/str.h"

struct lists;

/* `path`: the directory, which need not exist yet. NULL: no memory. */
struct lists *lists_new(const char *path);
void lists_free(struct lists *l);

/* Their names, in the directory's order. 0, what `each` returned, or an errno;
 * no directory is no list. */
int lists_names(struct lists *l, int (*each)(void *arg, struct slice name),
                void *arg);

/* A list as canonical numbers, one a line, in its order, none twice; a line
 * that is no number stands in its place as a line that begins with `#` and says
 * so. `ret_text` is borrowed until the next call; `ret_anew`: it was read for
 * the first time, or has changed. 0; -ENOENT, -EFBIG, -EPERM, or why it cannot
 * be read. */
int lists_read(struct lists *l, struct slice name, struct blob **ret_text,
               bool *ret_anew);

#endif
