/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A typed patent number taken apart, before anything is known of its office
 * but its name. Private to ops/number.
 */
#ifndef OPSFS_OPS_SPELLING_H
#define OPSFS_OPS_SPELLING_H

#include "base/str.h"

/* Letters and digits of a spelling. */
#define SPELLING_MAX 48

/* Letters and digits of a number without country and kind. */
#define SERIAL_MAX 20

struct spelling {
    char text[SPELLING_MAX + 1]; /* capitals and digits, nothing else */
    char mark[SPELLING_MAX + 1]; /* what stood before each: 0, " /-.,(" */
    size_t len;
    int year;         /* of a date behind the number, or in brackets; 0: none */
    bool application; /* this word stood behind */
    bool docdb;       /* OPS's own parts: read as they are, nothing in doubt */
};

/* What stands between the country and the end: 0PP12009P2 is PP, 12009, P2. */
struct parts {
    char country[3];
    char prefix[4];
    char serial[SERIAL_MAX + 1]; /* digits; for some offices letters inside */
    char kind[4];
    char check;  /* a single one behind a dot, at the end; 0: none */
    size_t fold; /* digits before the first slash or hyphen; 0: none */
    int year;
    bool application;
    bool docdb;
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

void serial_strip(char *serial); /* zeros in front of a digit */
void serial_pad(char *serial, size_t digits);

#endif
