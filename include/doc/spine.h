/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is an answer of the classification the branch of the symbol that was asked
 * for, or another one that holds that symbol too? The answer to A01B has A01
 * above it, and the answer to A01 has A01B in it.
 *
 * What was asked for stands at the root; or, with `ancestors`, at the end of a
 * row of items one in the other, and has no sibling. There are not more levels
 * below it than the `depth` of the request, and a section has several classes.
 * An answer without items is not looked into. Pure.
 */
#ifndef OPSFS_DOC_SPINE_H
#define OPSFS_DOC_SPINE_H

#include "base/str.h"

/* Zeroed but for what spine_init() sets. */
struct spine {
    struct slice symbol;
    bool ancestors;
    int64_t depth;          /* that was asked for; 0: all, or not said */
    unsigned level, opened; /* of items; how many there were */
    bool named;             /* the latest item has its symbol */
    unsigned at;            /* level of the symbol asked for; 0: not seen */
    unsigned deepest;       /* levels below that … */
    unsigned children;      /* … and items right below it */
    bool strayed;
};

/* Of `classification/cpc/A01?depth=2&ancestors`; both are borrowed. */
void spine_init(struct spine *s, struct slice symbol, const char *path);

/* A classification-item begins, ends, and has a symbol. */
void spine_open(struct spine *s);
void spine_close(struct spine *s);
void spine_name(struct spine *s, struct slice symbol);

bool spine_is_seen(const struct spine *s); /* the symbol is that of an item … */
bool spine_is_other(const struct spine *s); /* … of another symbol's branch */

#endif
