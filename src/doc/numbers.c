/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * numbers.txt: how others call the publication.
 */
#include "doc/columns.h"
#include "doc/docdb.h"

#define EP_SERIAL 8 /* digits of a European application */

/* EP10167109 as EP10167109.5: each second digit doubled, the digits of the
 * products added, and the difference to the next ten. */
static void check_digit(const struct found *at, struct buf *to)
{
    int sum = 0;
    struct docdb id;

    if (!docdb_of(at->node, &id) || !slice_is(id.country, "EP") ||
        id.number.len != EP_SERIAL)
        return;
    for (size_t i = 0; i < EP_SERIAL; i++) {
        int product = (id.number.at[i] - '0') * (i % 2 == 0 ? 1 : 2);

        if (!is_digit(id.number.at[i]))
            return;
        sum += product / 10 + product % 10;
    }
    buf_printf(to, "EP%.*s.%d (check digit computed)", EP_SERIAL, id.number.at,
               (10 - sum % 10) % 10);
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
    {"Publication, original", OF(PUBLICATION, "original") "/x:doc-number",
     NULL, NULL},
    {"Publication date",
     OF(PUBLICATION, "docdb") "/x:date|" OF(PUBLICATION, "epodoc") "/x:date",
     field_date, NULL},
    {"Application, docdb", OF(APPLICATION, "docdb"), field_docdb, NULL},
    {"Application, epodoc", OF(APPLICATION, "epodoc") "/x:doc-number", NULL,
     NULL},
    {"Application, original", OF(APPLICATION, "original") "/x:doc-number",
     NULL, NULL},
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
