/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What documents cite. A search report may sort one citation twice, `Y` against
 * some claims and `A` against others: then the row has both, and the claims in
 * the same order.
 */
#include "doc/columns.h"
#include "doc/date.h"
#include "doc/docdb.h"
#include "doc/reflow.h"
#include "doc/literature.h"
#include "doc/table.h"

/* Which document cites it, of several: the exchange-document around it. */
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

/* A part of it, of the text where that has it, else of the elements. */
static void add_part(const struct found *at, size_t part,
                     const struct field *elements, struct buf *to)
{
    const xmlNode *npl = dom_child(at->node, NS_EXCHANGE, "nplcit");
    struct buf line = BUF_INIT(to->ceiling);
    struct literature l;
    const struct buf *parts[] = {&l.text, &l.date, &l.categories, &l.claims,
                                 &l.passages};

    reflow_text(npl, &line);
    literature_read(buf_text(&line), &l);
    if (parts[part]->len)
        buf_add(to, parts[part]->data, parts[part]->len);
    else if (elements)
        field_add(elements, at->node, to);
    literature_fini(&l);
    buf_fini(&line);
}

static void text(const struct found *at, struct buf *to)
{
    add_part(at, 0, NULL, to);
}

static void date(const struct found *at, struct buf *to)
{
    static const struct field of_patent = {"", "x:patcit/x:document-id/x:date",
                                           field_date};
    struct buf digits = BUF_INIT(to->ceiling);

    add_part(at, 1, &of_patent, &digits);
    date_add(slice_of(buf_text(&digits)), to);
    buf_fini(&digits);
}

static void category(const struct found *at, struct buf *to)
{
    static const struct field elements = {"", "x:category", NULL, "; "};

    add_part(at, 2, &elements, to);
}

static void claims(const struct found *at, struct buf *to)
{
    static const struct field elements = {"", "x:rel-claims", NULL, "; "};

    add_part(at, 3, &elements, to);
}

static void passages(const struct found *at, struct buf *to)
{
    static const struct field elements = {
        "", "x:rel-passage/x:passage|x:rel-passage", NULL, "; "};

    add_part(at, 4, &elements, to);
}

const struct field citation_columns[] = {
    {"phase", "@cited-phase"},
    {"category", ".", category},
    {"by", "@cited-by"},
    {"number/cited", "x:patcit", cited},
    {"date", ".", date},
    {"name", "x:patcit/x:document-id/x:name"},
    {"text", ".", text},
    {"claims", ".", claims},
    {"passages", ".", passages},
    {"office", "@office"},
    {"citing", ".", citing},
    FIELD_REMARK,
    {.title = NULL},
};
