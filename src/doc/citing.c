/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who cites some of several publications: hits of one search for all of them,
 * each told apart by what it cites itself. A publication is cited by its
 * number, of whatever kind. A hit that does not tell which of them it cites
 * stands there without one, for OPS says that it does.
 */
#include "doc/docdb.h"
#include "doc/hits.h"
#include "doc/tables.h"

#include <string.h>

/* More numbers are not asked for in one search (OPS guide: ten terms). */
#define CITED_MOST 10

struct cited {
    struct slice name; /* canonical */
    struct number number;
};

struct several {
    struct cited at[CITED_MOST];
    size_t count;
};

static void read_several(struct slice names, struct several *s)
{
    char candidates[NUMBER_CANDIDATES];
    struct slice name;

    while (s->count < CITED_MOST && slice_cut(&names, '\n', &name)) {
        struct cited *c = &s->at[s->count];

        if (number_parse(name, &c->number, candidates) < 0)
            continue;
        c->name = name;
        s->count++;
    }
}

static bool is_of(const xmlNode *patcit, const struct number *n)
{
    struct number other;
    struct docdb id;

    return docdb_of(patcit, &id) &&
           number_from_docdb(id.country, id.number, id.kind, &other) == 0 &&
           strcmp(n->country, other.country) == 0 &&
           strcmp(n->number, other.number) == 0;
}

static bool cites(const xmlNode *document, const struct number *n)
{
    const xmlNode *at = dom_find(document, NS_EXCHANGE, "patcit");

    while (at && !is_of(at, n))
        at = dom_find_next(document, at, NS_EXCHANGE, "patcit");
    return at != NULL;
}

static void add_row(const struct rendering *r, struct slice cited,
                    const xmlNode *hit)
{
    struct rendering row = *r;

    row.subject = cited;
    row.part = SLICE("rows");
    table_row(&row, hit_columns, hit);
}

static void add_rows(const struct rendering *r, const struct several *s,
                     const xmlNode *hit)
{
    bool told = false;

    for (size_t i = 0; i < s->count; i++) {
        if (!cites(hit, &s->at[i].number))
            continue;
        add_row(r, s->at[i].name, hit);
        told = true;
    }
    if (!told)
        add_row(r, s->count == 1 ? s->at[0].name : SLICE(""), hit);
}

int render_citing(const struct rendering *r)
{
    struct rendering header = *r;
    struct several several = {0};
    struct rows rows = ROWS_INIT;
    int error = hits_find(r, &rows);

    if (error == 0) {
        header.part = SLICE("header");
        table_header(&header, hit_columns);
        read_several(r->subject, &several);
        for (size_t i = 0; i < rows.count; i++)
            add_rows(r, &several, rows.at[i].node);
    }
    rows_fini(&rows);
    return error;
}
