/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/upc.h"

#include "doc/legal.h"
#include "doc/table.h"

#include <errno.h>
#include <string.h>

#define NO_TOPIC 0

static const char *const labels[] = {
    [UPC_UNITARY] = "Unitary effect",
    [UPC_OPT_OUT] = "Opt-out",
    [UPC_DECISION] = "UPC decision",
    [UPC_ACTION] = "UPC action",
};

/* What an entry is about, by words of its text: the first row of which all
 * occur. An opt-out names the court, too, and so does a decision an action. */
static const struct {
    enum upc_topic topic;
    const char *words[2];
} subjects[] = {
    {UPC_OPT_OUT, {"OPT-OUT"}},
    {UPC_OPT_OUT, {"OPT OUT"}},
    {UPC_OPT_OUT, {"OPTED OUT"}},
    {UPC_OPT_OUT, {"OPTED-OUT"}},
    {UPC_DECISION, {"UNIFIED PATENT COURT", "DECISION"}},
    {UPC_DECISION, {"UNIFIED PATENT COURT", "JUDGMENT"}},
    {UPC_DECISION, {"UNIFIED PATENT COURT", "ORDER"}},
    {UPC_DECISION, {"(UPC)", "DECISION"}},
    {UPC_DECISION, {"UPC ", "DECISION"}},
    {UPC_DECISION, {"UPC ", "ORDER"}},
    {UPC_ACTION, {"UNIFIED PATENT COURT"}},
    {UPC_ACTION, {"(UPC)"}},
    {UPC_ACTION, {"UPC "}},
    {UPC_UNITARY, {"UNITARY"}},
};

/* The same by the code of a legal event of EP, whose text may be missing. */
static const struct {
    const char *code;
    enum upc_topic topic;
} codes[] = {
    {"P01", UPC_OPT_OUT}, {"P02", UPC_OPT_OUT}, {"P03", UPC_OPT_OUT},
    {"P04", UPC_OPT_OUT}, {"P05", UPC_OPT_OUT}, {"P06", UPC_OPT_OUT},
    {"U01", UPC_UNITARY}, {"U07", UPC_UNITARY},
};

static enum upc_topic topic_of(const char *text, struct slice code)
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

/* What is known of an entry: its date, its code, its text, and what else. */
enum entry_part { DATE, CODE, TEXT, MORE, PARTS };

/* Where entries are, and their parts. */
struct entries {
    const char *rows;
    struct field parts[PARTS];
    const char *from;
};

static const struct entries of_register[] = {
    {"//r:unitary-patent-status",
     {{"", "@change-date", field_date},
      {"", "@status-code"},
      {"", "."},
      {"", "@none"}},
     "register"},
    {"//r:dossier-event",
     {{"", "r:event-date/r:date", field_date},
      {"", "r:event-code"},
      {"", "r:event-text", NULL, ", "},
      {"", "r:gazette-reference/r:gazette-num"}},
     "register"},
    {"//r:procedural-step",
     {{"", "r:procedural-step-date/r:date", field_date},
      {"", "r:procedural-step-code"},
      {"", "r:procedural-step-text", NULL, ", "},
      {"", "r:procedural-step-result", NULL, ", "}},
     "register"},
};

static const struct entries of_legal = {
    "//o:legal[o:L001EP=EP]",
    {{"", "o:L007EP", field_date},
     {"", "@code"},
     {"", "@desc"},
     {"", "o:L500EP", legal_details}},
    "legal event",
};

struct upc_entry {
    enum upc_topic topic;
    const char *parts[PARTS], *from;
};

/* Called for the entries, the newest first. */
typedef void each_entry(void *arg, const struct upc_entry *e);

static void read_entry(const struct entries *kind, const xmlNode *node,
                       each_entry *each, void *arg)
{
    struct upc_entry e = {.from = kind->from};
    struct buf texts[PARTS];

    for (int i = 0; i < PARTS; i++) {
        texts[i] = BUF_INIT(1 << 20);
        field_add(&kind->parts[i], node, &texts[i]);
        e.parts[i] = buf_text(&texts[i]);
    }
    e.topic = topic_of(e.parts[TEXT], slice_of(e.parts[CODE]));
    if (e.topic == NO_TOPIC)
        e.topic = topic_of(e.parts[MORE], SLICE(""));
    if (e.topic != NO_TOPIC)
        each(arg, &e);
    for (int i = 0; i < PARTS; i++)
        buf_fini(&texts[i]);
}

static int read_entries(const struct entries *kind, const xmlNode *from,
                        each_entry *each, void *arg)
{
    struct rows rows = ROWS_INIT;
    int error = rows_find(&rows, from, kind->rows);

    if (error == 0)
        error = rows_newest_first(&rows, kind->parts[DATE].path);
    for (size_t i = 0; i < rows.count && error == 0; i++)
        read_entry(kind, rows.at[i].node, each, arg);
    rows_fini(&rows);
    return error;
}

static int read_register(const xmlNode *from, each_entry *each, void *arg)
{
    int error = 0;

    for (size_t i = 0; i < sizeof(of_register) / sizeof(*of_register) && !error;
         i++)
        error = read_entries(&of_register[i], from, each, arg);
    return error;
}

/* `2023-07-28 U07 UNITARY EFFECT REGISTERED` */
static void add_entry(const struct upc_entry *e, struct buf *to)
{
    const char *between = "";

    for (int i = DATE; i < MORE; i++) {
        if (!*e->parts[i])
            continue;
        buf_printf(to, "%s%s", between, e->parts[i]);
        between = " ";
    }
    if (*e->parts[MORE])
        buf_printf(to, " [%s]", e->parts[MORE]);
}

/* --- upc.txt ------------------------------------------------------------- */

static void add_line(void *arg, const struct upc_entry *e)
{
    struct buf *to = arg;

    field_label(to, labels[e->topic], "");
    add_entry(e, to);
    buf_printf(to, " (%s)\n", e->from);
}

int upc_render(const struct rendering *r)
{
    if (!r->root)
        return buf_puts(r->to, "No entry in the register, and no legal "
                               "event\n");
    if (dom_find(r->root, NS_OPS, "patent-family"))
        return read_entries(&of_legal, r->root, add_line, r->to);
    if (!dom_find(r->root, NS_REGISTER, "register-document"))
        return -EBADMSG;
    return read_register(r->root, add_line, r->to);
}

/* --- register.tsv -------------------------------------------------------- */

/* One column. */
struct upc_cell {
    int topics;
    struct buf *to;
};

static void add_to_cell(void *arg, const struct upc_entry *e)
{
    struct upc_cell *c = arg;

    if (!(c->topics & (int)e->topic))
        return;
    if (c->to->len)
        buf_puts(c->to, "; ");
    add_entry(e, c->to);
}

void upc_entries(const struct found *at, struct buf *to)
{
    struct upc_cell c = {at->field->which, to};
    int error = read_register(at->node, add_to_cell, &c);

    if (error && !to->error)
        to->error = error;
}
