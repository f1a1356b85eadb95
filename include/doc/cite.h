/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patent as an entry of a bibliography, in three formats: inventors are its
 * authors, applicants its holders.
 *
 * BibTeX: `@patent` as biblatex defines it, with the fields that classic
 * styles, which do not know it, use of `@misc`. RIS: `PAT`, with the tags that
 * reference managers have for patents, and the CR LF that RIS demands.
 * CSL-JSON: an array of one item. All are UTF-8; errors as those of render().
 */
#ifndef OPSFS_DOC_CITE_H
#define OPSFS_DOC_CITE_H

#include "doc/render.h"

int cite_bibtex(const struct rendering *r);
int cite_ris(const struct rendering *r);
int cite_csl(const struct rendering *r);

#endif
