/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * numbers.txt: how others call the publication.
 */
#include "doc/columns.h"
#include "doc/docdb.h"

#include <string.h>

/* EP10167109 as EP10167109.5. */
static void check_digit(const struct found *at, struct buf *to)
{
    struct number n = {.what = NUMBER_APPLICATION, .country = "EP"};
    char name[NUMBER_NAME];
    struct docdb id;

    if (!docdb_of(at->node, &id) || !slice_is(id.country, n.country) ||
        id.number.len >= sizeof(n.number))
        return;
    memcpy(n.number, id.number.at, id.number.len);
    number_name(&n, name);
    if (strchr(name, '.'))
        buf_printf(to, "%s (check digit computed)", name);
}

#define OF(reference, form)                                                    \
    "x:bibliographic-data/x:" reference                                        \
    "/x:document-id[document-id-type=" form "]"
#define PUBLICATION "publication-reference"
#define APPLICATION "application-reference"

static const struct field facts[] = {
    {"Publication", ".", field_name, NULL},
    {"Publication, docdb", ".", field_docdb, NULL},
    {"Publication, epodoc", OF(PUBLICATION, "epodoc") "/x:doc-number", NULL,
     NULL},
    {"Publication, original", OF(PUBLICATION, "original") "/x:doc-number", NULL,
     NULL},
    {"Publication date",
     OF(PUBLICATION, "docdb") "/x:date|" OF(PUBLICATION, "epodoc") "/x:date",
     field_date, NULL},
    {"Application, docdb", OF(APPLICATION, "docdb"), field_docdb, NULL},
    {"Application, epodoc", OF(APPLICATION, "epodoc") "/x:doc-number", NULL,
     NULL},
    {"Application, original", OF(APPLICATION, "original") "/x:doc-number", NULL,
     NULL},
    {"Application with check digit", OF(APPLICATION, "docdb"), check_digit,
     NULL},
    {"Application date",
     OF(APPLICATION, "docdb") "/x:date|" OF(APPLICATION, "epodoc") "/x:date",
     field_date, NULL},
    {.title = NULL},
};

/* Of one claim: its numbers and its date belong together. */
static const struct field priority[] = {
    {"Priority #docdb", "x:document-id[document-id-type=docdb]", field_docdb,
     NULL},
    {"Priority #epodoc", "x:document-id[document-id-type=epodoc]/x:doc-number",
     NULL, NULL},
    {"Priority #original",
     "x:document-id[document-id-type=original]/x:doc-number", NULL, NULL},
    {"Priority #date", "x:document-id/x:date", field_date, NULL},
    {.title = NULL},
};

static const struct field family[] = {
    {"Family", "@family-id", NULL, NULL},
    {.title = NULL},
};

const struct section number_sections[] = {
    {".", .first = facts},
    {"x:bibliographic-data/x:priority-claims/x:priority-claim",
     .first = priority, .others = priority},
    {".", .first = family},
    {.rows = NULL},
};
