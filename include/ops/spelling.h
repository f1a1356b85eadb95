/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A typed patent number taken apart, before anything is known of its office
 * but its name. Private to ops/number.
 */
#ifndef OPSFS_OPS_SPELLING_H
#define OPSFS_OPS_SPELLING_H

#include "base/str.h"
#include "ops/serial.h"

/* Letters and digits of a spelling, with the words around the number. */
#define SPELLING_MAX 160

/* How a character was typed: lost in the text, which has capitals alone, each
 * with one mark before it. */
enum trait { TRAIT_SMALL = 1, TRAIT_GAP = 2 /* a blank stood before it */ };

struct spelling {
    char text[SPELLING_MAX + 1]; /* capitals and digits, nothing else */
    char mark[SPELLING_MAX + 1]; /* what stood before each: 0, " /-.,:'([" */
    char trait[SPELLING_MAX + 1];
    size_t len;
    int year;         /* of a date after the number, or in brackets; 0: none */
    bool dated;       /* it was a whole date */
    bool shown;       /* after a blank */
    bool application; /* this word stood after */
    bool docdb;       /* OPS's own parts: read as they are, nothing in doubt */

    /* Of the words around it, which are taken off the text. */
    char said[3];   /* the office: "European Patent"; "" when none is named */
    char class[3];  /* the kind in front of the number: EP-A-0528631 */
    bool applied;   /* some word of an application */
    bool published; /* some word that makes it not one */
    bool announced; /* the word "publication" */
    bool laid_open, examined, model;
    bool yields; /* `said` is of a word of a language only */
    bool weak;   /* the class yields to a kind after the number */
    bool vague;  /* which publication is not said */
    bool pct;
    bool national;    /* DK/EP */
    bool number_word; /* "No", which might be Norway */
};

/* 0 or -ENOENT: a character, or a length, that no number has. */
int spelling_read(struct slice typed, struct spelling *ret_spelling);

/* The same from OPS's own parts; `kind` may be empty. */
int spelling_join(struct slice country, struct slice number, struct slice kind,
                  struct spelling *ret_spelling);

void spelling_drop(struct spelling *s, size_t at, size_t count);
bool spelling_starts(const struct spelling *s, const char *text);
bool spelling_put_country(struct spelling *s, const char country[2]);

/* Letters from `at` on with no mark among them. */
size_t spelling_letters(const struct spelling *s, size_t at);

/* 0 or -ENOENT. The country is an office that is known. */
int spelling_split(const struct spelling *s, struct number_parts *ret_parts);

#endif
