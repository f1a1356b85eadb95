/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Legal events. OPS hangs all of them on one member of the application and
 * files what a national office reported under EP: the country here is the one
 * that an event is about, so that a lapse in one of them is not read as the
 * patent's. Influence and words are OPS's; nothing is concluded from them.
 */
#include "doc/legal.h"

#include "doc/columns.h"
#include "doc/date.h"
#include "doc/reflow.h"
#include "doc/table.h"

#include <string.h>

/* Those that are columns of their own. */
static bool has_column(const xmlNode *detail)
{
    return dom_is(detail, NS_OPS, "L501EP") ||
           dom_is(detail, NS_OPS, "L502EP") || dom_is(detail, NS_OPS, "L525EP");
}

/* A value of which the answer says that it is a date, or any other. */
static void add_value(struct slice label, const xmlNode *detail, struct buf *to)
{
    struct slice value = slice_trim(dom_value(detail));

    if (value.len > 0 && label.len > 0 &&
        memmem(label.at, label.len, "DATE", 4))
        date_add(value, to);
    else
        reflow_text(detail, to);
}

/* "OWNER: 9SOLUTIONS OY; …", in the words of the answer. */
void legal_details(const struct found *at, struct buf *to)
{
    const char *between = "";

    dom_each(detail, at->node, NS_OPS, NULL) {
        struct slice label = slice_trim(dom_attribute(detail, "desc"));

        if (has_column(detail))
            continue;
        buf_puts(to, between);
        buf_add(to, label.at, label.len);
        buf_puts(to, label.len > 0 ? ": " : "");
        add_value(label, detail, to);
        between = "; ";
    }
}

/* "REFERENCE TO A NATIONAL CODE: EUROPEAN PATENT GRANTED". */
static void description(const struct found *at, struct buf *to)
{
    const xmlNode *more = dom_child(at->node, NS_OPS, "L500EP");
    struct slice own = slice_trim(dom_attribute(at->node, "desc"));
    struct slice national = slice_trim(
        dom_attribute(dom_child(more, NS_OPS, "L502EP"), "descData"));

    buf_add(to, own.at, own.len);
    buf_puts(to, own.len > 0 && national.len > 0 ? ": " : "");
    buf_add(to, national.at, national.len);
}

/* Country, number and kind of the application, as one word. */
static void application(const struct found *at, struct buf *to)
{
    static const char *const parts[] = {"L001EP", "L003EP", "L004EP"};

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        reflow_text(dom_child(at->node, NS_OPS, parts[i]), to);
}

const struct field legal_columns[] = {
    {"date", "o:L007EP", field_date},
    {"country", "o:L500EP/o:L501EP|o:L001EP"},
    {"code", "@code"},
    {"influence", "@infl|o:L500EP/o:L502EP/@infl"},
    {"description", ".", description},
    {"national-code", "o:L500EP/o:L502EP"},
    {"effective", "o:L500EP/o:L525EP", field_date},
    {"details", "o:L500EP", legal_details},
    {"office", "o:L001EP"},
    {"document", ".", application},
    {"exchanged", "o:L018EP", field_date},
    FIELD_NUMBER,
    FIELD_REMARK,
    {.title = NULL},
};
