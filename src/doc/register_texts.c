/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The texts of the register, as sections of `Label: value` lines.
 */
#include "doc/columns.h"
#include "doc/date.h"
#include "doc/labels.h"
#include "doc/reflow.h"
#include "doc/register.h"

#include <string.h>

#define LINES "\n"

/* --- what has the answer's own name -------------------------------------- */

/* "Request for examination: 2012-06-06". */
static void add_named(const char *name, const char *value, struct buf *to)
{
    size_t start = to->len;

    if (reflow_is_blank(value))
        return;
    label_add_words(NULL, name, to);
    if (to->len > start)
        to->data[start] = to_upper(to->data[start]);
    buf_printf(to, ": %s", value);
}

/* An element without a text is a fact all the same, and its gazette says
 * since when. */
static void add_change(const xmlNode *node, struct buf *to)
{
    struct slice date = slice_trim(dom_attribute(node, "change-date"));
    struct slice gazette =
        slice_trim(dom_attribute(node, "change-gazette-num"));

    if (!reflow_is_empty(node))
        return;
    date_add(date, to);
    if (gazette.len && !slice_is(gazette, "N/P"))
        buf_printf(to, "%sgazette %.*s", to->len ? ", " : "", (int)gazette.len,
                   gazette.at);
}

static void named_date(const struct found *at, struct buf *to)
{
    static const struct field date = {"", "r:date", field_date};
    const char *name = (const char *)at->node->name;
    struct buf value = BUF_INIT(to->ceiling);

    if (slice_starts(slice_of(name), "date-"))
        name += 5;
    if (!field_add(&date, at->node, &value))
        add_change(at->node, &value);
    add_named(name, buf_text(&value), to);
    buf_fini(&value);
}

/* Dates of ends are lines of their own. */
static void lone_date(const struct found *at, struct buf *to)
{
    if (slice_starts(slice_of((const char *)at->node->name), "date-"))
        named_date(at, to);
}

/* --- status.txt ---------------------------------------------------------- */

static void published(const struct found *at, struct buf *to)
{
    static const struct field date = {"", "r:document-id/r:date", field_date};

    field_name(at, to);
    buf_putc(to, ' ');
    field_add(&date, at->node, to);
}

/* "2019-10-25 The patent has been granted". */
static void dated(const struct found *at, struct buf *to)
{
    date_add(dom_attribute(at->node, "change-date"), to);
    buf_putc(to, ' ');
    reflow_text(at->node, to);
}

#define STATUS                                                                 \
    {"Status", REGISTER_STATUS "|@status"},                                    \
    {                                                                          \
        "Status date", REGISTER_STATUS "/@change-date", field_date, NULL       \
    }

static const struct field status[] = {
    STATUS,
    {"Mention of grant", ".", register_grant},
    {"Application", REGISTER_DATA "r:application-reference", field_number,
     LINES},
    {"Filing date",
     REGISTER_DATA "r:application-reference/r:document-id/r:date", field_date},
    {"Publication", REGISTER_DATA "r:publication-reference", published, LINES},
    {"Title", REGISTER_TITLE},
    {"", REGISTER_DATA "r:dates-rights-effective/r:*", named_date, LINES},
    {"", REGISTER_DATA "r:*", lone_date, LINES},
    {.title = NULL},
};

static const struct field earlier_status[] = {
    {"Earlier status", ".", dated},
    {.title = NULL},
};

const struct section status_sections[] = {
    {".", .first = status},
    {"//r:ep-patent-status", "@change-date", .others = earlier_status},
    {.rows = NULL},
};

/* --- proprietor.txt ------------------------------------------------------ */

/* One state of the ownership. */
#define OWNERS(label)                                                          \
    {                                                                          \
        {label, "r:applicant", register_party, LINES},                         \
            {label ", gazette", "@change-gazette-num"},                        \
            {label ", entered", "@change-date", field_date}, {.title = NULL},  \
    }

static const struct field applicants[] = OWNERS("Applicant");
static const struct field earlier_applicants[] = OWNERS("Earlier applicant");
static const struct field proprietors[] = OWNERS("Proprietor");
static const struct field earlier_proprietors[] = OWNERS("Earlier proprietor");

static bool is_pending(const xmlNode *document)
{
    return !register_is_granted(document);
}

#define GROUPS REGISTER_DATA "/r:applicants", "@change-gazette-num"

/* After grant the register goes on to call them applicants. */
const struct section proprietor_sections[] = {
    {GROUPS, applicants, earlier_applicants, .is_for = is_pending},
    {GROUPS, proprietors, earlier_proprietors, .is_for = register_is_granted,
     .note = "Note: later transfers may be in the national registers only"},
    {.rows = NULL},
};

/* --- opposition.txt ------------------------------------------------------ */

static void grant(const struct found *at, struct buf *to)
{
    struct date d;

    if (register_grant_date(at->node, &d))
        register_grant(at, to);
    else
        buf_puts(to, "none in the register");
}

static void period_end(const struct found *at, struct buf *to)
{
    size_t start = to->len;

    register_grant(at, to);
    if (to->len > start)
        buf_puts(to, " (computed: nine months after the mention of grant; "
                     "days on which the office is closed are not considered)");
}

/* When, who, and by whom represented. */
static void opponent(const struct found *at, struct buf *to)
{
    static const struct field date = {
        "", "r:date-opposition-filed/r:date|r:date-opposition-filed|r:date",
        field_date};
    static const struct field agent = {
        "",
        "r:agent/r:addressbook/r:name|r:agents/r:agent/r:addressbook/r:name",
        NULL, "; "};
    struct buf who = BUF_INIT(to->ceiling);

    if (field_add(&date, at->node, to))
        buf_putc(to, ' ');
    register_party(at, to);
    if (field_add(&agent, at->node, &who))
        buf_printf(to, "; represented by %s", buf_text(&who));
    buf_fini(&who);
}

/* A step or an event of the opposition, as it is. */
static void step(const struct found *at, struct buf *to)
{
    static const struct field parts[] = {
        {"", "r:procedural-step-date/r:date", field_date},
        {"", "r:procedural-step-code"},
        {"", "r:procedural-step-text", NULL, ", "},
        {"", "r:procedural-step-result", NULL, ", "},
        {.title = NULL},
    };

    for (const struct field *f = parts; f->title; f++) {
        if (field_add(f, at->node, to))
            buf_putc(to, ' ');
    }
}

#define OPPOSITION REGISTER_DATA "r:opposition-data[newest]/"

static const struct field opposition[] = {
    {"Mention of grant", ".", grant},
    {"Opposition period from", ".", register_grant},
    {"Opposition period to", ".", period_end, .which = OPPOSITION_MONTHS},
    {"Opposition filed", OPPOSITION "r:opponent", opponent, LINES},
    {"No opposition filed within time limit",
     OPPOSITION "r:opposition-not-filed/r:date", field_date},
    {"Opposition step",
     "r:procedural-data/r:procedural-step[procedure-step-phase=opposition]",
     step, LINES},
    STATUS,
    {.title = NULL},
};

const struct section opposition_sections[] = {
    {".", .first = opposition},
    {.rows = NULL},
};

/* --- upp.txt ------------------------------------------------------------- */

/* Whatever else there is, named as the answer names it. */
static void other(const struct found *at, struct buf *to)
{
    const char *name = (const char *)at->node->name;
    struct buf value = BUF_INIT(to->ceiling);

    reflow_text(at->node, &value);
    if (strcmp(name, "unitary-patent-statuses") != 0 &&
        strcmp(name, "procedural-data") != 0)
        add_named(name, buf_text(&value), to);
    buf_fini(&value);
}

#define UNITARY_STATUS "//r:unitary-patent-status[newest]"

static const struct field unitary[] = {
    {"Unitary patent", UNITARY_STATUS},
    {"Unitary patent date", UNITARY_STATUS "/@change-date", field_date},
    {"Unitary step", "r:procedural-data/r:procedural-step", step, LINES},
    {"", "r:*", other, LINES},
    {.title = NULL},
};

const struct section unitary_sections[] = {
    {"r:unitary-patent", .first = unitary, .none = NO_UNITARY},
    {"r:unitary-patent//r:unitary-patent-status", "@change-date",
     .others = earlier_status},
    {.rows = NULL},
};
