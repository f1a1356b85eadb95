/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns of the register's tables: of events and steps, of what a search
 * found, of a list's register.tsv, which is what somebody who watches a
 * portfolio looks at first.
 */
#include "doc/columns.h"
#include "doc/labels.h"
#include "doc/reflow.h"
#include "doc/register.h"
#include "doc/table.h"
#include "doc/upc.h"

/* --- events and steps ---------------------------------------------------- */

/* "year: 07", "date of dispatch: 2017-02-01": labelled with what the answer
 * says of it. */
static void labelled(const struct found *at, struct buf *to)
{
    static const struct field value = {"", "r:date|.", field_date};
    struct slice label = dom_attribute(at->node, "step-text-type");
    struct buf text = BUF_INIT(to->ceiling);

    if (label.len == 0)
        label = dom_attribute(at->node, "step-date-type");
    if (field_add(&value, at->node, &text)) {
        label_add_words(NULL, label.at, to);
        buf_printf(to, ": %s", buf_text(&text));
    }
    buf_fini(&text);
}

/* "04 months". */
static void time_limit(const struct found *at, struct buf *to)
{
    struct slice unit = dom_attribute(at->node, "time-limit-unit");

    reflow_text(at->node, to);
    buf_printf(to, " %.*s", (int)unit.len, unit.at);
}

#define DESCRIPTION "step-text-type=STEP_DESCRIPTION"
#define OTHERS "step-text-type!STEP_DESCRIPTION"

const struct field event_columns[] = {
    {"date", "r:event-date/r:date", field_date},
    {"code", "r:event-code"},
    {"description", "r:event-text", NULL, "; "},
    {"gazette", "r:gazette-reference/r:gazette-num"},
    {"gazette-date", "r:gazette-reference/r:date", field_date},
    FIELD_NUMBER,
    FIELD_REMARK,
    {.title = NULL},
};

const struct field step_columns[] = {
    {"date", "r:procedural-step-date/r:date", field_date},
    {"code", "r:procedural-step-code"},
    {"phase", "@procedure-step-phase"},
    {"description", "r:procedural-step-text[" DESCRIPTION "]", NULL, "; "},
    {"detail", "r:procedural-step-text[" OTHERS "]", labelled, "; "},
    {"dates", "r:procedural-step-date", labelled, "; "},
    {"time-limit", "r:time-limit", time_limit, "; "},
    {"result", "r:procedural-step-result", NULL, "; "},
    FIELD_NUMBER,
    FIELD_REMARK,
    {.title = NULL},
};

/* --- hits ---------------------------------------------------------------- */

/* Of the European publication, the first of several; of the international one
 * where there is no other. Without constituents OPS sends neither the kind nor
 * the status. */
#define PUBLISHED(part)                                                        \
    REGISTER_DATA "r:publication-reference/r:document-id[r:country=EP]/" part  \
                  "|" REGISTER_DATA                                            \
                  "r:publication-reference/r:document-id/" part
#define APPLICANTS                                                             \
    REGISTER_DATA "r:parties/r:applicants[newest]/r:applicant/"                \
                  "r:addressbook/r:name"

const struct field register_hit_columns[] = {
    {"date", PUBLISHED("r:date"), field_date},
    {"number", ".", field_name},
    {"kind", PUBLISHED("r:kind")},
    {"applicant", APPLICANTS, NULL, "; "},
    {"title", REGISTER_TITLE},
    {"status", "@status"},
    {"application", REGISTER_DATA "r:application-reference", field_number},
    FIELD_REMARK,
    {.title = NULL},
};

/* --- a line of a portfolio ----------------------------------------------- */

/* A number; nothing while the register has neither. */
static void opponents(const struct found *at, struct buf *to)
{
    unsigned count = 0;

    dom_each(one, at->node, NS_REGISTER, "opponent")
        count++;
    if (count > 0 || dom_child(at->node, NS_REGISTER, "opposition-not-filed"))
        buf_printf(to, "%u", count);
}

const struct field register_row_columns[] = {
    {"application", REGISTER_DATA "r:application-reference", field_number},
    {"status", REGISTER_STATUS},
    {"status-date", REGISTER_STATUS "/@change-date", field_date},
    {"proprietor", APPLICANTS, NULL, "; "},
    {"title", REGISTER_TITLE},
    {"grant", ".", register_grant},
    {"opposition-end-computed", ".", register_grant,
     .which = OPPOSITION_MONTHS},
    {"oppositions", REGISTER_DATA "r:opposition-data[newest]", opponents},
    {"designated",
     REGISTER_DATA "r:designation-of-states[newest]/"
                   "r:designation-pct/r:regional/r:country",
     NULL, "; "},
    {"lapsed",
     REGISTER_DATA "r:term-of-grant[newest]/r:lapsed-in-country/"
                   "r:country",
     NULL, "; "},
    {"unitary-effect", ".", upc_entries, NULL, UPC_UNITARY},
    {"opt-out", ".", upc_entries, NULL, UPC_OPT_OUT},
    {"upc", ".", upc_entries, NULL, UPC_ACTION | UPC_DECISION},
    FIELD_REMARK,
    {.title = NULL},
};
