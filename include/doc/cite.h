/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patent as an entry of a bibliography, in three formats: inventors are its
 * authors, applicants its holders.
 *
 * A format is a table: each row names a fact and says how the format writes it,
 * under which tag. A row is left out when the publication has no such fact.
 *
 * BibTeX: `@patent` as biblatex defines it, with the fields that classic
 * styles, which do not know it, use of `@misc`. RIS: `PAT`, with the tags that
 * reference managers have for patents, and the CR LF that RIS demands.
 * CSL-JSON: an array of one item. All are UTF-8.
 */
#ifndef OPSFS_DOC_CITE_H
#define OPSFS_DOC_CITE_H

#include "base/json.h"
#include "doc/biblio.h"
#include "doc/date.h"

/* An entry being written: as text, or as the item of a JSON document. */
struct cite {
    struct buf *to;
    struct json_writer *json;
    struct json *item;
};

/* `write` is given the first of that kind; others may follow it. `date` is
 * given what is known of one. */
struct cite_row {
    const char *tag;
    enum fact_key key;
    void (*write)(const struct cite *c, const struct cite_row *row,
                  const struct fact *first);
    const char *between; /* several */
    void (*date)(const struct cite *c, const char *tag, const struct date *d);
    enum fact_key unless; /* where the facts have one, not; 0: always */
};

/* Each ends with an empty row. */
extern const struct cite_row bibtex_rows[];
extern const struct cite_row ris_rows[];
extern const struct cite_row csl_rows[];

int cite_bibtex(const struct facts *f, const struct rendering *r);
int cite_ris(const struct facts *f, const struct rendering *r);
int cite_csl(const struct facts *f, const struct rendering *r);

#endif
