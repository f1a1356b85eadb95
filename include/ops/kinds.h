/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which kinds of document (WIPO ST.16) an office has, and what each is.
 */
#ifndef OPSFS_OPS_KINDS_H
#define OPSFS_OPS_KINDS_H

#include <stdbool.h>
#include <stddef.h>

/* "B1" of "EP" is "patent specification"; NULL: no such kind is known. */
const char *kind_meaning(const char country[2], const char *kind);

enum kind_fit {
    KIND_KNOWN,
    KIND_LEVELS,  /* a letter of which the office has A1, A2 … only */
    KIND_UNKNOWN, /* nothing is known of the office; some office has it */
    KIND_NONE,    /* the office has no such kind, or none has */
};

enum kind_fit kind_fit(const char country[2], const char *kind);

/* False: no number of that many digits, without letters, has the kind there. */
bool kind_has_width(const char country[2], const char *kind, size_t digits);

/* The kind that a letter alone stands for at the office: T3 for the T of DK;
 * "ATE" is Austria with the prefix E. NULL: none more than others. */
const char *kind_usual(const char *country, const char *letter);

/* All kinds of an office, with blanks between them, cut off at `size`. */
void kind_list(const char country[2], char *ret_text, size_t size);

#endif
