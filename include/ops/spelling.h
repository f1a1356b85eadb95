/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A typed patent number taken apart, before anything but the name of its office
 * is known. Private to ops/number.
 */
#ifndef OPSFS_OPS_SPELLING_H
#define OPSFS_OPS_SPELLING_H

#include "base/str.h"
#include "ops/serial.h"

/* Letters and digits of a spelling. */
#define SPELLING_MAX 48

struct spelling {
    char text[SPELLING_MAX + 1]; /* capitals and digits, nothing else */
    char mark[SPELLING_MAX + 1]; /* what stood before each: 0, " /-.,(" */
    size_t len;
    int year;         /* of a date after the number, or in brackets; 0: none */
    bool application; /* this word came after the number */
    bool docdb;       /* OPS's own parts: read as they are, nothing in doubt */
};

/* 0 or -ENOENT: a character, or a length, that no number has. */
int spelling_read(struct slice typed, struct spelling *ret_spelling);

/* The same from OPS's own parts; `kind` may be empty. */
int spelling_join(struct slice country, struct slice number, struct slice kind,
                  struct spelling *ret_spelling);

void spelling_drop(struct spelling *s, size_t count); /* off the front */
bool spelling_starts(const struct spelling *s, const char *text);
bool spelling_put_country(struct spelling *s, const char country[3]);

/* 0 or -ENOENT. The country is an office that is known. */
int spelling_split(const struct spelling *s, struct parts *ret_parts);

#endif
