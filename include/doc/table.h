/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables for cut, sort, join and awk: tab-separated, a header line, one record
 * a line. Columns stay where they are: new ones come behind the last.
 *
 * The table of a whole list is made of those of its members, one behind the
 * other: their rendering's part says so.
 *
 *     ""        header and rows
 *     "header"  the same with the subject as first column, "patent": the first of
 *               a list
 *     "rows"    rows with the subject as first column: those behind it
 */
#ifndef OPSFS_DOC_TABLE_H
#define OPSFS_DOC_TABLE_H

#include "doc/dom.h"
#include "doc/fields.h"
#include "doc/render.h"

struct row {
    const xmlNode *node;
    char key[16]; /* a date in ISO form, "" for none */
    size_t at;    /* where it stood */
};

/* Elements of the answer. Embedded; borrows the tree. */
struct rows {
    struct row *at;
    size_t count;
    size_t capacity;
};

#define ROWS_INIT ((struct rows){0})

void rows_fini(struct rows *rows);

/* Adds all elements of that name below `top`; in the answer. 0, -ENOMEM. */
int rows_below(struct rows *rows, const xmlNode *top, enum ns ns,
               const char *name);
int rows_find(struct rows *rows, const struct rendering *r, enum ns ns,
              const char *name);

/* The newest first, by the first date at `path`; those of one day as they
 * stood, those without a date last. 0, -ENOMEM. */
int rows_newest_first(struct rows *rows, const char *path);

/* `fields` ends with {NULL}. The lead of a row is what stands before its first
 * column, for rows that no fields can tell. */
void table_header(const struct rendering *r, const struct field *fields);
void table_lead(const struct rendering *r);
void table_row(const struct rendering *r, const struct field *fields,
               const xmlNode *node);

/* Header and rows. */
void table(const struct rendering *r, const struct field *fields,
           const struct rows *rows);

/* The canonical names of what the rows are of, a list without those that OPS
 * has not. 0, -ENOMEM. */
int rows_names(const struct rows *rows, struct buf *to);

/* 0 when the answer has such an element, or there is none; -EBADMSG. */
int answer_has(const struct rendering *r, enum ns ns, const char *name);

#endif
