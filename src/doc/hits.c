/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a search found, page behind page. A hit is an exchange-document where
 * bibliographic data was asked for, else a bare reference.
 */
#include "doc/docdb.h"
#include "doc/flow.h"
#include "doc/hits.h"
#include "doc/tables.h"
#include "ops/reference.h"

#include <errno.h>
#include <string.h>

#define COUNTED 10000 /* OPS counts no further */

#define DATA "x:bibliographic-data/"
#define APPLICANT(form)                                                        \
    DATA "x:parties/x:applicants/x:applicant[data-format=" form                \
         "]/x:applicant-name/x:name"
#define REFERENCE DATA "x:publication-reference/"
#define DATED "x:document-id[document-id-type=docdb]/x:date"

/* The canonical name less the kind, which is a column of its own. */
static void number(const struct found *at, struct buf *to)
{
    char name[NUMBER_NAME];
    struct docdb id;

    if (!docdb_of(at->node, &id))
        return;
    if (!docdb_name(&id, name)) {
        id.kind = SLICE("");
        docdb_add(&id, "", to);
        return;
    }
    buf_add(to, name, strlen(name) - id.kind.len);
}

/* The spelling of a publication ends where its address is left out. */
static void applicant(const struct found *at, struct buf *to)
{
    struct buf name = BUF_INIT(to->ceiling);

    flow_text(at->node, &name);
    while (name.len > 0 && (name.data[name.len - 1] == ',' ||
                            name.data[name.len - 1] == ' '))
        name.len--;
    buf_add(to, name.data, name.len);
    buf_fini(&name);
}

const struct field hit_columns[] = {
    {"date", REFERENCE DATED "|" DATED, field_date, NULL},
    {"number", ".", number, NULL},
    {"kind", "@kind|x:document-id[document-id-type=docdb]/x:kind", NULL, NULL},
    {"applicant", APPLICANT("epodoc") "|" APPLICANT("original"), applicant,
     "; "},
    {"title", DATA "x:invention-title[lang=en]|" DATA "x:invention-title",
     NULL, NULL},
    {"family-id", "@family-id", NULL, NULL},
    {"application", DATA "x:application-reference", field_number, NULL},
    {.title = NULL},
};

int hits_find(const struct rendering *r, struct rows *rows)
{
    int error = answer_has(r, NS_OPS, "biblio-search");

    const xmlNode *result = dom_find(r->root, NS_OPS, "search-result");

    if (error == 0)
        error = rows_below(rows, result, NS_EXCHANGE, "exchange-document");
    if (error == 0 && rows->count == 0)
        error = rows_below(rows, result, NS_OPS, "publication-reference");
    return error;
}

int render_hits(const struct rendering *r)
{
    struct rows rows = ROWS_INIT;
    int error = hits_find(r, &rows);

    if (error == 0)
        table(r, hit_columns, &rows);
    rows_fini(&rows);
    return error;
}

int render_hit_names(const struct rendering *r)
{
    struct rows rows = ROWS_INIT;
    int error = hits_find(r, &rows);

    if (error == 0)
        error = rows_names(&rows, r->to);
    rows_fini(&rows);
    return error;
}

/* The number alone in the first line, for scripts. */
static void count(int64_t total, struct buf *to)
{
    buf_printf(to, "%lld\n", (long long)total);
    if (total >= COUNTED)
        buf_printf(to, "%d or more: OPS counts no further, and serves the "
                   "first %d\n", COUNTED, RANGE_LAST);
    else if (total > RANGE_LAST)
        buf_printf(to, "OPS serves the first %d of them\n", RANGE_LAST);
}

int render_count(const struct rendering *r)
{
    const xmlNode *search;
    int64_t total = 0;

    if (!r->root) {
        count(total, r->to);
        return 0;
    }
    search = dom_find(r->root, NS_OPS, "biblio-search");
    if (!search)
        search = dom_find(r->root, NS_OPS, "register-search");
    if (!search || slice_number(dom_attribute(search, "total-result-count"),
                                &total) < 0)
        return -EBADMSG;
    count(total, r->to);
    return 0;
}
