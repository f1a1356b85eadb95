/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a search of the register found. Without constituents OPS tells of a hit
 * neither the kind nor the status.
 */
#include "doc/docdb.h"
#include "doc/register.h"

/* The European publication of a document, the first of several; the
 * international one where there is no other. */
static const xmlNode *publication_of(const xmlNode *document)
{
    const xmlNode *data = register_data(document);
    const xmlNode *first = dom_child(data, NS_REGISTER,
                                     "publication-reference");

    for (const xmlNode *at = first; at;
         at = dom_next(at, NS_REGISTER, "publication-reference")) {
        struct docdb id;

        if (docdb_of(at, &id) && slice_is(id.country, "EP"))
            return at;
    }
    return first;
}

static void add_of_publication(const xmlNode *document, const char *path,
                               field_format *format, struct buf *to)
{
    const struct field part = {"", path, format, NULL};

    field_add(&part, publication_of(document), to);
}

static void date(const struct found *at, struct buf *to)
{
    add_of_publication(at->node, "r:document-id/r:date", field_date, to);
}

static void kind(const struct found *at, struct buf *to)
{
    add_of_publication(at->node, "r:document-id/r:kind", NULL, to);
}

static void number(const struct found *at, struct buf *to)
{
    char name[NUMBER_NAME];
    struct docdb id;

    if (!docdb_of(publication_of(at->node), &id))
        return;
    id.kind = SLICE("");
    if (docdb_name(&id, name))
        buf_puts(to, name);
    else
        docdb_add(&id, "", to);
}

static void applicants(const struct found *at, struct buf *to)
{
    static const struct field names = {"", "r:applicant/r:addressbook/r:name",
                                       NULL, "; "};
    const xmlNode *data = register_data(at->node);
    const xmlNode *parties = dom_child(data, NS_REGISTER, "parties");

    field_add(&names, register_newest(parties, "applicants"), to);
}

#define DATA "r:bibliographic-data/"

static const struct field columns[] = {
    {"date", ".", date, NULL},
    {"number", ".", number, NULL},
    {"kind", ".", kind, NULL},
    {"applicant", ".", applicants, NULL},
    {"title", DATA "r:invention-title[lang=en]|" DATA "r:invention-title",
     NULL, NULL},
    {"status", "@status", NULL, NULL},
    {"application", DATA "r:application-reference", field_number, NULL},
    {.title = NULL},
};

static int hits(const struct rendering *r, struct rows *rows)
{
    int error = answer_has(r, NS_OPS, "register-search");

    return error < 0
               ? error
               : rows_find(rows, r, NS_REGISTER, "register-document");
}

int render_register_hits(const struct rendering *r)
{
    struct rows rows = ROWS_INIT;
    int error = hits(r, &rows);

    if (error == 0)
        table(r, columns, &rows);
    rows_fini(&rows);
    return error;
}

int render_register_names(const struct rendering *r)
{
    struct names names = NAMES_INIT(r->to);
    struct rows rows = ROWS_INIT;
    int error = hits(r, &rows);

    for (size_t i = 0; i < rows.count && error == 0; i++) {
        struct docdb id;

        if (docdb_of(publication_of(rows.at[i].node), &id))
            error = names_add(&names, &id);
    }
    names_fini(&names);
    rows_fini(&rows);
    return error;
}
