/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/eps_table.h"

#include "doc/dom.h"

#include <string.h>

#define COLUMNS_MAX 64
#define PADDED_MAX 60 /* characters of a column */
#define ROWS_MAX 100  /* that a cell may reach down */

/* One group of columns being written, twice: to measure it, and for good. */
struct eps_table {
    void (*write)(const xmlNode *node, struct buf *to);
    const xmlNode *group;
    struct buf *to; /* NULL: only measured */
    size_t widths[COLUMNS_MAX];
    unsigned below[COLUMNS_MAX]; /* rows that a cell above still takes */
    struct buf cell;
};

static size_t characters(struct slice s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++)
        count += (s.at[i] & 0xc0) != 0x80;
    return count;
}

/* The index of a column by its name; -1 for none. */
static int column_of(const struct eps_table *t, struct slice name)
{
    int at = 0;
    const xmlNode *spec = dom_child(t->group, NS_NONE, "colspec");

    for (; name.len && spec && at < COLUMNS_MAX;
         spec = dom_next(spec, NS_NONE, "colspec")) {
        if (slice_equal(dom_attribute(spec, "colname"), name))
            return at;
        at++;
    }
    return -1;
}

static void pad(struct buf *to, size_t blanks)
{
    while (blanks-- > 0)
        buf_putc(to, ' ');
}

/* Where a cell begins: where it says so, or in the next free column. */
static unsigned column_of_cell(const struct eps_table *t, const xmlNode *entry,
                               unsigned next)
{
    int named = column_of(t, dom_attribute(entry, "namest"));

    if (named < 0)
        named = column_of(t, dom_attribute(entry, "colname"));
    while (next < COLUMNS_MAX && t->below[next])
        next++;
    return named > (int)next ? (unsigned)named : next;
}

static unsigned span_of(const struct eps_table *t, const xmlNode *entry,
                        unsigned at)
{
    int end = column_of(t, dom_attribute(entry, "nameend"));

    return end > (int)at ? (unsigned)end - at + 1 : 1;
}

static void reach_down(const xmlNode *entry, unsigned at, unsigned span,
                       unsigned *fresh)
{
    int64_t rows = 0;

    if (slice_number(dom_attribute(entry, "morerows"), &rows) < 0 ||
        rows > ROWS_MAX)
        return;
    for (unsigned i = at; i < at + span && i < COLUMNS_MAX; i++)
        fresh[i] = (unsigned)rows;
}

static void measure(struct eps_table *t, unsigned at, unsigned span)
{
    size_t width = characters((struct slice){t->cell.data, t->cell.len});

    if (width > PADDED_MAX)
        width = PADDED_MAX;
    if (span == 1 && t->widths[at] < width)
        t->widths[at] = width;
}

/* From where the line is to where a column begins, two blanks apart. */
static void go_to(const struct eps_table *t, unsigned at, size_t *line)
{
    size_t start = 0;

    for (unsigned i = 0; i < at; i++)
        start += t->widths[i] + 2;
    if (*line && start < *line + 2)
        start = *line + 2;
    pad(t->to, start - *line);
    *line = start;
}

static void write_cell(struct eps_table *t, unsigned at, unsigned span,
                       size_t *line)
{
    struct slice text = {t->cell.data, t->cell.len};

    if (!t->to) {
        measure(t, at, span);
    } else if (text.len) {
        go_to(t, at, line);
        buf_add(t->to, text.at, text.len);
        *line += characters(text);
    }
}

static void write_row(struct eps_table *t, const xmlNode *row)
{
    unsigned next = 0, fresh[COLUMNS_MAX] = {0};
    size_t line = 0;

    dom_each(entry, row, NS_NONE, "entry") {
        unsigned at = column_of_cell(t, entry, next), span;

        if (at >= COLUMNS_MAX)
            break;
        span = span_of(t, entry, at);
        buf_reset(&t->cell);
        t->write(entry, &t->cell);
        write_cell(t, at, span, &line);
        reach_down(entry, at, span, fresh);
        next = at + span;
    }
    for (unsigned i = 0; i < COLUMNS_MAX; i++)
        t->below[i] = fresh[i] ? fresh[i] : t->below[i] - (t->below[i] > 0);
    if (t->to && line)
        buf_putc(t->to, '\n');
}

static void write_rows(struct eps_table *t, struct buf *to)
{
    t->to = to;
    memset(t->below, 0, sizeof(t->below));
    dom_each_below(at, t->group, NS_NONE, "row") write_row(t, at);
}

void eps_table_write(const xmlNode *table,
                     void (*write)(const xmlNode *node, struct buf *to),
                     struct buf *to)
{
    const xmlNode *title = dom_child(table, NS_NONE, "title");
    size_t before = to->len;

    if (title)
        write(title, to);
    if (to->len > before)
        buf_putc(to, '\n');
    dom_each(group, table, NS_NONE, "tgroup") {
        struct eps_table t = {.write = write,
                              .group = group,
                              .cell = BUF_INIT(to->ceiling)};

        write_rows(&t, NULL);
        write_rows(&t, to);
        buf_fini(&t.cell);
    }
}
