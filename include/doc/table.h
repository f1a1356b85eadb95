/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables for cut, sort, join and awk, and for all that read CSV with a tab: a
 * header line, one record per line, all columns in every row. Neither tab nor
 * line end gets into a cell: each is made one line by doc/reflow. Nor does a
 * `"`, which readers of CSV take for the beginning of a quoted field, some even
 * in the middle of a cell: it becomes a typographic one.
 *
 * The last column is `remark`, which no record has. What could not be had is
 * a row of its own: its number in the column `number`, and a remark.
 *
 * The table of a whole list consists of those of its members, one after the
 * other: the selection says which.
 *
 *     ""        header and rows
 *     "header"  the same with the subject as first column, "number": the first
 *               of a list; of a column `number/cited` the title is "cited" then
 *     "rows"    rows with the subject as first column: those after it
 */
#ifndef OPSFS_DOC_TABLE_H
#define OPSFS_DOC_TABLE_H

#include "doc/fields.h"
#include "doc/render.h"

struct row {
    const xmlNode *node;
    char key[16]; /* a date in ISO form, "" for none */
    size_t at;    /* where it stood */
};

/* Elements of an answer. Embedded; borrows the tree. */
struct rows {
    struct row *at;
    size_t count;
    size_t capacity;
};

#define ROWS_INIT ((struct rows){0})

void rows_fini(struct rows *rows);

/* Adds what is found at `path` from there. 0, -ENOMEM. */
int rows_find(struct rows *rows, const xmlNode *from, const char *path);

/* The newest first, by the first date at `path`; those of one day as they
 * stood, those without a date last. 0, -ENOMEM. */
int rows_newest_first(struct rows *rows, const char *path);

/* The canonical names of what the rows are of, a list without those that OPS
 * does not have. 0, -ENOMEM. */
int rows_names(const struct rows *rows, struct buf *to);

/* A table being written. Embedded; borrows all. */
struct table {
    struct buf *to;
    const struct field *fields;
    struct selector *paths;   /* of the fields */
    const struct slice *lead; /* in front of each row; NULL for none */
    struct slice own;         /* of a column FIELD_NUMBER */
};

/* What a rendering's table has in front of its rows, and whether a header. */
const struct slice *table_lead(const struct rendering *r);
bool table_has_header(const struct rendering *r);

/* `fields` ends with {NULL}; `own` is what the table is of. 0, -ENOMEM; then
 * there is nothing to end. */
int table_begin(struct table *t, struct buf *to, const struct field *fields,
                const struct slice *lead, struct slice own);
void table_end(struct table *t);

void table_header(const struct table *t);
void table_row(const struct table *t, const xmlNode *node);

/* With this in its last column. */
void table_row_remark(const struct table *t, const xmlNode *node,
                      const char *text);

/* The number that a table is of, where its rows have none of their own; where
 * one stands in front of each row, there is no such column. */
void field_own(const struct found *at, struct buf *to);
#define FIELD_NUMBER                                                           \
    {                                                                          \
        "number", ".", field_own                                               \
    }

/* The last field of a table. */
#define FIELD_REMARK                                                           \
    {                                                                          \
        "remark", "@remark"                                                    \
    }

/* Of a table that begins with the line `header`, a row that is a remark on
 * `key`. */
void table_remark(struct slice header, struct slice key, const char *text,
                  struct buf *to);

/* A cell: one line, whatever the text. */
void table_cell(const char *text, struct buf *to);

/* A line that fields cannot express: `count` cells. */
void table_cells(struct buf *to, const struct slice *cells, size_t count);

/* A remark on what the table is of. */
void table_remark_own(const struct table *t, const char *text);

/* The same as a row of a table: a cell for each field except its number and its
 * remark. */
void table_texts(const struct table *t, const char *const *cells);

#endif
