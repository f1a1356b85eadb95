/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line of a list's register.tsv: what somebody who watches a portfolio
 * looks at first.
 */
#include "doc/date.h"
#include "doc/flow.h"
#include "doc/register.h"

#define DATA "r:bibliographic-data/"

static void status(const struct found *at, struct buf *to)
{
    struct rows rows = ROWS_INIT;

    if (register_statuses(&rows, at->node) == 0 && rows.count > 0)
        flow_text(rows.at[0].node, to);
    rows_fini(&rows);
}

static void status_date(const struct found *at, struct buf *to)
{
    struct rows rows = ROWS_INIT;

    if (register_statuses(&rows, at->node) == 0 && rows.count > 0)
        buf_puts(to, rows.at[0].key);
    rows_fini(&rows);
}

static void owners(const struct found *at, struct buf *to)
{
    static const struct field names = {"", "r:applicant/r:addressbook/r:name",
                                       NULL, "; "};
    const xmlNode *parties = dom_child(register_data(at->node), NS_REGISTER,
                                       "parties");

    field_add(&names, register_newest(parties, "applicants"), to);
}

static void add_date(bool known, struct date d, struct buf *to)
{
    char text[DATE_TEXT];

    if (!known)
        return;
    date_text(d, text);
    buf_puts(to, text);
}

static void grant(const struct found *at, struct buf *to)
{
    struct date d = {0};

    add_date(register_grant_date(at->node, &d), d, to);
}

static void opposition_end(const struct found *at, struct buf *to)
{
    struct date d = {0};

    add_date(register_opposition_end(at->node, &d), d, to);
}

/* A number; nothing while the register tells neither. */
static void opponents(const struct found *at, struct buf *to)
{
    const xmlNode *all = register_newest(register_data(at->node),
                                         "opposition-data");
    const xmlNode *one = dom_child(all, NS_REGISTER, "opponent");
    unsigned count = 0;

    for (; one; one = dom_next(one, NS_REGISTER, "opponent"))
        count++;
    if (count > 0 || dom_child(all, NS_REGISTER, "opposition-not-filed"))
        buf_printf(to, "%u", count);
}

static void lapsed(const struct found *at, struct buf *to)
{
    static const struct field countries = {
        "", "r:lapsed-in-country/r:country", NULL, " "};

    field_add(&countries,
              register_newest(register_data(at->node), "term-of-grant"), to);
}

static void designated(const struct found *at, struct buf *to)
{
    static const struct field countries = {
        "", "r:designation-pct/r:regional/r:country", NULL, " "};

    field_add(&countries,
              register_newest(register_data(at->node),
                              "designation-of-states"), to);
}

static const struct field columns[] = {
    {"application", DATA "r:application-reference", field_number, NULL},
    {"status", ".", status, NULL},
    {"status-date", ".", status_date, NULL},
    {"proprietor", ".", owners, NULL},
    {"title", DATA "r:invention-title[lang=en]|" DATA "r:invention-title",
     NULL, NULL},
    {"grant", ".", grant, NULL},
    {"opposition-end-computed", ".", opposition_end, NULL},
    {"oppositions", ".", opponents, NULL},
    {"designated", ".", designated, NULL},
    {"lapsed", ".", lapsed, NULL},
    {.title = NULL},
};

int render_register_row(const struct rendering *r)
{
    struct rendering row = *r;
    const xmlNode *document = NULL;
    int error;

    if (!slice_is(r->part, "header"))
        row.part = SLICE("rows");
    if (!r->root) {
        table_header(&row, columns);
        return 0;
    }
    error = register_document(r, &document);
    if (error < 0)
        return error;
    table_header(&row, columns);
    table_row(&row, columns, document);
    return 0;
}
