/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands where in an answer, as tables: a field is a title, a path in the
 * tree and a way to write it down. A row of a table and a line of a text are
 * both made of fields.
 *
 * A path is one or more ways, `|` between; the first that finds text is taken.
 * A way is steps with `/` between:
 *
 *     x:name  o:name  r:name   a child, of exchange, ops or register
 *     x:*                      any child of that namespace
 *     x:name[a=v]  x:name[a!v] whose attribute a is v; is not v
 *     @name                    an attribute; the last step
 *     .  ..                    the element itself; the one around it
 *
 * What is written is one line: white space is one blank, none at the ends.
 */
#ifndef OPSFS_DOC_FIELDS_H
#define OPSFS_DOC_FIELDS_H

#include "base/buf.h"
#include "base/str.h"
#include "doc/dom.h"

/* An element, or one of its attributes. */
struct found {
    const xmlNode *node;
    const char *attribute; /* NULL: the element */
};

typedef void field_format(const struct found *at, struct buf *to);

struct field {
    const char *title; /* NULL behind the last of a list */
    const char *path;
    field_format *format;  /* NULL: its text */
    const char *separator; /* between several; NULL: the first alone */
};

/* The formats that several tables use. */
void field_date(const struct found *at, struct buf *to);   /* in ISO form */
void field_name(const struct found *at, struct buf *to);   /* EP2400812B1 */
void field_docdb(const struct found *at, struct buf *to);  /* EP.2400812.B1 */
void field_number(const struct found *at, struct buf *to); /* EP10167109A */

/* What is found from `node`, on one line. Returns whether there was anything:
 * if not, nothing was added. */
bool field_add(const struct field *f, const xmlNode *node, struct buf *to);

/* A line `Title: value` for each field that has one; for each value of a field
 * whose separator is "\n". */
void fields_lines(const struct field *fields, const xmlNode *node,
                  struct buf *to);

/* One such line, `value` made fit for it; none when it is empty. */
void fields_line(const char *title, const char *value, struct buf *to);

/* A value of the answer's own, so that lists grow with OPS: `step-date-type`
 * or `DATE_OF_PAYMENT` as "date of payment". */
void fields_label(struct slice name, struct buf *to);

#endif
