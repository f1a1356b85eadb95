/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents with a type declaration, as the European Publication Server has
 * them: the declaration is taken off, never followed, and the names of
 * characters that its DTD defines are resolved: HTML's by libxml2, the others
 * from a table of our own. Each becomes one character, so nothing can grow. An
 * ampersand that somebody forgot to write as `&amp;` is one all the same. What
 * is left is plain XML for doc/xml and doc/dom.
 */
#ifndef OPSFS_DOC_ENTITIES_H
#define OPSFS_DOC_ENTITIES_H

#include "base/buf.h"
#include "base/str.h"

/* `ohm 3a9`: the name, and the code in hexadecimal; in doc/entity_names.c. */
extern const char *const entity_names[];
extern const size_t entity_count;

/* What names nothing stands for itself. 0; -EPERM for a
 * declaration that declares something itself; -EBADMSG for one without an end;
 * or the buffer's error. */
int entities_resolve(struct slice body, struct buf *to);

#endif
