/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facets of ops/facets, each made of one of OPS's XML answers: bytes in,
 * bytes out, no state. Text is UTF-8 with LF (CRLF in RIS, which demands it)
 * and a line end after the last line; a table is tab-separated with a header
 * line, dates in ISO form, and neither tab nor line end inside a field. Without
 * an answer, a table is its header and a count is 0.
 *
 * Bodies must have passed doc/intake.
 */
#ifndef OPSFS_DOC_RENDER_H
#define OPSFS_DOC_RENDER_H

#include "base/buf.h"
#include "base/str.h"
#include "doc/dom.h"
#include "ops/facets.h"

/* What one facet is made of. All borrowed. */
struct rendering {
    struct slice subject;   /* canonical number, `EP2400812B1`, or the query */
    struct slice selection; /* a language, a claim; "" for all */
    const xmlNode *root;    /* of the answer; NULL without one */
    struct buf *to;
    struct slice answer; /* its bytes */
};

/* Tables and lists of no rows are a header line, or empty, and no error. 0;
 * -ENODATA when a text has no such part; -EBADMSG when the answer is not what
 * its source should say; -EFBIG, -ENOMEM from the buffer. `answer.at` NULL is
 * no answer. */
int render(enum facet facet, struct slice subject, struct slice selection,
           struct slice answer, struct buf *to);

/* The same, of an answer that is let go of as it is read. */
int render_seen(enum facet facet, struct slice subject, struct slice selection,
                struct slice answer, dom_seen *seen, struct buf *to);

#endif
