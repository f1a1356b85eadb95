/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is made from OPS's answers for the reading room: a facet is a text or a
 * table of one publication, or a list of names for a directory of links. Rows
 * of ops/names have its source, and the plan (ops/plan) of which answers it
 * takes.
 */
#ifndef OPSFS_OPS_FACETS_H
#define OPSFS_OPS_FACETS_H

#include <stdbool.h>

enum facet {
    FACET_NONE,  /* OPS's own bytes */
    FACET_TEXT,  /* any XML answer, whole, as text */
    FACET_TITLE, /* of biblio; selection: a language, or "" for the best one */
    FACET_ABSTRACT, /* of biblio; selection: a language, or "" for all */
    FACET_BIBLIO,
    FACET_BESIDE, /* of other answers: what they add to that */
    FACET_NUMBERS,
    FACET_LINKS,
    FACET_BIBTEX,
    FACET_RIS,
    FACET_CSL,
    FACET_ROW,         /* of biblio: one line of a whole list's biblio.tsv */
    FACET_CLAIMS,      /* selection: a language, or "" for all */
    FACET_CLAIM,       /* selection: the number of one claim */
    FACET_CLAIM_NAMES, /* `001.txt`, one per line */
    FACET_DESCRIPTION, /* selection: a language, or "" for all */
    FACET_PIECE,       /* selection: the number of one paragraph of it */
    FACET_PIECE_NAMES, /* `0001.txt`, one per line */
    FACET_HEADINGS,

    FACET_CITATIONS,      /* of biblio */
    FACET_CITATION_NAMES, /* canonical numbers, one per line, as all …_NAMES */
    FACET_PUBLICATION_NAMES, /* of biblio,full-cycle */

    FACET_FAMILY, /* of family */
    FACET_FAMILY_SIMPLE_NAMES,
    FACET_FAMILY_EXTENDED_NAMES,
    FACET_LEGAL, /* of legal */

    FACET_STATUS, /* of register biblio,events,procedural-steps */
    FACET_PROPRIETOR,
    FACET_OPPOSITION,
    FACET_EVENTS,
    FACET_STEPS,
    FACET_STATES,
    FACET_REGISTER_ROW, /* one line of a whole list's register.tsv */
    FACET_UPP,          /* of register upp; FACET_UPC: of legal, too */
    FACET_UPC,
    FACET_CHANGES, /* of legal, family, register, and what they were before */

    FACET_HITS, /* of one or more pages of search/biblio, in order */
    FACET_HIT_NAMES,
    FACET_CITING, /* of search/biblio: which of a list it cites, and the hit */
    FACET_COUNT,  /* how many hits; of the first page */
    FACET_REGISTER_HITS, /* of pages of register/search/biblio */
    FACET_REGISTER_NAMES,

    FACET_SYMBOL_TITLE, /* of cpc; subject: a symbol, as of all FACET_SYMBOL_ */
    FACET_SYMBOL_PATH,
    FACET_SYMBOL_NOTES,
    FACET_SYMBOL_IPC,
    FACET_SYMBOL_CHILDREN,
    FACET_SYMBOL_NAMES,   /* what its directory holds, one per line */
    FACET_SYMBOL_FIGURES, /* files, one per line */

    FACET_IMAGE_NAMES,   /* of the images inquiry: what there is of images/ */
    FACET_DRAWING_NAMES, /* `001.png`, one per line */
    FACET_PAGE_NAMES,    /* `001.pdf`, one per line */
    FACET_FIRST_PAGE,    /* the clip of the first page, or all of it */
    FACET_DRAWING,       /* selection: its number */
    FACET_PAGE,          /* selection: its number */
    FACET_DOCUMENT,      /* all pages in one PDF */

    FACET_EPS_DATES, /* of the publication server: its days, one per line */
    FACET_EPS_INDEX, /* of the list of a day */
    FACET_EPS_NAMES,
    FACET_USAGE, /* of OPS's figures */
    FACETS
};

bool facet_is_table(enum facet facet); /* its first line is a header */
/* Made of a register entry. Where there is none, or no unitary patent, the file
 * says so: it is listed, and a walk that reads all files must not fail. */
static inline bool facet_is_of_case(enum facet f)
{
    return (f >= FACET_STATUS && f <= FACET_STATES) || f == FACET_UPP;
}

#endif
