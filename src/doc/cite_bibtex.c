/* SPDX-License-Identifier: GPL-3.0-or-later */
/* @patent of BibTeX, in ASCII and UTF-8 that TeX takes for text. */
#include "doc/cite.h"

#include "doc/date.h"
#include "doc/patent.h"
#include "doc/person.h"
#include "doc/words.h"

#include <string.h>

/* What has a meaning for TeX, or is another character in its oldest fonts. */
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

/* BibTeX counts braces, escaped or not: unpaired ones are written by their
 * name. */
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

/* DEL and the like have nothing to print, and TeX stops at them. */
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

static void begin(struct buf *to, const char *field)
{
    buf_printf(to, ",\n  %-12s = ", field);
}

static void text_field(struct buf *to, const char *field, const char *text)
{
    if (!*text)
        return;
    begin(to, field);
    buf_putc(to, '{');
    add_latex(to, slice_of(text));
    buf_putc(to, '}');
}

/* --- names ---------------------------------------------------------------- */

/* The word `and` separates names, in any case. */
static bool has_and(struct slice s)
{
    struct slice word;

    while (slice_cut(&s, ' ', &word)) {
        if (slice_is_fold(word, "and"))
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

static void add_person(struct buf *to, const struct party *party)
{
    struct person p = person_of(party);

    add_part(to, p.family, !p.given.len);
    if (p.given.len && p.suffix.len) {
        buf_puts(to, ", ");
        add_part(to, p.suffix, false);
    }
    if (p.given.len) {
        buf_puts(to, ", ");
        add_part(to, p.given, false);
    }
}

static void add_holder(struct buf *to, const struct party *party)
{
    add_part(to, slice_of(party->name), true);
}

static void names_field(struct buf *to, const char *field,
                        const struct party *first,
                        void (*add)(struct buf *to, const struct party *party))
{
    if (!first)
        return;
    begin(to, field);
    buf_putc(to, '{');
    for (const struct party *p = first; p; p = p->next) {
        buf_puts(to, p == first ? "" : " and ");
        add(to, p);
    }
    buf_putc(to, '}');
}

/* --- the others ----------------------------------------------------------- */

/* Double braces keep the case of a title in styles that change it. */
static void title_field(struct buf *to, const struct biblio *b)
{
    const struct title *t = biblio_title(b, SLICE(""));

    if (!t)
        return;
    begin(to, "title");
    buf_puts(to, "{{");
    add_latex(to, slice_of(t->text));
    buf_puts(to, "}}");
}

/* What classic styles print of a `@misc`, instead of the number. */
static void howpublished_field(struct buf *to, const struct biblio *b)
{
    if (!*b->name)
        return;
    begin(to, "howpublished");
    buf_putc(to, '{');
    add_latex(to, slice_of(patent_office(b)));
    buf_puts(to, *patent_office(b) ? ", " : "");
    add_latex(to, slice_of(b->name));
    buf_putc(to, '}');
}

/* `date` is what biblatex reads; `year` and `month` are for classic styles. */
static void date_fields(struct buf *to, const char *date)
{
    static const char months[12][4] = {"jan", "feb", "mar", "apr",
                                       "may", "jun", "jul", "aug",
                                       "sep", "oct", "nov", "dec"};
    struct date d;

    if (!date_known(slice_of(date), &d))
        return;
    begin(to, "date");
    buf_printf(to, "{%04d", d.year);
    if (d.month)
        buf_printf(to, "-%02d", d.month);
    if (d.day)
        buf_printf(to, "-%02d", d.day);
    buf_putc(to, '}');
    begin(to, "year");
    buf_printf(to, "{%04d}", d.year);
    if (!d.month)
        return;
    begin(to, "month");
    buf_puts(to, months[d.month - 1]);
}

/* Names that biblatex has in each language. */
static const char *type_of(const struct biblio *b)
{
    static const char *const types[] = {
        [PATENT_GRANTED] = "patent",
        [PATENT_APPLICATION] = "patreq",
        [PATENT_UTILITY_MODEL] = "utility model",
        [PATENT_DESIGN] = "design",
    };

    return types[patent_sort(b)];
}

static const char *location_of(const struct biblio *b)
{
    static const char *const known[][2] = {
        {"DE", "countryde"}, {"EP", "countryep"}, {"FR", "countryfr"},
        {"GB", "countryuk"}, {"US", "countryus"},
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(known[i][0], b->country) == 0)
            return known[i][1];
    }
    return b->country;
}

static void add_key(struct buf *to, const char *name)
{
    size_t start = to->len;

    for (; *name; name++) {
        if (is_alnum(*name) || *name == '-' || *name == '.')
            buf_putc(to, *name);
    }
    if (to->len == start)
        buf_puts(to, "patent");
}

static void url_field(struct buf *to, const struct biblio *b)
{
    if (!*b->number)
        return;
    begin(to, "url");
    buf_putc(to, '{');
    patent_url(b, to);
    buf_putc(to, '}');
}

int cite_bibtex(const struct rendering *r)
{
    struct buf *to = r->to;
    struct biblio b;
    int made = biblio_read(r->root, r->subject, &b);

    if (made < 0)
        return made;
    buf_puts(to, "@patent{");
    add_key(to, b.name);
    names_field(to, "author", b.parties[ROLE_INVENTOR], add_person);
    names_field(to, "holder", b.parties[ROLE_APPLICANT], add_holder);
    title_field(to, &b);
    text_field(to, "number", b.name);
    howpublished_field(to, &b);
    date_fields(to, b.publication.date);
    text_field(to, "type", type_of(&b));
    text_field(to, "location", location_of(&b));
    url_field(to, &b);
    buf_puts(to, "\n}\n");
    biblio_fini(&b);
    return to->error;
}
