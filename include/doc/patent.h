/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a publication is, as bibliographies ask: of which sort, from which
 * office, and where on the web.
 */
#ifndef OPSFS_DOC_PATENT_H
#define OPSFS_DOC_PATENT_H

#include "base/buf.h"
#include "doc/facts.h"

/* An office as bibliographies name it. Where biblatex has words that differ by
 * country, those; else English. */
struct patent_office {
    const char *country;
    const char *location; /* "" of an office for all countries */
    const char *biblatex; /* `patentde`, `patreqde`; NULL: the same for all */
    const char *name;     /* NULL: not one of the large ones */
    /* Of the large ones: the kinds of published applications by their first
     * letters, words, and the number they begin with: before, that letter was
     * of granted patents. */
    const char *applications;
    int64_t from;
};

/* NULL for one that is not known. */
const struct patent_office *patent_office_of(const char *country);

/* The publication as it is written, `EP 2 814 089 B1`; its canonical name,
 * where the office's way is not known. In the facts' memory, or a literal. */
const char *patent_written(struct facts *f);

/* What its kind is: `patent specification`; NULL where that is not known. */
const char *patent_kind(const struct facts *f);

/* Whether this is the document with which the patent was granted; a kind of
 * such documents. */
bool patent_is_grant(const struct facts *f);
bool patent_kind_is_grant(struct slice country, struct slice kind);

/* Office, sort and address of the publication that the facts are about. */
void patent_add(struct facts *f);

/* Its page in Espacenet, which finds numbers as docdb writes them. */
void patent_url(const char *country, const char *serial, const char *kind,
                struct buf *to);

#endif
