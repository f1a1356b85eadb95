/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text out of a tree, fit for one line of a text or one field of a table: all
 * that is white space in Unicode is one blank, and none stands at the ends. OPS
 * pads names with line ends and U+2002.
 */
#ifndef OPSFS_DOC_WORDS_H
#define OPSFS_DOC_WORDS_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/dom.h"

/* Of an element; "" for NULL. */
const char *words_of(struct arena *memory, const xmlNode *node);

/* Of the elements in it that hold no element, in order, `between` between; of
 * an element that holds text, its own. "" for NULL. */
const char *words_of_leaves(struct arena *memory, const xmlNode *node,
                            const char *between);

/* The same text as words_of(), behind what is in `to`. False when there is
 * none: then `to` is as it was. */
bool words_add(const xmlNode *node, struct buf *to);

/* What an element is called: `language of publication`. */
void words_add_name(struct buf *to, const xmlNode *node);

/* `20111228` as 2011-12-28, `201112` as 2011-12; anything else as it is. */
void words_add_date(struct buf *to, const char *date);

struct day {
    int year;
    int month; /* 0 when not told, as `day` */
    int day;
};

/* Of a date of OPS. False when there is not even a year in it. */
bool words_day(const char *date, struct day *ret_day);

/* `node` or the first element behind it, whatever its name; NULL for none. */
const xmlNode *words_element(const xmlNode *node);

/* Whether text stands in it, beside or without elements. */
bool words_has_text(const xmlNode *node);

#endif
