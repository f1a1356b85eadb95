/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bibliographic facets that are texts: title.txt, abstract.txt, biblio.txt,
 * and the line of a list's biblio.tsv. Errors as those of render().
 */
#ifndef OPSFS_DOC_BIBLIO_TEXT_H
#define OPSFS_DOC_BIBLIO_TEXT_H

#include "doc/biblio.h"

/* Selection: a language, or "" for the English title, else the first. */
int biblio_title_text(const struct facts *f, const struct rendering *r);

/* Paragraphs with an empty line between. Selection: a language, or "" for all
 * of them; where there are several, `== de` heads each. */
int biblio_abstract_text(const struct facts *f, const struct rendering *r);

/* `Label: value` lines. */
int biblio_lines(const struct facts *f, const struct rendering *r);

/* The line; and the header line, which needs no answer. */
int biblio_row(const struct facts *f, const struct rendering *r);
void biblio_header(struct buf *to);

#endif
