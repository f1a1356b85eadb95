/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of BibTeX.
 */
#include "doc/cite.h"
#include "doc/patent.h"
#include "doc/person.h"

#include <string.h>

/* --- signs --------------------------------------------------------------- */

/* Characters that are commands to TeX, or other characters in its oldest
 * fonts. */
static const char *const escapes[128] = {
    ['\\'] = "\\textbackslash{}",
    ['{'] = "\\{",
    ['}'] = "\\}",
    ['$'] = "\\$",
    ['&'] = "\\&",
    ['#'] = "\\#",
    ['%'] = "\\%",
    ['_'] = "\\_",
    ['~'] = "\\textasciitilde{}",
    ['^'] = "\\textasciicircum{}",
    ['<'] = "$<$",
    ['>'] = "$>$",
    ['|'] = "$|$",
};

/* BibTeX counts braces, escaped or not: those that are not in pairs are
 * named. */
static const char *lone_brace(char c)
{
    return c == '{' ? "\\textbraceleft{}" : "\\textbraceright{}";
}

static bool braces_match(struct slice s)
{
    size_t open = 0;

    for (size_t i = 0; i < s.len; i++) {
        open += s.at[i] == '{';
        if (s.at[i] == '}' && !open--)
            return false;
    }
    return open == 0;
}

/* Of DEL and the like there is nothing to print, and TeX stops at them. */
static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static void add_latex(struct buf *to, struct slice s)
{
    bool match = braces_match(s);

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if (!match && (c == '{' || c == '}'))
            buf_puts(to, lone_brace(s.at[i]));
        else if (c < 128 && escapes[c])
            buf_puts(to, escapes[c]);
        else if (!is_control(s.at[i]))
            buf_putc(to, s.at[i]);
    }
}

/* --- fields -------------------------------------------------------------- */

static void begin(const struct cite *c, const char *tag)
{
    buf_printf(c->to, ",\n  %-12s = ", tag);
}

static void field(const struct cite *c, const char *tag, const char *open,
                  const char *text, const char *close)
{
    begin(c, tag);
    buf_puts(c->to, open);
    add_latex(c->to, slice_of(text));
    buf_puts(c->to, close);
}

static void text(const struct cite *c, const struct cite_row *row,
                 const struct fact *first)
{
    field(c, row->tag, "{", first->text, "}");
}

/* Braces twice keep the case of a title in styles that change it. */
static void title(const struct cite *c, const struct cite_row *row,
                  const struct fact *first)
{
    field(c, row->tag, "{{", facts_best(first)->text, "}}");
}

/* An address is no text. */
static void address(const struct cite *c, const struct cite_row *row,
                    const struct fact *first)
{
    begin(c, row->tag);
    buf_printf(c->to, "{%s}", first->text);
}

/* The word `and` separates names, in upper or lower case. */
static bool has_and(struct slice s)
{
    struct slice word;

    while (slice_cut(&s, ' ', &word)) {
        if (slice_is_nocase(word, "and"))
            return true;
    }
    return false;
}

static void add_part(struct buf *to, struct slice s, bool whole)
{
    bool braces = whole || memchr(s.at, ',', s.len) || has_and(s);

    buf_puts(to, braces ? "{" : "");
    add_latex(to, s);
    buf_puts(to, braces ? "}" : "");
}

static void persons(const struct cite *c, const struct cite_row *row,
                    const struct fact *first)
{
    begin(c, row->tag);
    for (const struct fact *f = first; f; f = facts_next(f)) {
        struct person p = person_of(f->party);

        buf_puts(c->to, f == first ? "{" : " and ");
        add_part(c->to, p.family, !p.given.len);
        if (p.given.len && p.suffix.len) {
            buf_puts(c->to, ", ");
            add_part(c->to, p.suffix, false);
        }
        if (p.given.len) {
            buf_puts(c->to, ", ");
            add_part(c->to, p.given, false);
        }
    }
    buf_putc(c->to, '}');
}

static void holders(const struct cite *c, const struct cite_row *row,
                    const struct fact *first)
{
    begin(c, row->tag);
    for (const struct fact *f = first; f; f = facts_next(f)) {
        buf_puts(c->to, f == first ? "{" : " and ");
        add_part(c->to, slice_of(f->text), true);
    }
    buf_putc(c->to, '}');
}

static void date(const struct cite *c, const char *tag, const struct date *d)
{
    begin(c, tag);
    buf_printf(c->to, "{%04d", d->year);
    if (d->month)
        buf_printf(c->to, "-%02d", d->month);
    if (d->day)
        buf_printf(c->to, "-%02d", d->day);
    buf_putc(c->to, '}');
}

static void year(const struct cite *c, const char *tag, const struct date *d)
{
    begin(c, tag);
    buf_printf(c->to, "{%04d}", d->year);
}

static void month(const struct cite *c, const char *tag, const struct date *d)
{
    static const char months[12][4] = {"jan", "feb", "mar", "apr",
                                       "may", "jun", "jul", "aug",
                                       "sep", "oct", "nov", "dec"};

    if (!d->month)
        return;
    begin(c, tag);
    buf_puts(c->to, months[d->month - 1]);
}

/* Where biblatex has no word for it, the sort in English. */
static void type(const struct cite *c, const struct cite_row *row,
                 const struct fact *first)
{
    const struct patent_office *office = patent_office_of(first->note);
    const char *country = office && office->biblatex ? office->biblatex : "";

    begin(c, row->tag);
    if (strcmp(first->text, "patent application") == 0)
        buf_printf(c->to, "{patreq%s}", country);
    else if (strcmp(first->text, "patent") == 0)
        buf_printf(c->to, "{patent%s}", country);
    else
        buf_printf(c->to, "{%s}", first->text);
}

static void put_location(const struct cite *c, const struct cite_row *row,
                         const struct fact *first)
{
    const struct patent_office *office = patent_office_of(first->text);
    const char *word = office ? office->location : first->text;

    if (*word)
        field(c, row->tag, "{", word, "}");
}

/* `date` is what biblatex reads; `year` and `month` are for classic styles, and
 * so is `note`, which they print of a `@misc` instead of the number. An entry
 * has to have an author and a title. */
const struct cite_row bibtex_rows[] = {
    {"author", FACT_INVENTOR, persons},
    {"author", FACT_APPLICANT, holders, .unless = FACT_INVENTOR},
    {"holder", FACT_APPLICANT, holders},
    {"title", FACT_TITLE, title},
    {"title", FACT_ISSUED, title, .unless = FACT_TITLE},
    {"number", FACT_NAME, text},
    {"note", FACT_ISSUED, text},
    {"date", FACT_PUBLISHED, .date = date},
    {"year", FACT_PUBLISHED, .date = year},
    {"month", FACT_PUBLISHED, .date = month},
    {"type", FACT_SORT, type},
    {"location", FACT_COUNTRY, put_location},
    {"url", FACT_URL, address},
    {.tag = NULL},
};
