/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RIS: a tag and a value a line. */
#include "doc/cite.h"

#include "doc/date.h"
#include "doc/patent.h"
#include "doc/person.h"
#include "doc/words.h"

#include <string.h>

#define END_OF_LINE "\r\n"

static void begin(struct buf *to, const char *tag)
{
    buf_printf(to, "%s  - ", tag);
}

static void end(struct buf *to)
{
    buf_puts(to, END_OF_LINE);
}

static void line(struct buf *to, const char *tag, const char *value)
{
    if (!*value)
        return;
    begin(to, tag);
    buf_puts(to, value);
    end(to);
}

/* A name in RIS cannot have an asterisk, nor escape one: the asterisk operator
 * of mathematics stands for it. */
static void add_name(struct buf *to, struct slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '*')
            buf_puts(to, "\xe2\x88\x97");
        else
            buf_putc(to, s.at[i]);
    }
}

static void author_line(struct buf *to, const struct party *party)
{
    struct person p = person_of(party);

    begin(to, "AU");
    add_name(to, p.family);
    if (p.given.len) {
        buf_puts(to, ", ");
        add_name(to, p.given);
    }
    if (p.given.len && p.suffix.len) {
        buf_puts(to, ", ");
        add_name(to, p.suffix);
    }
    end(to);
}

/* Programs that read RIS keep only one of these. */
static void holders_line(struct buf *to, const struct party *first)
{
    if (!first)
        return;
    begin(to, "PB");
    for (const struct party *p = first; p; p = p->next) {
        buf_puts(to, p == first ? "" : "; ");
        buf_puts(to, p->name);
    }
    end(to);
}

static void date_line(struct buf *to, const char *tag, const char *date)
{
    struct date d;

    if (!date_known(slice_of(date), &d))
        return;
    buf_printf(to, "%s  - %04d/", tag, d.year);
    if (d.month)
        buf_printf(to, "%02d", d.month);
    buf_putc(to, '/');
    if (d.day)
        buf_printf(to, "%02d", d.day);
    end(to);
}

static void year_line(struct buf *to, const char *date)
{
    struct date d;

    if (date_known(slice_of(date), &d))
        buf_printf(to, "PY  - %04d" END_OF_LINE, d.year);
}

static void priorities_line(struct buf *to, const struct priority *first)
{
    if (!first)
        return;
    begin(to, "OP");
    for (const struct priority *p = first; p; p = p->next)
        buf_printf(to, "%s%s", p == first ? "" : ", ",
                   *p->id.epodoc ? p->id.epodoc : p->id.docdb);
    end(to);
}

static void abstract_line(struct buf *to, const struct biblio *b)
{
    const struct abstract *a = biblio_abstract(b);

    if (!a)
        return;
    begin(to, "AB");
    biblio_paragraphs(a, " ", to);
    end(to);
}

static void class_lines(struct buf *to, const struct biblio *b)
{
    const char *scheme = *biblio_main_class(b, "CPC") ? "CPC" : "IPC";

    for (const struct class *c = b->classes; c; c = c->next) {
        if (strcmp(c->scheme, scheme) == 0)
            line(to, "KW", c->symbol);
    }
}

static void url_line(struct buf *to, const struct biblio *b)
{
    if (!*b->number)
        return;
    begin(to, "UR");
    patent_url(b, to);
    end(to);
}

int cite_ris(const struct rendering *r)
{
    struct buf *to = r->to;
    const struct title *title;
    struct biblio b;
    int made = biblio_read(r->root, r->subject, &b);

    if (made < 0)
        return made;
    title = biblio_title(&b, SLICE(""));
    line(to, "TY", "PAT");
    line(to, "ID", b.name);
    for (const struct party *p = b.parties[ROLE_INVENTOR]; p; p = p->next)
        author_line(to, p);
    line(to, "TI", title ? title->text : "");
    line(to, "A2", patent_office(&b));
    holders_line(to, b.parties[ROLE_APPLICANT]);
    date_line(to, "DA", b.publication.date);
    year_line(to, b.publication.date);
    line(to, "SN", b.name);
    line(to, "M1", b.application.docdb);
    date_line(to, "C1", b.application.date);
    priorities_line(to, b.priorities);
    line(to, "CY", b.country);
    class_lines(to, &b);
    abstract_line(to, &b);
    url_line(to, &b);
    buf_puts(to, "ER  - " END_OF_LINE);
    biblio_fini(&b);
    return to->error;
}
