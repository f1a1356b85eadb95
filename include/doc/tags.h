/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the tags of a document are, byte for byte: doc/xml and doc/dom say what
 * an element is and not where.
 *
 * Not a parser. The body must have passed doc/intake, or be read by doc/xml
 * beside it, so that what is read here has been checked: `<` is never data
 * outside a comment, a CDATA section or an instruction, and `>` never ends a
 * tag inside quotes. Whatever libxml2 buffers or recodes, what is found are
 * positions in the body itself.
 */
#ifndef OPSFS_DOC_TAGS_H
#define OPSFS_DOC_TAGS_H

#include "base/str.h"

struct tags {
    struct slice body;
    size_t at;          /* after the last tag */
    struct slice tag;   /* the last one, from `<` to `>` */
    const char *before; /* the end of the tag before it */
    unsigned depth;     /* of its element; the root's is 1 */
    bool ends;          /* it ends the element */
};

void tags_init(struct tags *t, struct slice body);

/* The next tag, in `t->tag`: of an empty element the same one twice. 0; -ENOENT
 * after the end of the root; -EBADMSG when there is none. */
int tags_next(struct tags *t);

/* From the tag that begins an element to the end of the element, `end` bytes
 * of the body. 0; -EBADMSG when no tag ends there. */
int tags_leave(struct tags *t, size_t end);

/* All from `from` to the end of the current tag. */
struct slice tags_since(const struct tags *t, const char *from);

/* How much of a tag there is up to its end, or to another character; quotes may
 * hold anything. 0: it does not end. */
size_t tag_end(struct slice s, char other);

/* After the first `end`; nothing where there is none. */
struct slice tags_past(struct slice s, const char *end);

/* A tag's name, with its prefix and without. */
struct slice tag_name(struct slice tag);
struct slice tag_local_name(struct slice tag);

/* The value of an attribute as it is written; "" for none, and for one that
 * holds a reference. */
struct slice tag_attribute(struct slice tag, const char *name);

#endif
