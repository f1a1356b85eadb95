/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts of a tree that are kept in an arena, each on one line.
 */
#ifndef OPSFS_DOC_WORDS_H
#define OPSFS_DOC_WORDS_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/dom.h"

/* For a text that is put together: longer than what any answer holds. */
#define WORDS_MAX ((size_t)1 << 30)

/* Into the arena, which takes its error too; the buffer is used up. */
const char *words_keep(struct arena *memory, struct buf *text);

/* Nothing where the text is "". */
void words_add_if(struct buf *to, const char *before, const char *text,
                  const char *after);

/* As printf(), of texts that are kept there. */
const char *words_print(struct arena *memory, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Of an element; of one of its attributes; "" for none. */
const char *words_of(struct arena *memory, const xmlNode *node);
const char *words_of_attribute(struct arena *memory, const xmlNode *node,
                               const char *name);

/* Of the elements in it that hold no element, in order, `between` between; of
 * an element that holds text, its own. "" for NULL. */
const char *words_of_leaves(struct arena *memory, const xmlNode *node,
                            const char *between);

#endif
