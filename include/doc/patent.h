/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a publication is, as bibliographies want it: of which type, from which
 * office, and where on the web.
 */
#ifndef OPSFS_DOC_PATENT_H
#define OPSFS_DOC_PATENT_H

#include "base/buf.h"
#include "doc/biblio.h"

enum patent_sort {
    PATENT_GRANTED, /* or not known to be another */
    PATENT_APPLICATION,
    PATENT_UTILITY_MODEL,
    PATENT_DESIGN,
};

enum patent_sort patent_sort(const struct biblio *b);

/* The office in English; its code when it is not one of the large ones. */
const char *patent_office(const struct biblio *b);

/* Its page in Espacenet, which finds numbers as docdb writes them; nothing for
 * one without a number. */
void patent_url(const struct biblio *b, struct buf *to);

#endif
