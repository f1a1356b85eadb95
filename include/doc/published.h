/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the weekly lists of the European Publication Server have of a list of
 * numbers: further publications of the EP ones, as rows of doc/changes.
 *
 * What is remembered of a list is the last day that was read, `2024-03-20` in a
 * line, and the table of all such rows, newest first. Pure.
 */
#ifndef OPSFS_DOC_PUBLISHED_H
#define OPSFS_DOC_PUBLISHED_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

#define PUBLISHED "published" /* what the rows are called */

/* A day, and the canonical names that came out then, one per line. */
struct published_day {
    struct slice day;
    struct slice names;
};

/* `list`: one number per line; those that begin with `#` are others. `before`:
 * what was remembered; `at` NULL: this is the first reading, which marks the
 * beginning. Days come oldest first, none that was read before. 0, -ENOMEM, or
 * the buffer's error. */
int published_merge(struct slice list, struct slice before,
                    const struct published_day *days, size_t count,
                    int64_t wall, struct buf *to);

/* Of what is remembered: the day, and the table. */
void published_read(struct slice known, struct slice *ret_day,
                    struct slice *ret_table);

/* Is one of them of EP? */
bool published_has_ep(struct slice list);

#endif
