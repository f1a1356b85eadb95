/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What documents cite. A search report may sort one citation twice, `Y` against
 * some claims and `A` against others: then the row has both, and the claims in
 * the same order.
 */
#include "doc/columns.h"
#include "doc/date.h"
#include "doc/docdb.h"
#include "doc/literature.h"
#include "doc/reflow.h"
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

/* The part that the column names, of the text where that has it, else of the
 * elements. */
static void part(const struct found *at, struct buf *to)
{
    bool date = at->field->which == LITERATURE_DATE;
    struct field elements = {"", at->field->other, date ? field_date : NULL,
                             date ? NULL : "; "};
    struct buf line = BUF_INIT(to->ceiling);
    size_t start = to->len;
    struct literature l;
    struct buf *own;

    reflow_text(dom_child(at->node, NS_EXCHANGE, "nplcit"), &line);
    literature_read(buf_text(&line), &l);
    own = &l.parts[at->field->which];
    if (own->len)
        buf_add(to, own->data, own->len);
    else if (elements.path)
        field_add(&elements, at->node, to);
    if (date)
        date_rewrite(to, start);
    literature_fini(&l);
    buf_fini(&line);
}

const struct field citation_columns[] = {
    {"phase", "@cited-phase"},
    {"category", ".", part, NULL, LITERATURE_CATEGORIES, "x:category"},
    {"by", "@cited-by"},
    {"number/cited", "x:patcit", cited},
    {"date", ".", part, NULL, LITERATURE_DATE, "x:patcit/x:document-id/x:date"},
    {"name", "x:patcit/x:document-id/x:name"},
    {"text", ".", part, NULL, LITERATURE_TEXT},
    {"claims", ".", part, NULL, LITERATURE_CLAIMS, "x:rel-claims"},
    {"passages", ".", part, NULL, LITERATURE_PASSAGES,
     "x:rel-passage/x:passage|x:rel-passage"},
    {"office", "@office"},
    {"citing", ".", citing},
    FIELD_REMARK,
    {.title = NULL},
};
