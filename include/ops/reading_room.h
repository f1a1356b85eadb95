/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grammar of the reading room: names that users spell in their own way, and
 * the location in the mirror that has the answer a file is made of. Pure.
 */
#ifndef OPSFS_OPS_READING_ROOM_H
#define OPSFS_OPS_READING_ROOM_H

#include "ops/number_reference.h"
#include "ops/path.h"

/* A name of one of the reading room's open shapes: 0 with what it says, at most
 * REFERENCE_MAX bytes and a NUL; -ENOENT. */
int reading_name(const struct name *row, struct slice name, char *ret_text,
                 size_t *ret_len);

/* What a location in the reading room is in OPS's terms; `location` borrows the
 * rest. */
struct reading {
    struct number_reference reference;
    char query[NUMBER_NAME + 8];
    char subject[NUMBER_NAME]; /* a number, or a symbol */
    struct slice selection;    /* which part of the answer; "" for all */
    struct location location;
};

/* The location in the mirror that has the answer a facet is made of, or its
 * first one. 0; -ENOENT when OPS has none for such a number; then
 * reading_lack() says why. */
int reading_of(const struct location *location, struct reading *ret_reading);
const char *reading_lack(const struct location *location);

/* The same of one number of a list that has such a row. */
const char *reading_lacks(const struct name *row, const char *number);

/* What it means that OPS has no record of a number; NULL: nothing more. */
const char *reading_absence(const struct location *location);

/* The publication server's document that has the texts of a publication, too. 0
 * or -ENOENT. */
int reading_instead(struct slice canonical, struct reading *ret_reading);

/* Adds the term for who cites `number` to a CQL query. 0 or -ENOMEM. */
int reading_add_citing(const struct number *number, struct buf *to);

/* The directory of patent/ in which links to numbers end: `.files`. NULL for
 * links to something else. */
const char *reading_linked(enum link link);

/* Where a link of that name and location leads, `depth` directories below the
 * root: `../../patent/…`. */
int reading_link(const struct location *location, struct slice name,
                 unsigned depth, struct buf *to);

#endif
