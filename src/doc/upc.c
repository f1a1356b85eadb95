/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/upc.h"

#include "doc/legal.h"
#include "doc/register.h"
#include "doc/table.h"

#include <errno.h>
#include <string.h>

enum topic { UNITARY, OPT_OUT, DECISION, ACTION, TOPICS, NO_TOPIC = TOPICS };

static const char *const labels[TOPICS] = {
    [UNITARY] = "Unitary effect",
    [OPT_OUT] = "Opt-out",
    [DECISION] = "UPC decision",
    [ACTION] = "UPC action",
};

/* What an entry is about, by words of its text: the first row of which all
 * occur. An opt-out names the court, too, and so does a decision an action. */
static const struct {
    enum topic topic;
    const char *words[2];
} subjects[] = {
    {OPT_OUT, {"OPT-OUT"}},
    {OPT_OUT, {"OPT OUT"}},
    {OPT_OUT, {"OPTED OUT"}},
    {OPT_OUT, {"OPTED-OUT"}},
    {DECISION, {"UNIFIED PATENT COURT", "DECISION"}},
    {DECISION, {"UNIFIED PATENT COURT", "JUDGMENT"}},
    {DECISION, {"UNIFIED PATENT COURT", "ORDER"}},
    {DECISION, {"(UPC)", "DECISION"}},
    {DECISION, {"UPC ", "DECISION"}},
    {DECISION, {"UPC ", "ORDER"}},
    {ACTION, {"UNIFIED PATENT COURT"}},
    {ACTION, {"(UPC)"}},
    {ACTION, {"UPC "}},
    {UNITARY, {"UNITARY"}},
};

/* The same by the code of a legal event of EP, whose text may be missing. */
static const struct {
    const char *code;
    enum topic topic;
} codes[] = {
    {"P01", OPT_OUT}, {"P02", OPT_OUT}, {"P03", OPT_OUT}, {"P04", OPT_OUT},
    {"P05", OPT_OUT}, {"P06", OPT_OUT}, {"U01", UNITARY}, {"U07", UNITARY},
};

static enum topic topic_of(const char *text, struct slice code)
{
    for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
        const char *second = subjects[i].words[1];

        if (strcasestr(text, subjects[i].words[0]) &&
            (!second || strcasestr(text, second)))
            return subjects[i].topic;
    }
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
        if (slice_is(code, codes[i].code))
            return codes[i].topic;
    }
    return NO_TOPIC;
}

/* Where entries are, and what of each is its date, its code and its text. */
struct entries {
    const char *rows;
    struct field date, code, text, more;
    const char *from;
};

static const struct entries of_register[] = {
    {"//r:unitary-patent-status",
     {"", "@change-date", field_date},
     {"", "@status-code"},
     {"", "."},
     {"", "@none"},
     "register"},
    {"//r:dossier-event",
     {"", "r:event-date/r:date", field_date},
     {"", "r:event-code"},
     {"", "r:event-text", NULL, ", "},
     {"", "r:gazette-reference/r:gazette-num"},
     "register"},
    {"//r:procedural-step",
     {"", "r:procedural-step-date/r:date", field_date},
     {"", "r:procedural-step-code"},
     {"", "r:procedural-step-text", NULL, ", "},
     {"", "r:procedural-step-result", NULL, ", "},
     "register"},
};

static const struct entries of_legal = {
    "//o:legal[o:L001EP=EP]",
    {"", "o:L007EP", field_date},
    {"", "@code"},
    {"", "@desc"},
    {"", "o:L500EP", legal_details},
    "legal event",
};

/* Calls `each` for the entries, the newest first. */
struct upc_entry {
    enum topic topic;
    const char *date, *code, *text, *more, *from;
};

typedef void each_entry(void *arg, const struct upc_entry *e);

static void read_entry(const struct entries *kind, const xmlNode *node,
                       each_entry *each, void *arg)
{
    struct buf date = BUF_INIT(1 << 20), code = date, text = date, more = date;
    struct upc_entry e = {.from = kind->from};

    field_add(&kind->date, node, &date);
    field_add(&kind->code, node, &code);
    field_add(&kind->text, node, &text);
    field_add(&kind->more, node, &more);
    e.date = buf_text(&date);
    e.code = buf_text(&code);
    e.text = buf_text(&text);
    e.more = buf_text(&more);
    e.topic = topic_of(e.text, slice_of(e.code));
    if (e.topic == NO_TOPIC)
        e.topic = topic_of(e.more, SLICE(""));
    if (e.topic != NO_TOPIC)
        each(arg, &e);
    buf_fini(&date);
    buf_fini(&code);
    buf_fini(&text);
    buf_fini(&more);
}

static int read_entries(const struct entries *kind, const xmlNode *from,
                        each_entry *each, void *arg)
{
    struct rows rows = ROWS_INIT;
    int error = rows_find(&rows, from, kind->rows);

    if (error == 0)
        error = rows_newest_first(&rows, kind->date.path);
    for (size_t i = 0; i < rows.count && error == 0; i++)
        read_entry(kind, rows.at[i].node, each, arg);
    rows_fini(&rows);
    return error;
}

/* `2023-07-28 U07 UNITARY EFFECT REGISTERED` */
static void add_entry(const struct upc_entry *e, struct buf *to)
{
    const char *const words[] = {e->date, e->code, e->text};
    const char *between = "";

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (!*words[i])
            continue;
        buf_printf(to, "%s%s", between, words[i]);
        between = " ";
    }
    if (*e->more)
        buf_printf(to, " [%s]", e->more);
}

/* --- upc.txt ------------------------------------------------------------- */

static void add_line(void *arg, const struct upc_entry *e)
{
    struct buf *to = arg;

    buf_printf(to, "%s: ", labels[e->topic]);
    add_entry(e, to);
    buf_printf(to, " (%s)\n", e->from);
}

int upc_render(const struct rendering *r)
{
    int error = 0;

    if (!r->root)
        return buf_puts(r->to, "Neither the register nor a legal event has an "
                               "entry\n");
    if (dom_find(r->root, NS_OPS, "patent-family"))
        return read_entries(&of_legal, r->root, add_line, r->to);
    if (!dom_find(r->root, NS_REGISTER, "register-document"))
        return -EBADMSG;
    for (size_t i = 0; i < sizeof(of_register) / sizeof(*of_register) && !error;
         i++)
        error = read_entries(&of_register[i], r->root, add_line, r->to);
    return error;
}

/* --- register.tsv -------------------------------------------------------- */

struct upc_cell {
    bool topics[TOPICS];
    struct buf *to;
};

static void add_to_cell(void *arg, const struct upc_entry *e)
{
    struct upc_cell *c = arg;

    if (!c->topics[e->topic])
        return;
    if (c->to->len)
        buf_puts(c->to, "; ");
    add_entry(e, c->to);
}

static void add_cell(const struct found *at, struct upc_cell *c)
{
    int error = 0;

    for (size_t i = 0; i < sizeof(of_register) / sizeof(*of_register) && !error;
         i++)
        error = read_entries(&of_register[i], at->node, add_to_cell, c);
    if (error && !c->to->error)
        c->to->error = error;
}

void upc_unitary(const struct found *at, struct buf *to)
{
    add_cell(at, &(struct upc_cell){{[UNITARY] = true}, to});
}

void upc_opt_out(const struct found *at, struct buf *to)
{
    add_cell(at, &(struct upc_cell){{[OPT_OUT] = true}, to});
}

void upc_court(const struct found *at, struct buf *to)
{
    add_cell(at, &(struct upc_cell){{[ACTION] = true, [DECISION] = true}, to});
}
