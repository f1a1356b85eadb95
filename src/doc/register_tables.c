/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/flow.h"
#include "doc/register.h"

/* "year: 07", "date of dispatch: 2017-02-01": labelled with what the answer
 * says of it. */
static void labelled(const struct found *at, struct buf *to)
{
    static const struct field value = {"", "r:date|.", field_date, NULL};
    struct slice label = dom_attribute(at->node, "step-text-type");
    struct buf text = BUF_INIT(to->ceiling);

    if (label.len == 0)
        label = dom_attribute(at->node, "step-date-type");
    if (field_add(&value, at->node, &text)) {
        fields_label(label, to);
        buf_printf(to, ": %s", buf_text(&text));
    }
    buf_fini(&text);
}

/* "04 months". */
static void time_limit(const struct found *at, struct buf *to)
{
    struct slice unit = dom_attribute(at->node, "time-limit-unit");

    flow_text(at->node, to);
    buf_printf(to, " %.*s", (int)unit.len, unit.at);
}

#define EVENT_DATE "r:event-date/r:date"
#define STEP_DATE "r:procedural-step-date/r:date"
#define DESCRIPTION "step-text-type=STEP_DESCRIPTION"
#define OTHERS "step-text-type!STEP_DESCRIPTION"

static const struct field events[] = {
    {"date", EVENT_DATE, field_date, NULL},
    {"code", "r:event-code", NULL, NULL},
    {"description", "r:event-text", NULL, "; "},
    {"gazette", "r:gazette-reference/r:gazette-num", NULL, NULL},
    {"gazette-date", "r:gazette-reference/r:date", field_date, NULL},
    {.title = NULL},
};

static const struct field steps[] = {
    {"date", STEP_DATE, field_date, NULL},
    {"code", "r:procedural-step-code", NULL, NULL},
    {"phase", "@procedure-step-phase", NULL, NULL},
    {"description", "r:procedural-step-text[" DESCRIPTION "]", NULL, "; "},
    {"detail", "r:procedural-step-text[" OTHERS "]", labelled, "; "},
    {"dates", "r:procedural-step-date", labelled, "; "},
    {"time-limit", "r:time-limit", time_limit, "; "},
    {"result", "r:procedural-step-result", NULL, "; "},
    {.title = NULL},
};

static int newest_first(const struct rendering *r, const char *name,
                        const char *date, const struct field *columns)
{
    struct rows rows = ROWS_INIT;
    int error = answer_has(r, NS_OPS, "register-search");

    if (error == 0)
        error = rows_find(&rows, r, NS_REGISTER, name);
    if (error == 0)
        error = rows_newest_first(&rows, date);
    if (error == 0)
        table(r, columns, &rows);
    rows_fini(&rows);
    return error;
}

int render_events(const struct rendering *r)
{
    return newest_first(r, "dossier-event", EVENT_DATE, events);
}

int render_steps(const struct rendering *r)
{
    return newest_first(r, "procedural-step", STEP_DATE, steps);
}
