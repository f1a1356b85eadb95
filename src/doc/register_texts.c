/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/date.h"
#include "doc/docdb.h"
#include "doc/flow.h"
#include "doc/register.h"

#include <string.h>

#define DATA "r:bibliographic-data/"
#define LINES "\n"

static void add_date(const char *title, struct date d, const char *behind,
                     struct buf *to)
{
    char text[DATE_TEXT];

    date_text(d, text);
    buf_printf(to, "%s: %s%s\n", title, text, behind);
}

/* --- status.txt ----------------------------------------------------------- */

static void published(const struct found *at, struct buf *to)
{
    static const struct field date = {"", "r:document-id/r:date", field_date,
                                      NULL};

    field_name(at, to);
    buf_putc(to, ' ');
    field_add(&date, at->node, to);
}

/* "2019-10-25 The patent has been granted". */
static void dated(const struct found *at, struct buf *to)
{
    date_add(dom_attribute(at->node, "change-date"), to);
    buf_putc(to, ' ');
    flow_text(at->node, to);
}

/* "Request for examination: 2012-06-06", after the answer's own name. */
static void add_named(struct slice name, const char *value, struct buf *to)
{
    struct buf title = BUF_INIT(to->ceiling);

    fields_label(name, &title);
    if (title.len > 0)
        title.data[0] = to_upper(title.data[0]);
    fields_line(buf_text(&title), value, to);
    buf_fini(&title);
}

static void add_named_date(const xmlNode *node, struct buf *to)
{
    static const struct field date = {"", "r:date", field_date, NULL};
    struct slice name = slice_of((const char *)node->name);
    struct buf value = BUF_INIT(to->ceiling);

    if (slice_starts(name, "date-"))
        name = (struct slice){name.at + 5, name.len - 5};
    if (field_add(&date, node, &value))
        add_named(name, buf_text(&value), to);
    buf_fini(&value);
}

/* Those that stand together, and those of ends, which stand alone. */
static void add_named_dates(const xmlNode *data, struct buf *to)
{
    const xmlNode *rights = dom_child(data, NS_REGISTER,
                                      "dates-rights-effective");
    const xmlNode *at = dom_child(rights, NS_REGISTER, NULL);

    for (; at; at = dom_next(at, NS_REGISTER, NULL))
        add_named_date(at, to);
    at = dom_child(data, NS_REGISTER, NULL);
    for (; at; at = dom_next(at, NS_REGISTER, NULL)) {
        if (slice_starts(slice_of((const char *)at->name), "date-"))
            add_named_date(at, to);
    }
}

static const struct field facts[] = {
    {"Application", DATA "r:application-reference", field_number, LINES},
    {"Filing date", DATA "r:application-reference/r:document-id/r:date",
     field_date, NULL},
    {"Publication", DATA "r:publication-reference", published, LINES},
    {"Title", DATA "r:invention-title[lang=en]|" DATA "r:invention-title",
     NULL, NULL},
    {.title = NULL},
};

static void add_status(const struct rows *rows, const xmlNode *document,
                       struct buf *to)
{
    static const struct field present[] = {
        {"Status", ".", NULL, NULL},
        {"Status date", "@change-date", field_date, NULL},
        {.title = NULL},
    };
    static const struct field alone[] = {
        {"Status", "@status", NULL, NULL},
        {.title = NULL},
    };

    if (rows->count > 0)
        fields_lines(present, rows->at[0].node, to);
    else
        fields_lines(alone, document, to);
}

static void add_earlier(const struct rows *rows, struct buf *to)
{
    static const struct field earlier[] = {
        {"Earlier status", ".", dated, NULL},
        {.title = NULL},
    };

    for (size_t i = 1; i < rows->count; i++)
        fields_lines(earlier, rows->at[i].node, to);
}

int render_status(const struct rendering *r)
{
    struct rows rows = ROWS_INIT;
    const xmlNode *document = NULL;
    struct date grant;
    int error = register_document(r, &document);

    if (error == 0)
        error = register_statuses(&rows, document);
    if (error == 0) {
        add_status(&rows, document, r->to);
        if (register_grant_date(document, &grant))
            add_date("Mention of grant", grant, "", r->to);
        fields_lines(facts, document, r->to);
        add_named_dates(register_data(document), r->to);
        add_earlier(&rows, r->to);
    }
    rows_fini(&rows);
    return error;
}

/* --- proprietor.txt ------------------------------------------------------- */

/* One state of the ownership. */
#define OWNERS(label)                                                          \
    {                                                                          \
        {label, "r:applicant", register_party, LINES},                         \
        {label ", gazette", "@change-gazette-num", NULL, NULL},                \
        {label ", entered", "@change-date", field_date, NULL},                 \
        {.title = NULL},                                                       \
    }

/* By whether it is granted, and whether it is not the present one. */
static const struct field owners[2][2][4] = {
    {OWNERS("Applicant"), OWNERS("Earlier applicant")},
    {OWNERS("Proprietor"), OWNERS("Earlier proprietor")},
};

/* After grant the register goes on to call them applicants. */
int render_proprietor(const struct rendering *r)
{
    struct rows groups = ROWS_INIT;
    const xmlNode *document = NULL;
    bool granted;
    int error = register_document(r, &document);

    if (error == 0)
        error = rows_below(&groups, register_data(document), NS_REGISTER,
                           "applicants");
    if (error == 0)
        error = rows_newest_first(&groups, "@change-gazette-num");
    granted = error == 0 && register_grant(document);
    for (size_t i = 0; i < groups.count; i++)
        fields_lines(owners[granted][i > 0], groups.at[i].node, r->to);
    if (granted)
        buf_puts(r->to, "Note: later transfers may stand in the national "
                        "registers alone\n");
    rows_fini(&groups);
    return error;
}

/* --- opposition.txt ------------------------------------------------------- */

/* When, who, and by whom represented. */
static void opponent(const struct found *at, struct buf *to)
{
    static const struct field date = {
        "", "r:date-opposition-filed/r:date|r:date-opposition-filed|r:date",
        field_date, NULL};
    static const struct field agent = {
        "", "r:agent/r:addressbook/r:name|r:agents/r:agent/r:addressbook/r:name",
        NULL, "; "};
    struct buf who = BUF_INIT(to->ceiling);

    if (field_add(&date, at->node, to))
        buf_putc(to, ' ');
    register_party(at, to);
    if (field_add(&agent, at->node, &who))
        buf_printf(to, "; represented by %s", buf_text(&who));
    buf_fini(&who);
}

/* A step or an event of the opposition, as it stands. */
static void step(const struct found *at, struct buf *to)
{
    static const struct field parts[] = {
        {"", "r:procedural-step-date/r:date", field_date, NULL},
        {"", "r:procedural-step-code", NULL, NULL},
        {"", "r:procedural-step-text", NULL, ", "},
        {"", "r:procedural-step-result", NULL, ", "},
        {.title = NULL},
    };

    for (const struct field *f = parts; f->title; f++) {
        if (field_add(f, at->node, to))
            buf_putc(to, ' ');
    }
}

static const struct field oppositions[] = {
    {"Opposition filed", "r:opponent", opponent, LINES},
    {"No opposition filed within time limit", "r:opposition-not-filed/r:date",
     field_date, NULL},
    {.title = NULL},
};

static const struct field opposition_steps[] = {
    {"Opposition step",
     "r:procedural-data/r:procedural-step[procedure-step-phase=opposition]",
     step, LINES},
    {.title = NULL},
};

static void add_period(const xmlNode *document, struct buf *to)
{
    struct date grant, end;

    if (!register_grant_date(document, &grant) ||
        !register_opposition_end(document, &end)) {
        buf_puts(to, "Mention of grant: none in the register\n");
        return;
    }
    add_date("Mention of grant", grant, "", to);
    add_date("Opposition period from", grant, "", to);
    add_date("Opposition period to", end,
             " (computed: nine months after the mention of grant; days on "
             "which the office is closed are not considered)", to);
}

static void add_opposition(const xmlNode *document, struct buf *to)
{
    fields_lines(oppositions,
                 register_newest(register_data(document), "opposition-data"),
                 to);
    fields_lines(opposition_steps, document, to);
}

int render_opposition(const struct rendering *r)
{
    struct rows statuses = ROWS_INIT;
    const xmlNode *document = NULL;
    int error = register_document(r, &document);

    if (error == 0)
        error = register_statuses(&statuses, document);
    if (error == 0) {
        add_period(document, r->to);
        add_opposition(document, r->to);
        add_status(&statuses, document, r->to);
    }
    rows_fini(&statuses);
    return error;
}

/* --- upp.txt -------------------------------------------------------------- */

static const struct field unitary_steps[] = {
    {"Unitary step", "r:procedural-data/r:procedural-step", step, LINES},
    {.title = NULL},
};

/* What else stands there, named as the answer does. */
static void add_others(const xmlNode *unitary, struct buf *to)
{
    const xmlNode *at = dom_child(unitary, NS_REGISTER, NULL);

    for (; at; at = dom_next(at, NS_REGISTER, NULL)) {
        struct slice name = slice_of((const char *)at->name);
        struct buf value = BUF_INIT(to->ceiling);

        flow_text(at, &value);
        if (!slice_is(name, "unitary-patent-statuses") &&
            !slice_is(name, "procedural-data"))
            add_named(name, buf_text(&value), to);
        buf_fini(&value);
    }
}

int render_upp(const struct rendering *r)
{
    static const struct field present[] = {
        {"Unitary patent", ".", NULL, NULL},
        {"Unitary patent date", "@change-date", field_date, NULL},
        {.title = NULL},
    };
    struct rows rows = ROWS_INIT;
    const xmlNode *document = NULL, *unitary;
    int error = register_document(r, &document);

    if (error < 0)
        return error;
    unitary = dom_child(document, NS_REGISTER, "unitary-patent");
    if (!unitary)
        buf_puts(r->to, "Unitary patent: no entry in the register\n");
    error = rows_below(&rows, unitary, NS_REGISTER, "unitary-patent-status");
    if (error == 0)
        error = rows_newest_first(&rows, "@change-date");
    if (rows.count > 0)
        fields_lines(present, rows.at[0].node, r->to);
    fields_lines(unitary_steps, unitary, r->to);
    add_others(unitary, r->to);
    add_earlier(&rows, r->to);
    rows_fini(&rows);
    return error;
}
