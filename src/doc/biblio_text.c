/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/biblio_text.h"

#include "doc/biblio.h"
#include "doc/date.h"
#include "doc/words.h"

#include <errno.h>
#include <string.h>

typedef int write_biblio(const struct biblio *b, const struct rendering *r);

static int with_biblio(const struct rendering *r, write_biblio *write)
{
    struct biblio b;
    int made = biblio_read(r->root, r->subject, &b);

    if (made < 0)
        return made;
    made = write(&b, r);
    biblio_fini(&b);
    return made < 0 ? made : r->to->error;
}

/* --- title, abstract ------------------------------------------------------ */

static int write_title(const struct biblio *b, const struct rendering *r)
{
    const struct title *t = biblio_title(b, r->part);

    return t ? buf_printf(r->to, "%s\n", t->text) : -ENODATA;
}

int biblio_title_text(const struct rendering *r)
{
    return with_biblio(r, write_title);
}

static bool is_wanted(const struct abstract *a, struct slice lang)
{
    return !lang.len || slice_is_fold(lang, a->lang);
}

static size_t count_wanted(const struct biblio *b, struct slice lang)
{
    size_t count = 0;

    for (const struct abstract *a = b->abstracts; a; a = a->next)
        count += is_wanted(a, lang);
    return count;
}

static int write_abstract(const struct biblio *b, const struct rendering *r)
{
    size_t count = count_wanted(b, r->part);
    size_t start = r->to->len;

    for (const struct abstract *a = b->abstracts; a; a = a->next) {
        if (!is_wanted(a, r->part))
            continue;
        if (r->to->len > start)
            buf_putc(r->to, '\n');
        if (count > 1 && !r->part.len)
            buf_printf(r->to, "==%s%s\n", *a->lang ? " " : "", a->lang);
        biblio_paragraphs(a, "\n\n", r->to);
        buf_putc(r->to, '\n');
    }
    return count ? 0 : -ENODATA;
}

int biblio_abstract_text(const struct rendering *r)
{
    return with_biblio(r, write_abstract);
}

/* --- biblio.txt ----------------------------------------------------------- */

static void line(struct buf *to, const char *label, const char *value)
{
    if (*value)
        buf_printf(to, "%s: %s\n", label, value);
}

/* `Title (en)`, or `Title` alone. */
static void noted_line(struct buf *to, const char *label, const char *note,
                       const char *value)
{
    if (!*value)
        return;
    buf_puts(to, label);
    if (*note)
        buf_printf(to, " (%s)", note);
    buf_printf(to, ": %s\n", value);
}

static void date_line(struct buf *to, const char *label, const char *date)
{
    if (!*date)
        return;
    buf_printf(to, "%s: ", label);
    date_add(slice_of(date), to);
    buf_putc(to, '\n');
}

static void count_line(struct buf *to, const char *label, unsigned count)
{
    if (count)
        buf_printf(to, "%s: %u\n", label, count);
}

/* A spelling that is part of the one above is not repeated. */
static void id_lines(struct buf *to, const char *label, const char *name,
                     const struct doc_id *id)
{
    if (strcmp(name, id->docdb) != 0)
        noted_line(to, label, "docdb", id->docdb);
    if (!strstr(name, id->epodoc))
        noted_line(to, label, "epodoc", id->epodoc);
    if (!strstr(id->docdb, id->original) && !strstr(id->epodoc, id->original))
        noted_line(to, label, "original", id->original);
}

static void party_line(struct buf *to, const char *label,
                       const struct party *p)
{
    buf_printf(to, "%s: %s", label, p->name);
    if (p->differs)
        buf_printf(to, " (%s)", p->coded);
    if (*p->residence)
        buf_printf(to, " [%s]", p->residence);
    if (*p->more)
        buf_printf(to, ", %s", p->more);
    buf_putc(to, '\n');
}

static void party_lines(struct buf *to, const struct biblio *b)
{
    static const char *const labels[ROLES] = {
        [ROLE_APPLICANT] = "Applicant",
        [ROLE_INVENTOR] = "Inventor",
        [ROLE_AGENT] = "Agent",
    };

    for (enum role role = 0; role < ROLES; role++) {
        for (const struct party *p = b->parties[role]; p; p = p->next)
            party_line(to, labels[role], p);
    }
}

static const char *priority_name(const struct doc_id *id)
{
    if (*id->epodoc)
        return id->epodoc;
    return *id->docdb ? id->docdb : id->original;
}

static void priority_line(struct buf *to, const struct priority *p)
{
    const char *name = priority_name(&p->id);

    buf_printf(to, "Priority: %s", name);
    if (!strstr(name, p->id.docdb))
        buf_printf(to, " (%s)", p->id.docdb);
    if (!strstr(name, p->id.original))
        buf_printf(to, " (%s)", p->id.original);
    if (*p->id.date)
        buf_puts(to, ", ");
    date_add(slice_of(p->id.date), to);
    buf_printf(to, "%s%s", *p->level ? ", " : "", p->level);
    buf_printf(to, "%s%s\n", *p->more ? ", " : "", p->more);
}

static void priority_lines(struct buf *to, const struct biblio *b)
{
    for (const struct priority *p = b->priorities; p; p = p->next)
        priority_line(to, p);
    date_line(to, "Earliest priority", biblio_first_priority(b));
}

static void class_lines(struct buf *to, const struct biblio *b)
{
    for (const struct class *c = b->classes; c; c = c->next) {
        buf_printf(to, "%s: %s%s%s", c->scheme, c->symbol, *c->value ? " " : "",
                   c->value);
        if (*c->offices)
            buf_printf(to, " (%s)", c->offices);
        buf_putc(to, '\n');
    }
}

static int write_lines(const struct biblio *b, const struct rendering *r)
{
    struct buf *to = r->to;

    line(to, "Publication", b->name);
    id_lines(to, "Publication", b->name, &b->publication);
    date_line(to, "Published", b->publication.date);
    for (const struct title *t = b->titles; t; t = t->next)
        noted_line(to, "Title", t->lang, t->text);
    party_lines(to, b);
    line(to, "Application", b->application.docdb);
    id_lines(to, "Application", b->application.docdb, &b->application);
    date_line(to, "Filed", b->application.date);
    priority_lines(to, b);
    class_lines(to, b);
    line(to, "Family", b->family);
    count_line(to, "Cited patents", b->patents_cited);
    count_line(to, "Cited literature", b->literature_cited);
    for (const struct extra *e = b->extras; e; e = e->next)
        line(to, e->label, e->text);
    return 0;
}

int biblio_lines(const struct rendering *r)
{
    return with_biblio(r, write_lines);
}

/* --- biblio.tsv ----------------------------------------------------------- */

static void names(struct buf *to, const struct party *first)
{
    for (const struct party *p = first; p; p = p->next)
        buf_printf(to, "%s%s", p == first ? "" : "; ", p->name);
}

/* A table of one column each, in the order of its header. */
static void cell_number(const struct biblio *b, struct buf *to)
{
    buf_puts(to, b->name);
}

static void cell_date(const struct biblio *b, struct buf *to)
{
    date_add(slice_of(b->publication.date), to);
}

static void cell_applicants(const struct biblio *b, struct buf *to)
{
    names(to, b->parties[ROLE_APPLICANT]);
}

static void cell_inventors(const struct biblio *b, struct buf *to)
{
    names(to, b->parties[ROLE_INVENTOR]);
}

static void cell_title(const struct biblio *b, struct buf *to)
{
    const struct title *t = biblio_title(b, SLICE(""));

    buf_puts(to, t ? t->text : "");
}

static void cell_ipc(const struct biblio *b, struct buf *to)
{
    buf_puts(to, biblio_main_class(b, "IPC"));
}

static void cell_cpc(const struct biblio *b, struct buf *to)
{
    buf_puts(to, biblio_main_class(b, "CPC"));
}

static void cell_application(const struct biblio *b, struct buf *to)
{
    buf_puts(to, b->application.docdb);
}

static void cell_filed(const struct biblio *b, struct buf *to)
{
    date_add(slice_of(b->application.date), to);
}

static void cell_priority(const struct biblio *b, struct buf *to)
{
    date_add(slice_of(biblio_first_priority(b)), to);
}

static void cell_family(const struct biblio *b, struct buf *to)
{
    buf_puts(to, b->family);
}

static const struct {
    const char *name;
    void (*cell)(const struct biblio *b, struct buf *to);
} columns[] = {
    {"number", cell_number},
    {"date", cell_date},
    {"applicants", cell_applicants},
    {"inventors", cell_inventors},
    {"title", cell_title},
    {"ipc", cell_ipc},
    {"cpc", cell_cpc},
    {"application", cell_application},
    {"filed", cell_filed},
    {"priority", cell_priority},
    {"family", cell_family},
};

#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static char separator_after(size_t column)
{
    return column + 1 < COLUMNS ? '\t' : '\n';
}

static int write_row(const struct biblio *b, const struct rendering *r)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        columns[i].cell(b, r->to);
        buf_putc(r->to, separator_after(i));
    }
    return 0;
}

static int write_header(struct buf *to)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        buf_puts(to, columns[i].name);
        buf_putc(to, separator_after(i));
    }
    return to->error;
}

int biblio_row(const struct rendering *r)
{
    if (slice_is(r->part, "header"))
        return write_header(r->to);
    if (r->part.len && !slice_is(r->part, "rows"))
        return -ENODATA;
    return with_biblio(r, write_row);
}
