/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facets that are rows: elements of an answer, each a line of a table, a
 * canonical name, or some `Label: value` lines.
 */
#ifndef OPSFS_DOC_VIEW_H
#define OPSFS_DOC_VIEW_H

#include "doc/table.h"

/* Some lines of a text: those of a kind of elements. */
struct section {
    const char *rows;           /* path from the root; "." is the root itself */
    const char *newest;         /* path of the date; NULL: as they stand */
    const struct field *first;  /* lines of the first row; NULL for none */
    const struct field *others; /* of the rows after it */
    bool (*is_for)(const xmlNode *root); /* NULL: for all */
    const char *none; /* a line where there is no row; NULL for none */
    const char *note; /* a line after the rows */
};

struct view {
    const char *root;   /* to be in the answer; NULL: the subject's document */
    const char *rows;   /* path from the answer; unused with sections */
    const char *newest; /* path of the date; NULL: as they stand */
    const struct field *columns;    /* NULL: canonical names */
    const struct section *sections; /* instead of rows; the last has no rows */
    void (*drop_others)(struct rows *rows, struct slice subject);
    /* Of a table whose rows are not one element each: writes them. */
    int (*write)(struct table *t, const xmlNode *root);
    bool led; /* its subject, or a part of it, stands in front of each row */
    /* Text of a row on the subject; adds nothing, mostly. */
    void (*remark)(const xmlNode *answer, size_t rows, struct buf *to);
    const char *absent; /* where OPS has no such answer: a text's line, or a
                           remark of a table */
};

/* As render(). Without an answer a table is its header and a remark, a list is
 * empty, and a text is -EBADMSG. */
int view_render(const struct view *v, const struct rendering *r);

#endif
