/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words that stand around numbers in bibliographies, and what each says.
 * Private to ops/number.
 */
#ifndef OPSFS_OPS_VOCABULARY_H
#define OPSFS_OPS_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

enum word_role {
    WORD_OFFICE,
    WORD_NOTHING,
    WORD_PUBLISHED,
    WORD_APPLIED,
    WORD_KIND,
    WORD_EXAMINED,  /* published as such */
    WORD_LAID_OPEN, /* published before that */
    WORD_MODEL,
    WORD_ERA, /* its first letter stands in the number */
};

struct vocabulary {
    enum word_role role;
    const char *country; /* "" when it names none */
    const char *kind;    /* for WORD_KIND */
    const char *words;   /* each with a blank after */
    bool yields;         /* its office is meant where no other is named */
};

/* NULL when the word is not known. `word` is in capitals. */
const struct vocabulary *vocabulary_find(const char *word, size_t len);

#endif
