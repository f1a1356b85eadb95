/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Full text in several languages: each has an element of its own, in the order
 * of the publication. A text of all of them has a heading for each, `== de`; a
 * text of one language, or of the only one, has none, but for claims.
 */
#ifndef OPSFS_DOC_LANGUAGES_H
#define OPSFS_DOC_LANGUAGES_H

#include "doc/render.h"

/* The first and the next element of that name in an answer whose language is
 * that of `language`, in any case, or any for "". */
const xmlNode *language_first(const xmlNode *root, const char *name,
                              struct slice language);
const xmlNode *language_next(const xmlNode *root, const xmlNode *node,
                             struct slice language);

/* `== EP2814089B1, en`: the heading of a text that is read after others; the
 * language is `und`, as ISO 639 calls it, where it is not known. */
void language_add_subject(const struct rendering *r, const xmlNode *element);

/* Writes each element of the rendering's language with `write`, separated by
 * empty lines; with a heading of its own, no other is written. 0; -ENODATA
 * without such an element; -EBADMSG when an answer is not a full text; or what
 * `write` returned. */
int language_each(const struct rendering *r, const char *name, bool own_heading,
                  int (*write)(const struct rendering *r,
                               const xmlNode *element));

#endif
