/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What changed: the tables that are made of the answers of one patent, or of
 * a search, now, beside what was known of them before.
 *
 * The table that comes out is also what is known the next time. Its columns are
 * seen, number, what, date, code, text and remark; a row is never taken out of
 * it. What is new comes first, then all that was there, as it was:
 *
 *     2026-11-29T06:00:00Z    an event or member that was not there before
 *     (2026-11-01T06:00:00Z)  … that was there at the first reading: no news,
 *                             and in the order of text before any date
 *
 * What is there no longer gets a row of its own, `legal gone` for `legal`, with
 * the day on which that was seen; should it come back, one more. A table that
 * could not be had says nothing about what is gone. Pure.
 */
#ifndef OPSFS_DOC_CHANGES_H
#define OPSFS_DOC_CHANGES_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "doc/render.h"

#include <stdint.h>

#define CHANGES_HIT "hit" /* of a search: known by its number alone */
#define CHANGES_HEADER "seen\tnumber\twhat\tdate\tcode\ttext\tremark\n"

/* The column `seen`, of a reading at `wall`, the first one or not. */
#define CHANGES_SEEN (CLOCK_STAMP + 2)
void changes_seen(int64_t wall, bool first, char ret_seen[CHANGES_SEEN]);

/* A row of the table. */
struct changes_row {
    struct slice number, what, date, code, text;
    bool is_gone;
};
void changes_add_row(const char *seen, const struct changes_row *row,
                     struct buf *to);

/* One of the tables, with a header line. */
struct changes_table {
    const char *what; /* what its rows are called */
    const char *date; /* the names of its columns; NULL: it has none such */
    const char *code;
    const char *text;
    struct slice table; /* `at` NULL: it could not be had */
    const char *number; /* the column of numbers; NULL: all are of one */
    bool is_part;       /* what is not in it is not gone */
};

/* `before`: what came out the last time; `at` NULL: this is the first. `wall`:
 * of the reading, in Unix seconds. 0, -ENOMEM, or the buffer's error. */
int changes_merge(struct slice number, struct slice before,
                  const struct changes_table *tables, size_t count,
                  int64_t wall, struct buf *to);

/* Whether what was known has that hit; newest first. */
bool changes_know(struct slice before, struct slice number);

/* The table of nothing: its header. As render(). */
int changes_render(const struct rendering *r);

/* The tables of several patents as one, newest first; each has its header. */
int changes_join(const struct slice *tables, size_t count, struct buf *to);

#endif
