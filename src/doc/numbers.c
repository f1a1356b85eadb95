/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * numbers.txt: how others call the publication.
 */
#include "doc/columns.h"
#include "doc/docdb.h"
#include "doc/written.h"

#include <string.h>

/* EP10167109 as EP10167109.5; nothing where the office has no public rule. */
static void check_digit(const struct found *at, struct buf *to)
{
    char name[NUMBER_NAME];
    struct docdb id;
    struct number n;

    if (!docdb_of(at->node, &id) ||
        number_application(id.country, id.number, id.kind, &n) < 0)
        return;
    number_name(&n, name);
    if (strchr(name, '.'))
        buf_printf(to, "%s (check digit computed)", name);
}

static void written_as_publication(const struct found *at, struct buf *to)
{
    struct docdb id;
    struct number n;

    if (docdb_of(at->node, &id) &&
        number_from_docdb(id.country, id.number, id.kind, &n) == 0 &&
        n.what == NUMBER_PUBLICATION)
        written_publication(&n, to);
}

static void written_as_application(const struct found *at, struct buf *to)
{
    struct docdb id;
    struct number n;

    if (docdb_of(at->node, &id) &&
        number_application(id.country, id.number, id.kind, &n) == 0)
        written_application(&n, to);
}

#define OF(reference, form)                                                    \
    "x:bibliographic-data/x:" reference                                        \
    "/x:document-id[document-id-type=" form "]"
#define PUBLICATION "publication-reference"
#define APPLICATION "application-reference"

static const struct field facts[] = {
    {"Publication", ".", field_name},
    {"Publication, written", ".", written_as_publication},
    {"Publication, docdb", ".", field_number, .other = "."},
    {"Publication, epodoc", OF(PUBLICATION, "epodoc") "/x:doc-number"},
    {"Publication, original", OF(PUBLICATION, "original") "/x:doc-number"},
    {"Publication date",
     OF(PUBLICATION, "docdb") "/x:date|" OF(PUBLICATION, "epodoc") "/x:date",
     field_date},
    {"Application, written", OF(APPLICATION, "docdb"), written_as_application},
    {"Application, docdb", OF(APPLICATION, "docdb"), field_number,
     .other = "."},
    {"Application, epodoc", OF(APPLICATION, "epodoc") "/x:doc-number"},
    {"Application, original", OF(APPLICATION, "original") "/x:doc-number"},
    {"Application with check digit", OF(APPLICATION, "docdb"), check_digit},
    {"Application date",
     OF(APPLICATION, "docdb") "/x:date|" OF(APPLICATION, "epodoc") "/x:date",
     field_date},
    {.title = NULL},
};

/* Of one claim: its numbers and its date belong together. */
static const struct field priority[] = {
    {"Priority #docdb", "x:document-id[document-id-type=docdb]", field_number,
     .other = "."},
    {"Priority #epodoc", "x:document-id[document-id-type=epodoc]/x:doc-number"},
    {"Priority #original",
     "x:document-id[document-id-type=original]/x:doc-number"},
    {"Priority #date", "x:document-id/x:date", field_date},
    {.title = NULL},
};

static const struct field family[] = {
    {"Family", "@family-id"},
    {.title = NULL},
};

const struct section number_sections[] = {
    {".", .first = facts},
    {"x:bibliographic-data/x:priority-claims/x:priority-claim",
     .first = priority, .others = priority},
    {".", .first = family},
    {.rows = NULL},
};
