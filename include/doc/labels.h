/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How doc/text reads each element and attribute of OPS: the word it goes by and
 * where it stands. What is in no row is shown all the same, under its own name
 * made readable; so a row is for beauty, never for completeness.
 */
#ifndef OPSFS_DOC_LABELS_H
#define OPSFS_DOC_LABELS_H

#include "base/buf.h"
#include "doc/xml.h"

#include <libxml/tree.h>

enum label_layout {
    LAYOUT_GROUP, /* lines of its own, its word in front of theirs */
    LAYOUT_OPEN, /* lines of its own, its word only on that of its attributes */
    LAYOUT_LINE, /* all that is in it on one line */
    LAYOUT_LINES, /* a labelled line for each paragraph */
    LAYOUT_PROSE, /* a heading, then paragraphs without a label */
};

struct label {
    const char *name;
    unsigned in;       /* IN(ns) | …; 0: any */
    const char *words; /* NULL: its name; "": none */
    enum label_layout layout;
    const char *glue; /* on a line: before it, and after it */
    const char *close;
    bool apart; /* between empty lines */
};

#define IN(ns) (1u << (ns))

enum showing {
    SHOW_FACT,    /* on the line of its element */
    SHOW_NUMBER,  /* after the label's word: `applicant 1` */
    SHOW_CONTEXT, /* in the label's brackets, also of what is below */
    SHOW_NEVER,
};

struct attribute_label {
    const char *name;
    const char *of;    /* element; NULL: any, the last row of that name */
    const char *words; /* NULL: its name; "": the value alone */
    enum showing showing;
    const char *usual; /* a value that says nothing */
};

/* Sorted by name. For tests: that each row is found. */
extern const struct label labels[];
extern const size_t labels_count;
extern const struct attribute_label attribute_labels[];
extern const size_t attribute_labels_count;

/* Never NULL: a row, or how what has none is read. */
const struct label *label_of(const xmlNode *node);
const struct attribute_label *label_of_attribute(const xmlNode *node,
                                                 const xmlAttr *attribute);

/* What a value means, which then stands without its name; NULL for itself. */
const char *label_of_value(const xmlNode *node, const char *name,
                           const char *value);

/* The row's word, or the name: `rel-claims`, `relClaims`, `REL_CLAIMS` ->
 * `rel claims`. So are values that are names of the answer's own, for lists to
 * grow with OPS. */
void label_add_words(const char *words, const char *name, struct buf *to);

#endif
