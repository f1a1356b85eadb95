/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What documents cite. A search report may sort one citation twice, `Y` against
 * some claims and `A` against others: then the row has both, and the claims in
 * the same order.
 */
#include "doc/columns.h"
#include "doc/docdb.h"

/* Cited by one document of several: the reference says by which. */
static void citing(const struct found *at, struct buf *to)
{
    const xmlNode *up = at->node;
    struct docdb id;

    while (up && !dom_is(up, NS_EXCHANGE, "exchange-document"))
        up = dom_parent(up);
    if (docdb_of(up, &id))
        docdb_add_name(&id, to);
}

/* The citations of some offices exist only in epodoc's spelling. */
static void cited(const struct found *at, struct buf *to)
{
    static const struct field epodoc = {"", "x:document-id/x:doc-number"};
    struct docdb id;

    if (docdb_of(at->node, &id))
        docdb_add_name(&id, to);
    else
        field_add(&epodoc, at->node, to);
}

const struct field citation_columns[] = {
    {"phase", "@cited-phase"},
    {"category", "x:category", NULL, ", "},
    {"by", "@cited-by"},
    {"number", "x:patcit", cited},
    {"date", "x:patcit/x:document-id/x:date", field_date},
    {"name", "x:patcit/x:document-id/x:name"},
    {"text", "x:nplcit", NULL, "; "},
    {"claims", "x:rel-claims", NULL, "; "},
    {"passages", "x:rel-passage/x:passage|x:rel-passage", NULL, " "},
    {"office", "@office"},
    {"citing", ".", citing},
    {.title = NULL},
};
