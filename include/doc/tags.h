/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the tags of a document are, byte for byte: the companion of xml_walk,
 * which says what an element is and not where.
 *
 * Not a parser. It is called from the events of a walk, once in each `open` and
 * once in each `close`, or on a body that such a walk has found to be well
 * formed, so that what is read here has been checked: there
 * `<` is never data outside a comment, a CDATA section or an instruction, and
 * `>` never ends a tag inside quotes. Whatever libxml2 buffers or recodes, what
 * is found are positions in the body itself.
 */
#ifndef OPSFS_DOC_TAGS_H
#define OPSFS_DOC_TAGS_H

#include "base/str.h"

struct tags {
    struct slice body;
    size_t at;        /* after the last tag */
    struct slice tag; /* the last one, from `<` to `>` */
    bool closing;     /* it was `<a/>`, and its end comes next */
};

void tags_init(struct tags *t, struct slice body);

/* The tag of the current event, in `t->tag`: of an empty element the same one
 * twice. 0; -EBADMSG when there is none. */
int tags_next(struct tags *t);

/* Without a walk: whether the current tag ends an element. */
static inline bool tags_ends(const struct tags *t)
{
    return t->tag.at[1] == '/' ||
           (t->tag.at[t->tag.len - 2] == '/' && !t->closing);
}

/* A tag's name, with its prefix and without. */
struct slice tag_name(struct slice tag);
struct slice tag_local_name(struct slice tag);

/* The value of an attribute as it is written; "" for none, and for one that
 * holds a reference. */
struct slice tag_attribute(struct slice tag, const char *name);

#endif
