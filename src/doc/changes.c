/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/changes.h"

#include "base/arena.h"
#include "base/hash.h"
#include "doc/cells.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GONE " gone"

enum change_column {
    COLUMN_SEEN,
    COLUMN_NUMBER,
    COLUMN_WHAT,
    COLUMN_DATE,
    COLUMN_CODE,
    COLUMN_TEXT,
    COLUMNS
};

/* An event or a member. All slices are borrowed from the tables. */
struct item {
    struct hash_link link;
    struct slice number, what, date, code, text;
    bool was; /* there, by the newest row that speaks of it */
    bool is;  /* in a table now */
};

struct merge {
    struct slice number; /* of a row that does not name another */
    struct arena arena;
    struct hash known;  /* items */
    struct item **news; /* those that come or go, to be written */
    size_t count, cap;
};

/* --- items --------------------------------------------------------------- */

/* A hit is its number: its title may be mended. */
static bool is_hit(const struct item *i)
{
    return slice_is(i->what, CHANGES_HIT);
}

static uint64_t hash_of(const struct item *i)
{
    uint64_t value = hash_bytes(i->what.at, i->what.len, 0);

    value = hash_bytes(i->number.at, i->number.len, value);
    if (is_hit(i))
        return value;
    value = hash_bytes(i->date.at, i->date.len, value);
    value = hash_bytes(i->code.at, i->code.len, value);
    return hash_bytes(i->text.at, i->text.len, value);
}

static bool is_same(const struct item *a, const struct item *b)
{
    if (!slice_equal(a->what, b->what) || !slice_equal(a->number, b->number))
        return false;
    return is_hit(a) ||
           (slice_equal(a->date, b->date) && slice_equal(a->code, b->code) &&
            slice_equal(a->text, b->text));
}

/* The one that is known, or made so; NULL when memory is out. */
static struct item *item_of(struct merge *m, const struct item *like)
{
    uint64_t value = hash_of(like);
    struct item *i;

    for (struct hash_link *l = hash_first(&m->known, value); l;
         l = hash_next(l)) {
        i = (struct item *)l;
        if (is_same(i, like))
            return i;
    }
    i = arena_new(&m->arena, sizeof(*i));
    if (!i)
        return NULL;
    *i = *like;
    hash_add(&m->known, &i->link, value);
    return i;
}

static int announce(struct merge *m, struct item *i)
{
    if (m->count == m->cap) {
        size_t cap = m->cap ? 2 * m->cap : 64;
        struct item **more = reallocarray(m->news, cap, sizeof(*more));

        if (!more)
            return -ENOMEM;
        m->news = more;
        m->cap = cap;
    }
    m->news[m->count++] = i;
    return 0;
}

/* --- what was ------------------------------------------------------------ */

static bool take_gone(struct slice *what)
{
    const size_t len = sizeof(GONE) - 1;

    if (what->len <= len || memcmp(what->at + what->len - len, GONE, len) != 0)
        return false;
    what->len -= len;
    return true;
}

/* A row of what is known; true when it says that the item is gone. */
static bool cut_known(struct slice *rest, struct item *ret_item)
{
    struct slice row = SLICE("");

    slice_cut(rest, '\n', &row);
    *ret_item = (struct item){.number = cells_at(row, COLUMN_NUMBER),
                              .what = cells_at(row, COLUMN_WHAT),
                              .date = cells_at(row, COLUMN_DATE),
                              .code = cells_at(row, COLUMN_CODE),
                              .text = cells_at(row, COLUMN_TEXT)};
    return take_gone(&ret_item->what);
}

/* The newest row stands first, and decides. */
static int remember(struct merge *m, struct slice before)
{
    struct slice header;

    slice_cut(&before, '\n', &header);
    while (before.len) {
        struct item like;
        bool gone = cut_known(&before, &like);
        size_t known = m->known.count;
        struct item *i = item_of(m, &like);

        if (!i)
            return -ENOMEM;
        if (m->known.count > known)
            i->was = !gone;
    }
    return 0;
}

/* --- what is ------------------------------------------------------------- */

static unsigned column_of(struct slice header, const char *title)
{
    return title ? cells_column(header, title) : CELLS_NONE;
}

static int look_at(struct merge *m, const struct changes_table *t)
{
    struct slice rest = t->table, header = SLICE(""), row;
    unsigned date, code, text, number;

    slice_cut(&rest, '\n', &header);
    date = column_of(header, t->date);
    code = column_of(header, t->code);
    text = column_of(header, t->text);
    number = column_of(header, t->number);
    while (slice_cut(&rest, '\n', &row)) {
        struct item like = {.what = slice_of(t->what)}, *i;

        like.number = t->number ? cells_at(row, number) : m->number;
        like.date = cells_at(row, date);
        like.code = cells_at(row, code);
        like.text = cells_at(row, text);
        i = item_of(m, &like);
        if (!i || (!i->was && !i->is && announce(m, i) < 0))
            return -ENOMEM;
        i->is = true;
    }
    return 0;
}

/* In the order in which they stand in what was known: the table of items is
 * walked by reading that once more. */
static int look_for_gone(struct merge *m, struct slice before,
                         const struct changes_table *t)
{
    struct slice header;

    slice_cut(&before, '\n', &header);
    while (before.len) {
        struct item like, *i;

        cut_known(&before, &like);
        if (!slice_is(like.what, t->what))
            continue;
        i = item_of(m, &like);
        if (!i || (i->was && !i->is && announce(m, i) < 0))
            return -ENOMEM;
        i->was = i->is;
    }
    return 0;
}

/* --- writing ------------------------------------------------------------- */

static int newest_first(const void *a, const void *b)
{
    const struct item *const *one = a, *const *other = b;
    int by_date = slice_compare((*other)->date, (*one)->date);
    int by_what = slice_compare((*one)->what, (*other)->what);
    int by_code = slice_compare((*one)->code, (*other)->code);

    if (by_date || by_what || by_code)
        return by_date ? by_date : by_what ? by_what : by_code;
    return slice_compare((*one)->text, (*other)->text);
}

void changes_seen(int64_t wall, bool first, char ret_seen[CHANGES_SEEN])
{
    char stamp[CLOCK_STAMP];

    clock_stamp(wall, stamp);
    snprintf(ret_seen, CHANGES_SEEN, first ? "(%s)" : "%s", stamp);
}

void changes_add_row(const char *seen, const struct changes_row *row,
                     struct buf *to)
{
    buf_printf(to, "%s\t%.*s\t%.*s%s\t%.*s\t%.*s\t%.*s\t\n", seen,
               (int)row->number.len, row->number.at, (int)row->what.len,
               row->what.at, row->is_gone ? GONE : "", (int)row->date.len,
               row->date.at, (int)row->code.len, row->code.at,
               (int)row->text.len, row->text.at);
}

static void write_item(const struct item *i, const char *seen, struct buf *to)
{
    struct changes_row row = {i->number, i->what, i->date,
                              i->code,   i->text, !i->is};

    changes_add_row(seen, &row, to);
}

static void write_news(struct merge *m, bool first, int64_t wall,
                       struct buf *to)
{
    char seen[CHANGES_SEEN];

    changes_seen(wall, first, seen);
    if (m->count)
        qsort(m->news, m->count, sizeof(*m->news), newest_first);
    for (size_t k = 0; k < m->count; k++)
        write_item(m->news[k], seen, to);
}

static int compare(struct merge *m, struct slice before,
                   const struct changes_table *tables, size_t count)
{
    int r = remember(m, before);

    for (size_t k = 0; r == 0 && k < count; k++) {
        if (tables[k].table.at)
            r = look_at(m, &tables[k]);
    }
    for (size_t k = 0; r == 0 && k < count; k++) {
        if (tables[k].table.at && !tables[k].is_part)
            r = look_for_gone(m, before, &tables[k]);
    }
    return r;
}

int changes_merge(struct slice number, struct slice before,
                  const struct changes_table *tables, size_t count,
                  int64_t wall, struct buf *to)
{
    struct merge m = {.number = number, .arena = ARENA_INIT};
    struct slice header, old = before;
    int r = hash_init(&m.known);

    if (r < 0)
        return r;
    r = compare(&m, before.at ? before : (struct slice){"", 0}, tables, count);
    if (r == 0) {
        buf_puts(to, CHANGES_HEADER);
        write_news(&m, !before.at, wall, to);
        if (old.at && slice_cut(&old, '\n', &header))
            buf_add(to, old.at, old.len);
        r = to->error;
    }
    free(m.news);
    hash_fini(&m.known);
    arena_fini(&m.arena);
    return r;
}

bool changes_know(struct slice before, struct slice number)
{
    struct slice row;

    while (slice_cut(&before, '\n', &row)) {
        if (slice_is(cells_at(row, COLUMN_WHAT), CHANGES_HIT) &&
            slice_equal(cells_at(row, COLUMN_NUMBER), number))
            return true;
    }
    return false;
}

int changes_render(const struct rendering *r)
{
    return buf_puts(r->to, CHANGES_HEADER);
}

/* --- several patents ----------------------------------------------------- */

/* Rows with the same day stand as their patents do. */
struct dated_line {
    struct slice line;
    size_t at;
};

static int by_day(const void *a, const void *b)
{
    const struct dated_line *one = a, *other = b;
    int r = slice_compare(cells_at(other->line, COLUMN_SEEN),
                          cells_at(one->line, COLUMN_SEEN));

    return r ? r : (one->at > other->at) - (one->at < other->at);
}

static size_t count_lines(const struct slice *tables, size_t count)
{
    size_t lines = 0;

    for (size_t k = 0; k < count; k++)
        lines += slice_lines(tables[k]);
    return lines;
}

int changes_join(const struct slice *tables, size_t count, struct buf *to)
{
    size_t n = 0, cap = count_lines(tables, count);
    struct dated_line *lines = reallocarray(NULL, cap + 1, sizeof(*lines));

    if (!lines)
        return -ENOMEM;
    for (size_t k = 0; k < count; k++) {
        struct slice rest = tables[k], line;

        slice_cut(&rest, '\n', &line);
        while (slice_cut(&rest, '\n', &line)) {
            lines[n] = (struct dated_line){line, n};
            n++;
        }
    }
    qsort(lines, n, sizeof(*lines), by_day);
    buf_puts(to, CHANGES_HEADER);
    for (size_t k = 0; k < n; k++)
        buf_printf(to, "%.*s\n", (int)lines[k].line.len, lines[k].line.at);
    free(lines);
    return to->error;
}
