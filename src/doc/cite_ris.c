/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of RIS.
 */
#include "doc/cite.h"
#include "doc/person.h"

#include <string.h>

#define END_OF_LINE "\r\n"

static void begin(const struct cite *c, const char *tag)
{
    buf_printf(c->to, "%s  - ", tag);
}

static void value(const struct cite *c, const struct cite_row *row,
                  const struct fact *first)
{
    begin(c, row->tag);
    biblio_value(first, row->between, c->to);
    buf_puts(c->to, END_OF_LINE);
}

/* RIS has no asterisk in a name and no way to write one: the similar
 * mathematical sign takes its place. */
static void add_part(struct buf *to, const char *before, struct slice s)
{
    buf_puts(to, before);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '*')
            buf_puts(to, "\xe2\x88\x97");
        else
            buf_putc(to, s.at[i]);
    }
}

static void persons(const struct cite *c, const struct cite_row *row,
                    const struct fact *first)
{
    for (const struct fact *f = first; f; f = facts_next(f)) {
        struct person p = person_of(f->party);

        begin(c, row->tag);
        add_part(c->to, "", p.family);
        if (p.given.len)
            add_part(c->to, ", ", p.given);
        if (p.given.len && p.suffix.len)
            add_part(c->to, ", ", p.suffix);
        buf_puts(c->to, END_OF_LINE);
    }
}

static void date(const struct cite *c, const char *tag, const struct date *d)
{
    begin(c, tag);
    buf_printf(c->to, "%04d/", d->year);
    if (d->month)
        buf_printf(c->to, "%02d", d->month);
    buf_putc(c->to, '/');
    if (d->day)
        buf_printf(c->to, "%02d", d->day);
    buf_puts(c->to, END_OF_LINE);
}

static void year(const struct cite *c, const char *tag, const struct date *d)
{
    buf_printf(c->to, "%s  - %04d" END_OF_LINE, tag, d->year);
}

/* Of CPC where there are such, else of IPC. */
static void classes(const struct cite *c, const struct cite_row *row,
                    const struct fact *first)
{
    const char *scheme = "IPC";

    for (const struct fact *f = first; f; f = facts_next(f)) {
        if (strcmp(f->label, "CPC") == 0)
            scheme = "CPC";
    }
    for (const struct fact *f = first; f; f = facts_next(f)) {
        if (strcmp(f->label, scheme) == 0)
            buf_printf(c->to, "%s  - %s" END_OF_LINE, row->tag, f->text);
    }
}

/* Of PB readers keep but one. */
const struct cite_row ris_rows[] = {
    {"ID", FACT_NAME, value},
    {"AU", FACT_INVENTOR, persons},
    {"TI", FACT_TITLE, value},
    {"A2", FACT_OFFICE, value},
    {"PB", FACT_APPLICANT, value, "; "},
    {"DA", FACT_PUBLISHED, .date = date},
    {"PY", FACT_PUBLISHED, .date = year},
    {"SN", FACT_NAME, value},
    {"M1", FACT_APPLICATION, value},
    {"C1", FACT_FILED, .date = date},
    {"OP", FACT_PRIORITY, value, ", "},
    {"CY", FACT_COUNTRY, value},
    {"KW", FACT_CLASS, classes},
    {"AB", FACT_ABSTRACT, value, " "},
    {"UR", FACT_URL, value},
    {.tag = NULL},
};
