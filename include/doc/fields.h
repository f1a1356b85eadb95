/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is where in an answer, as tables: a field is a title, a path of
 * doc/selector and a way to write it down. A row of a table and a line of a
 * text are both made of fields. What is written is one line, as doc/reflow
 * makes it.
 */
#ifndef OPSFS_DOC_FIELDS_H
#define OPSFS_DOC_FIELDS_H

#include "base/buf.h"
#include "base/str.h"
#include "doc/selector.h"

typedef void field_format(const struct found *at, struct buf *to);

struct field {
    const char *title; /* NULL after the last of a list */
    const char *path;
    field_format *format;  /* NULL: its text */
    const char *separator; /* between several; NULL: the first alone */
    int which;             /* of what a format can write */
    const char *other;     /* path or word that it needs beside */
};

/* The formats that several tables use. */
void field_date(const struct found *at, struct buf *to); /* in ISO form */
void field_name(const struct found *at, struct buf *to); /* EP2400812B1 */
/* EP10167109A; with `other` between its parts. */
void field_number(const struct found *at, struct buf *to);

/* What is found from `node`, on one line. Returns whether there was anything:
 * if not, nothing was added. */
bool field_add(const struct field *f, const xmlNode *node, struct buf *to);

/* The same with the field's path, where many nodes are looked at. */
bool field_add_at(const struct field *f, const struct selector *path,
                  const xmlNode *node, struct buf *to);

/* `Label (note): `, after which a value is written. Without a note, no
 * brackets; without a label, nothing. */
void field_label(struct buf *to, const char *label, const char *note);

/* The same and its value, as a line. */
void field_line(struct buf *to, const char *label, const char *note,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

/* A line `Title: value` for each field that has one; for each value of a field
 * whose separator is "\n". In a title `#` is the number of `node` among its
 * like, "1, ", or nothing; with an empty title, the value has its own. */
void fields_lines(const struct field *fields, const xmlNode *node,
                  struct buf *to);

#endif
