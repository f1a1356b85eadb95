/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/citing.h"

#include "doc/columns.h"
#include "doc/docdb.h"
#include "ops/number_parse.h"
#include "ops/service_limits.h"

#include <string.h>

struct cited {
    struct slice name; /* canonical */
    struct number number;
};

struct several {
    struct cited at[SEARCH_TERMS];
    size_t count;
};

static void read_several(struct slice names, struct several *s)
{
    char candidates[NUMBER_CANDIDATES];
    struct slice name;

    while (s->count < SEARCH_TERMS && slice_cut(&names, '\n', &name)) {
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
    dom_each_below(patcit, document, NS_EXCHANGE, "patcit")
    {
        if (is_of(patcit, n))
            return true;
    }
    return false;
}

/* A hit whose record cites none of them by name stands for all: the search
 * found it, and OPS does not say by which of them. */
static void add_rows(struct table *t, const struct several *s,
                     const struct slice *all, const xmlNode *hit)
{
    bool named = false;

    for (size_t i = 0; i < s->count; i++) {
        if (!cites(hit, &s->at[i].number))
            continue;
        t->lead = &s->at[i].name;
        table_row(t, hit);
        named = true;
    }
    if (named)
        return;
    t->lead = s->count == 1 ? &s->at[0].name : all;
    table_row_remark(t, hit,
                     s->count == 1
                         ? ""
                         : "cites one of these; its record does not say which");
}

static void join_names(const struct several *s, struct buf *to)
{
    for (size_t i = 0; i < s->count; i++)
        buf_printf(to, "%s%.*s", i ? "; " : "", (int)s->at[i].name.len,
                   s->at[i].name.at);
}

int citing_write(struct table *t, const xmlNode *search)
{
    struct buf names = BUF_INIT(t->to->ceiling);
    struct several several = {0};
    struct rows rows = ROWS_INIT;
    int error = rows_find(&rows, search, HIT_ROWS);
    struct slice all;

    read_several(t->own, &several);
    join_names(&several, &names);
    all = slice_of(buf_text(&names));
    for (size_t i = 0; i < rows.count && error == 0; i++)
        add_rows(t, &several, &all, rows.at[i].node);
    buf_fini(&names);
    rows_fini(&rows);
    return error;
}
