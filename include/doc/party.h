/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Applicants, inventors, agents: each once.
 *
 * In an answer a party appears several times: in the EPO's spelling (`epodoc`:
 * capitals, surname first, no punctuation, then `[FI]`), and then in that of
 * each publication of the application (`original`), in turn. As many of the
 * originals as there are names of the EPO's are of different parties. The
 * others are the same ones again, spelled better, or parties that came later:
 * which of the two is found by comparing letters and digits alone, without
 * accents.
 */
#ifndef OPSFS_DOC_PARTY_H
#define OPSFS_DOC_PARTY_H

#include "doc/facts.h"

/* Texts as in doc/biblio. */
struct party {
    struct party *next;
    const char *name;      /* the best spelling of a publication, or `coded` */
    const char *coded;     /* the EPO's, without the country */
    const char *residence; /* `FI` */
    const char *more;      /* an address and the like */
    const char *key;       /* the letters of `name`, for comparing */
    const char *sequence;
    bool differs; /* `coded` has other letters than `name` */
};

/* Of an element `parties`, by their roles. */
void parties_add(struct facts *f, const xmlNode *parties);

#endif
