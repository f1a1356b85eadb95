/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a claim could begin: the lines of a `claims`, what stands at the head
 * of each, and the numbers inside a line that could be those of claims. What
 * they make together is of doc/claims.
 */
#ifndef OPSFS_DOC_CLAIM_LINES_H
#define OPSFS_DOC_CLAIM_LINES_H

#include "base/buf.h"
#include "base/str.h"

#include <libxml/tree.h>

#define CLAIMS_MAX 1000 /* more are left in one piece */

/* The weakest first. */
enum claim_edge {
    EDGE_INSIDE, /* in a sentence: may be of a list */
    EDGE_STOP,   /* in a line, after a full stop */
    EDGE_LINE,
    EDGE_TEXT,
    EDGE_CLAIM,
};

/* What is around a number: `1.`, `1)`, `1:`, `1 -`, `1`, `[Claim 1]`. */
enum claim_style {
    STYLE_NONE,
    STYLE_DOT,
    STYLE_BRACKET,
    STYLE_COLON,
    STYLE_DASH,
    STYLE_BARE,
    STYLE_LABEL,
};

/* A line that is no claim. Those of another set have claims after them that
 * count from 1 again. */
enum claim_heading {
    HEADING_NONE,
    HEADING_OWN,     /* `Claims`, `What is claimed is:` */
    HEADING_SET,     /* `Claims for the following Contracting States` */
    HEADING_AMENDED, /* `Amended claims` */
};

struct claim_line {
    size_t at;
    enum claim_edge edge;
    enum claim_style style;
    enum claim_heading heading;
    unsigned number; /* 0: none */
};

/* In the order of the text. Embedded. */
struct claim_lines {
    struct claim_line *items;
    size_t count, cap;
    size_t numbered; /* up to the last that has a number, in a sentence not */
    size_t inside;   /* of them, those inside a line */
    bool crowded;    /* there are more, which are not noted */
};

/* The text of a `claims`, each line ended, and what stands where. 0,
 * -ENOMEM. */
int claim_lines_read(const xmlNode *element, struct buf *text,
                     struct claim_lines *lines);
void claim_lines_fini(struct claim_lines *lines);

/* Whether a text looks like the begin of a claim that has no number. */
bool claim_may_begin(struct slice text);

/* Whether it ends as a sentence. */
bool claim_ends(struct slice text);

#endif
