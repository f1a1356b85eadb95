/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the tags of a document stand, byte for byte: the companion of xml_walk,
 * which tells what an element is and not where.
 *
 * Not a parser. It is called from the events of a walk, once in each `open` and
 * once in each `close`, so that the walk has checked what is read here: there
 * `<` is never data outside a comment, a CDATA section or an instruction, and
 * `>` never ends a tag inside quotes. Whatever libxml2 buffers or recodes, what
 * is found are positions in the body itself.
 */
#ifndef OPSFS_DOC_TAGS_H
#define OPSFS_DOC_TAGS_H

#include "base/str.h"

struct tags {
    struct slice body;
    size_t at;        /* behind the last tag */
    struct slice tag; /* the last one, from `<` to `>` */
    bool closing;     /* it was `<a/>`, and its end is still to be told */
};

void tags_init(struct tags *t, struct slice body);

/* The tag of the event at hand, in `t->tag`: of an empty element the same one
 * twice. 0; -EBADMSG when there is none. */
int tags_next(struct tags *t);

#endif
