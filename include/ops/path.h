/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grammar of the tree, one step at a time: a room and a name give the row
 * of ops/names that the name belongs to; all steps of a path together give
 * the location that a request is made for. Pure: no state, no inode, no
 * allocation.
 */
#ifndef OPSFS_OPS_PATH_H
#define OPSFS_OPS_PATH_H

#include "base/str.h"
#include "ops/names.h"
#include "ops/reference.h"

/* One step: which row, in which form (files), and what it says to OPS. */
struct step {
    const struct name *row;
    enum form form; /* of a file; FORM_COUNT for a directory or live file */
    size_t len;
    char text[REFERENCE_MAX + 1]; /* for the row's slot, NUL-terminated */
};

/* 0; -ENOENT: there cannot be such a name in that room; -EINVAL: it could be
 * several things, which the text of the step says. */
int path_step(enum room room, struct slice name, struct step *ret_step);

/* All steps of a path to a file, as one value. */
struct location {
    const struct name *row;
    enum form form;
    struct slice slots[SLOT_COUNT]; /* borrowed from whoever keeps the steps */
};

/* What `ls` of a room shows from the table alone, in the table's order; a
 * non-zero return of `each` stops and is returned. */
int path_list(enum room room,
              int (*each)(void *arg, struct slice name, const struct name *row),
              void *arg);

/* The same with what is not listed: all names that stand in the table as they
 * are spelled. The others are numbers, queries, and other spellings. */
int path_words(enum room room,
               int (*each)(void *arg, struct slice name,
                           const struct name *row),
               void *arg);
bool path_is_word(enum room room, struct slice name);

#endif
