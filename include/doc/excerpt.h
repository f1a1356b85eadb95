/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The publications that a larger answer holds (a page of hits, a family, a full
 * cycle), one after another, each as the answer that OPS gives to a GET of it
 * alone, in the canonical form of doc/exchange.
 *
 * OPS writes the same exchange-document everywhere, indented by its depth. So
 * line ends between tags lose what is more than the indentation in an answer of
 * its own; nothing else is changed. A document is whole unless OPS did not find
 * it, it is less than a biblio (only biblios name their family), it has no
 * docdb number with a kind, or it could mean something else elsewhere: where it
 * has comments or CDATA sections. Documents below a namespace that the root
 * does not declare are not seen.
 *
 * One step is one publication, so that a caller may pause in between. Bodies
 * must have passed doc/intake, which has read them as XML: what is done here
 * only finds tags.
 */
#ifndef OPSFS_DOC_EXCERPT_H
#define OPSFS_DOC_EXCERPT_H

#include "base/buf.h"
#include "base/str.h"
#include "doc/tags.h"

/* One publication; all borrowed from the body. */
struct excerpt {
    struct slice country, number, kind; /* docdb's, as OPS spells them */
    struct slice document;              /* the whole element */
    struct slice tag;                   /* its start */
    size_t indent;                      /* of its end, in blanks */
    bool whole;                         /* it may be written */
};

struct excerpts {
    struct tags tags;  /* tags.at: how much of the body is read */
    struct slice root; /* its start */
};

void excerpts_init(struct excerpts *x, struct slice body);

/* The next document. 0; -ENOENT when there are no more; -EBADMSG. */
int excerpts_next(struct excerpts *x, struct excerpt *ret_excerpt);

/* The canonical form of a whole one. 0, -EFBIG, -ENOMEM. */
int excerpt_write(const struct excerpts *x, const struct excerpt *e,
                  struct buf *to);

/* What surrounds documents like this one, for a caller that writes them
 * itself. */
void excerpts_begin(const struct excerpts *x, const struct excerpt *e,
                    struct buf *to);
int excerpts_end(const struct excerpts *x, const struct excerpt *e,
                 struct buf *to);

#endif
