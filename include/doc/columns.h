/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the facets of doc/render are made of, by the kind of answer: columns of
 * tables, sections of texts, and the few functions for what a table cannot
 * express. Lists end with an empty row.
 */
#ifndef OPSFS_DOC_COLUMNS_H
#define OPSFS_DOC_COLUMNS_H

#include "doc/view.h"

/* Of a publication's biblio. */
extern const struct field citation_columns[];
extern const struct section number_sections[];

/* Of an INPADOC family, and of legal events: OPS's own influence and words;
 * nothing is concluded from them. */
extern const struct field family_columns[];
extern const struct field legal_columns[];

/* Of a search. A hit is an exchange-document where bibliographic data was asked
 * for, else a bare reference. */
#define HIT_ROWS                                                               \
    "//o:search-result//x:exchange-document|"                                  \
    "//o:search-result//o:publication-reference"
extern const struct field hit_columns[];

/* Of the European Patent Register. What changes is shown with all its states,
 * newest first, each with the gazette of its publication; the newest is the
 * present one. What is computed here and not sent by OPS is marked so. Nothing
 * is said of whether a patent is in force. */
extern const struct field register_hit_columns[];
extern const struct field register_row_columns[];
extern const struct field event_columns[];
extern const struct field step_columns[];
/* What is shown where the register has no entry. */
#define NO_CASE "European Patent Register: no entry"
#define NO_UNITARY "Unitary patent: no entry in the register"

extern const struct section status_sections[];
extern const struct section proprietor_sections[];
extern const struct section opposition_sections[];
extern const struct section unitary_sections[];

#endif
