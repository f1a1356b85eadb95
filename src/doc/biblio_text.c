/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/biblio_text.h"

#include "doc/classes.h"
#include "doc/fields.h"
#include "doc/table.h"

#include <errno.h>
#include <string.h>

/* --- title, abstract ----------------------------------------------------- */

/* From `f` on, the first of its kind in a language; "" is any. */
static const struct fact *in_language(const struct fact *f, struct slice lang)
{
    while (f && lang.len && !slice_is_nocase(lang, f->note))
        f = facts_next(f);
    return f;
}

int biblio_title_text(const struct facts *f, const struct rendering *r)
{
    const struct fact *t = facts_first(f, FACT_TITLE);

    t = r->selection.len ? in_language(t, r->selection) : facts_best(t);
    return t ? buf_printf(r->to, "%s\n", t->text) : -ENODATA;
}

int biblio_abstract_text(const struct facts *f, const struct rendering *r)
{
    const struct fact *first = in_language(facts_first(f, FACT_ABSTRACT),
                                           r->selection);
    bool headed = first && !r->selection.len && facts_next(first);

    for (const struct fact *a = first; a;
         a = in_language(facts_next(a), r->selection)) {
        if (a != first)
            buf_putc(r->to, '\n');
        if (headed)
            buf_printf(r->to, "==%s%s\n", *a->note ? " " : "", a->note);
        biblio_paragraphs(a, "\n\n", r->to);
        buf_putc(r->to, '\n');
    }
    return first ? 0 : -ENODATA;
}

/* --- biblio.txt ---------------------------------------------------------- */

int biblio_lines(const struct facts *f, const struct rendering *r)
{
    for (const struct fact *one = f->first; one; one = one->next) {
        if (*one->label)
            field_line(r->to, one->label, one->note, "%s%s", one->text,
                       one->more);
    }
    return 0;
}

/* --- biblio.tsv ---------------------------------------------------------- */

/* Each with its fact, and what stands between several, as biblio_value() has
 * it. Of classes, those of a scheme. */
static const struct {
    const char *title;
    enum fact_key key;
    const char *between;
    const char *scheme;
} columns[] = {
    {"number", FACT_NAME},
    {"date", FACT_PUBLISHED},
    {"applicants", FACT_APPLICANT, "; ", NULL},
    {"inventors", FACT_INVENTOR, "; ", NULL},
    {"title", FACT_TITLE},
    {"ipc", FACT_CLASS, "; ", "IPC"},
    {"cpc", FACT_CLASS, "; ", "CPC"},
    {"application", FACT_APPLICATION},
    {"filed", FACT_FILED},
    {"priority", FACT_FIRST_PRIORITY},
    {"family", FACT_FAMILY},
    {"kind", FACT_KIND},
    {"priorities", FACT_PRIORITY, "; "},
    {"abstract", FACT_ABSTRACT, " "},
};

#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static void add_cell(const struct facts *f, size_t column, struct buf *to)
{
    const struct fact *one = facts_first(f, columns[column].key);

    if (columns[column].scheme)
        classes_join(f, columns[column].scheme, to);
    else if (one)
        biblio_value(one, columns[column].between, to);
}

int biblio_row(const struct facts *f, const struct rendering *r)
{
    struct buf text = BUF_INIT(r->to->ceiling);

    if (r->selection.len && !slice_is(r->selection, "rows"))
        return -ENODATA;
    for (size_t i = 0; i < COLUMNS; i++) {
        buf_reset(&text);
        add_cell(f, i, &text);
        table_cell(buf_text(&text), r->to);
        buf_putc(r->to, '\t');
    }
    buf_putc(r->to, '\n'); /* no remark */
    buf_fini(&text);
    return 0;
}

void biblio_header(struct buf *to)
{
    for (size_t i = 0; i < COLUMNS; i++)
        buf_printf(to, "%s\t", columns[i].title);
    buf_puts(to, "remark\n");
}
