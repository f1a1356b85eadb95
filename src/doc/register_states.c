/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/register_states.h"

#include "doc/register.h"
#include "doc/table.h"

#include <string.h>

#define LAPSES REGISTER_DATA "r:term-of-grant[newest]/r:lapsed-in-country"

/* Texts of one state each, or of several separated by blanks. */
static const struct {
    struct field states;
    const char *basis;
} sources[] = {
    {{"",
      REGISTER_DATA "r:designation-of-states[newest]/r:designation-pct/"
                    "r:regional/r:country",
      NULL, " "},
     "designated"},
    {{"", "//r:procedural-step-text[step-text-type=Extension states]", NULL,
      " "},
     "extension"},
    {{"", "//r:procedural-step-text[step-text-type=Validation states]", NULL,
      " "},
     "validation"},
    {{"", LAPSES "/r:country", NULL, " "}, ""},
};

const struct field register_state_columns[] = {
    {.title = "country", .path = "."},
    {.title = "basis", .path = "."},
    {.title = "lapsed", .path = "."},
    {.title = "lapse-gazette", .path = "."},
    FIELD_NUMBER,
    FIELD_REMARK,
    {.title = NULL},
};

struct states {
    const struct table *table;
    struct rows lapses;
    struct buf seen; /* each followed by a blank */
};

static bool is_seen(struct buf *seen, const char *country)
{
    struct slice all = {buf_text(seen), seen->len};

    if (slice_lists(all, ' ', slice_of(country)))
        return true;
    buf_printf(seen, "%s ", country);
    return false;
}

static const xmlNode *lapse_of(const struct rows *lapses, const char *country)
{
    static const struct field own = {"", "r:country"};
    const xmlNode *found = NULL;

    for (size_t i = 0; i < lapses->count && !found; i++) {
        struct buf text = BUF_INIT(1 << 20);

        field_add(&own, lapses->at[i].node, &text);
        if (strcmp(buf_text(&text), country) == 0)
            found = lapses->at[i].node;
        buf_fini(&text);
    }
    return found;
}

static void add_state(struct states *s, const char *country, const char *basis)
{
    static const struct field date = {"", "r:date", field_date};
    static const struct field gazette = {"", "../@change-gazette-num"};
    struct buf lapsed = BUF_INIT(1 << 20), seen = BUF_INIT(1 << 20);
    const xmlNode *lapse;

    if (!*country || is_seen(&s->seen, country))
        return;
    lapse = lapse_of(&s->lapses, country);
    field_add(&date, lapse, &lapsed);
    field_add(&gazette, lapse, &seen);
    table_texts(s->table,
                (const char *const[]){country, basis, buf_text(&lapsed),
                                      buf_text(&seen)});
    buf_fini(&lapsed);
    buf_fini(&seen);
}

static void add_source(struct states *s, size_t source, const xmlNode *document)
{
    struct buf states = BUF_INIT(1 << 20);
    char *rest, *country;

    field_add(&sources[source].states, document, &states);
    rest = states.data;
    while (rest && (country = strsep(&rest, " ")))
        add_state(s, country, sources[source].basis);
    buf_fini(&states);
}

int register_states_write(struct table *t, const xmlNode *document)
{
    struct states s = {t, ROWS_INIT, BUF_INIT(1 << 20)};
    int error = rows_find(&s.lapses, document, LAPSES);

    for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]) && error == 0;
         i++)
        add_source(&s, i, document);
    rows_fini(&s.lapses);
    buf_fini(&s.seen);
    return error;
}
