/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is this the publication that a reference stands for? The ids of one
 * exchange-document on one side, a reference as it was sent on the other.
 *
 * Ids are compared in one form: country and number in one word, in capitals,
 * without the number's leading zeros. An id that cannot be one (no country, no
 * number, too long, other characters) is "", and is never found.
 *
 * A reference without a dot after its country may be epodoc (`DE69905327D1`) or
 * docdb with its kind at the end (`EP2400812A1`), and only the publications in
 * the answer show which. So it has several readings, the likeliest first; the
 * first one that finds something is the right one.
 *
 * Pure; texts are NUL-terminated.
 */
#ifndef OPSFS_DOC_PUBLICATION_H
#define OPSFS_DOC_PUBLICATION_H

#include "base/str.h"

#define ID_SIZE 40
#define KIND_SIZE 4
#define DATE_SIZE 9
#define APPLICATION_SIZE (ID_SIZE + KIND_SIZE)

struct publication {
    char docdb[ID_SIZE];
    char epodoc[ID_SIZE];
    char kind[KIND_SIZE];
    char date[DATE_SIZE];               /* YYYYMMDD */
    char application[APPLICATION_SIZE]; /* alike for all of one application */
    bool missing; /* `status="not found"`; mostly without kind and date */
};

enum number_format {
    NUMBER_DOCDB,
    NUMBER_EPODOC,
};

struct wanted_id {
    enum number_format format;
    char id[ID_SIZE];
    char kind[KIND_SIZE]; /* "" and `*` for all, `A*` for all of a letter */
};

#define READINGS_MAX 3

struct wanted {
    struct wanted_id readings[READINGS_MAX];
    unsigned count; /* 0: the reference cannot be read */
    char date[DATE_SIZE];
};

/* Whether `kind` is the one that is wanted, `A*` for all of a letter. */
bool kind_fits(const char *wanted, const char *kind);

/* So many letters and digits, and nothing else. */
bool publication_is_word(struct slice s, size_t least, size_t most);

/* In capitals; "" for what does not fit. */
void publication_capitals(char *to, size_t size, struct slice s);

/* The comparable form of a number; "" when it cannot be one. */
void publication_id(char ret_id[ID_SIZE], struct slice country,
                    struct slice number);

void wanted_read(struct slice reference, struct wanted *ret_wanted);

/* Whether `p` is what the reference stands for, in one of its readings. What
 * the publication does not state (a date, the kind of a missing one) fits. */
bool wanted_is(const struct wanted *w, unsigned reading,
               const struct publication *p);

#endif
