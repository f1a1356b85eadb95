/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What documents cite. A search report may sort one citation twice, `Y` against
 * some claims and `A` against others: then both stand in the row, and the
 * claims in the same order.
 */
#include "doc/docdb.h"
#include "doc/table.h"
#include "doc/tables.h"

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

/* Some offices' citations are there in epodoc's spelling alone. */
static void cited(const struct found *at, struct buf *to)
{
    static const struct field epodoc = {"", "x:document-id/x:doc-number", NULL,
                                        NULL};
    struct docdb id;

    if (docdb_of(at->node, &id))
        docdb_add_name(&id, to);
    else
        field_add(&epodoc, at->node, to);
}

static const struct field columns[] = {
    {"phase", "@cited-phase", NULL, NULL},
    {"category", "x:category", NULL, ", "},
    {"by", "@cited-by", NULL, NULL},
    {"number", "x:patcit", cited, NULL},
    {"date", "x:patcit/x:document-id/x:date", field_date, NULL},
    {"name", "x:patcit/x:document-id/x:name", NULL, NULL},
    {"text", "x:nplcit", NULL, "; "},
    {"claims", "x:rel-claims", NULL, "; "},
    {"passages", "x:rel-passage/x:passage|x:rel-passage", NULL, " "},
    {"office", "@office", NULL, NULL},
    {"citing", ".", citing, NULL},
    {.title = NULL},
};

int render_citations(const struct rendering *r)
{
    struct rows rows = ROWS_INIT;
    int error = answer_has(r, NS_EXCHANGE, "exchange-document");

    if (error == 0)
        error = rows_find(&rows, r, NS_EXCHANGE, "citation");
    if (error == 0)
        table(r, columns, &rows);
    rows_fini(&rows);
    return error;
}

int render_citation_names(const struct rendering *r)
{
    struct rows rows = ROWS_INIT;
    int error = answer_has(r, NS_EXCHANGE, "exchange-document");

    if (error == 0)
        error = rows_find(&rows, r, NS_EXCHANGE, "patcit");
    if (error == 0)
        error = rows_names(&rows, r->to);
    rows_fini(&rows);
    return error;
}

int render_publication_names(const struct rendering *r)
{
    struct rows rows = ROWS_INIT;
    int error = answer_has(r, NS_EXCHANGE, "exchange-document");

    if (error == 0)
        error = rows_find(&rows, r, NS_EXCHANGE, "exchange-document");
    if (error == 0)
        error = rows_names(&rows, r->to);
    rows_fini(&rows);
    return error;
}
