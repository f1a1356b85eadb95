/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/table.h"

#include "base/unique.h"
#include "doc/docdb.h"
#include "doc/reflow.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 32

void rows_fini(struct rows *rows)
{
    free(rows->at);
    *rows = ROWS_INIT;
}

static int add(struct rows *rows, const xmlNode *node)
{
    if (rows->count == rows->capacity) {
        size_t more = rows->capacity ? 2 * rows->capacity : FIRST_CAPACITY;
        struct row *at = reallocarray(rows->at, more, sizeof(*at));

        if (!at)
            return -ENOMEM;
        rows->at = at;
        rows->capacity = more;
    }
    rows->at[rows->count] = (struct row){.node = node, .at = rows->count};
    rows->count++;
    return 0;
}

/* Rows being found. */
struct finding_rows {
    struct rows *rows;
    int error;
};

static enum take take_row(void *arg, const struct found *at)
{
    struct finding_rows *f = arg;

    f->error = add(f->rows, at->node);
    return f->error < 0 ? TAKE_LAST : TAKE_MORE;
}

int rows_find(struct rows *rows, const xmlNode *from, const char *path)
{
    struct finding_rows f = {rows, 0};
    struct selector s;

    if (selector_init(&s, path) < 0)
        return -ENOMEM;
    selector_each(&s, from, take_row, &f);
    selector_fini(&s);
    return f.error;
}

static int newest_first(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = strcmp(y->key, x->key);

    if (order != 0)
        return order;
    return x->at < y->at ? -1 : x->at > y->at;
}

int rows_newest_first(struct rows *rows, const char *path)
{
    const struct field date = {"", path, field_date};
    struct buf key = BUF_INIT(1 << 20);
    struct selector at;

    if (selector_init(&at, path) < 0)
        return -ENOMEM;
    for (size_t i = 0; i < rows->count; i++) {
        struct row *row = &rows->at[i];

        buf_reset(&key);
        field_add_at(&date, &at, row->node, &key);
        if (key.len < sizeof(row->key))
            memcpy(row->key, buf_text(&key), key.len + 1);
    }
    if (rows->count > 0)
        qsort(rows->at, rows->count, sizeof(rows->at[0]), newest_first);
    buf_fini(&key);
    selector_fini(&at);
    return key.error;
}

int rows_names(const struct rows *rows, struct buf *to)
{
    struct buf all = BUF_INIT(SIZE_MAX);
    char name[NUMBER_NAME];
    int error;

    for (size_t i = 0; i < rows->count; i++) {
        const xmlNode *node = rows->at[i].node;
        struct docdb id;

        if (!docdb_is_absent(node) && docdb_of(node, &id) &&
            docdb_name(&id, name))
            buf_printf(&all, "%s\n", name);
    }
    error = unique_lines((struct slice){buf_text(&all), all.len}, to);
    if (all.error)
        error = all.error;
    buf_fini(&all);
    return error;
}

const struct slice *table_lead(const struct rendering *r)
{
    return slice_is(r->selection, "header") || slice_is(r->selection, "rows")
               ? &r->subject
               : NULL;
}

bool table_has_header(const struct rendering *r)
{
    return !slice_is(r->selection, "rows");
}

static size_t width(const struct field *fields)
{
    size_t count = 0;

    while (fields[count].title)
        count++;
    return count;
}

/* A mark of its column: what is in it is the table's. */
void field_own(const struct found *at, struct buf *to)
{
    (void)at;
    (void)to;
}

static bool is_own(const struct field *field)
{
    return field->format == field_own;
}

static bool is_left_out(const struct table *t, size_t i)
{
    return t->lead && is_own(&t->fields[i]);
}

int table_begin(struct table *t, struct buf *to, const struct field *fields,
                const struct slice *lead, struct slice own)
{
    size_t count = width(fields);
    int error = 0;

    *t = (struct table){.to = to, .fields = fields, .lead = lead, .own = own};
    t->paths = calloc(count + 1, sizeof(*t->paths));
    if (!t->paths)
        return -ENOMEM;
    for (size_t i = 0; i < count && error == 0; i++)
        error = selector_init(&t->paths[i], fields[i].path);
    if (error < 0)
        table_end(t);
    return error;
}

void table_end(struct table *t)
{
    for (size_t i = 0; t->fields[i].title; i++)
        selector_fini(&t->paths[i]);
    free(t->paths);
}

void table_header(const struct table *t)
{
    if (t->lead)
        buf_puts(t->to, "number\t");
    for (size_t i = 0; t->fields[i].title; i++) {
        const char *title = t->fields[i].title, *other = strchr(title, '/');
        size_t len = other ? (size_t)(other - title) : strlen(title);

        if (is_left_out(t, i))
            continue;
        if (i > 0)
            buf_putc(t->to, '\t');
        if (other && t->lead)
            buf_puts(t->to, other + 1);
        else
            buf_add(t->to, title, len);
    }
    buf_putc(t->to, '\n');
}

/* A quote that opens or closes; after a digit, the sign of inches or seconds,
 * unless a quote is open. */
static const char *mark_for(char before, bool *open)
{
    if (!*open && is_digit(before))
        return "\xe2\x80\xb3";
    *open = !*open;
    return *open ? "\xe2\x80\x9c" : "\xe2\x80\x9d";
}

/* The cell that begins at `start` without a `"`. */
static void end_cell(struct buf *to, size_t start)
{
    struct buf cell = BUF_INIT(to->ceiling);
    bool open = false;

    if (to->len == start || !memchr(to->data + start, '"', to->len - start))
        return;
    for (size_t i = start; i < to->len; i++) {
        if (to->data[i] == '"')
            buf_puts(&cell, mark_for(i > start ? to->data[i - 1] : ' ', &open));
        else
            buf_putc(&cell, to->data[i]);
    }
    to->len = start;
    buf_add(to, cell.data, cell.len);
    if (cell.error && !to->error)
        to->error = cell.error;
    buf_fini(&cell);
}

void table_cell(const char *text, struct buf *to)
{
    size_t start = to->len;

    reflow_line(text, to);
    end_cell(to, start);
}

static void add_cell(struct slice text, struct buf *to)
{
    struct buf line = BUF_INIT(to->ceiling);

    buf_add(&line, text.at, text.len);
    table_cell(buf_text(&line), to);
    buf_fini(&line);
}

void table_cells(struct buf *to, const struct slice *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_cell(cells[i], to);
        buf_putc(to, i + 1 < count ? '\t' : '\n');
    }
}

static void begin_row(const struct table *t)
{
    if (!t->lead)
        return;
    add_cell(*t->lead, t->to);
    buf_putc(t->to, '\t');
}

void table_row(const struct table *t, const xmlNode *node)
{
    begin_row(t);
    for (size_t i = 0; t->fields[i].title; i++) {
        size_t start;

        if (is_left_out(t, i))
            continue;
        if (i > 0)
            buf_putc(t->to, '\t');
        start = t->to->len;
        if (is_own(&t->fields[i]))
            add_cell(t->own, t->to);
        else
            field_add_at(&t->fields[i], &t->paths[i], node, t->to);
        end_cell(t->to, start);
    }
    buf_putc(t->to, '\n');
}

void table_row_remark(const struct table *t, const xmlNode *node,
                      const char *text)
{
    table_row(t, node);
    if (t->to->error)
        return;
    t->to->len--;
    buf_printf(t->to, "%s\n", text);
}

void table_remark(struct slice header, struct slice key, const char *text,
                  struct buf *to)
{
    struct slice title;

    while (slice_cut(&header, '\t', &title)) {
        if (slice_is(title, "number"))
            add_cell(key, to);
        else if (!header.len)
            add_cell(slice_of(text), to);
        buf_putc(to, header.len ? '\t' : '\n');
    }
}

void table_remark_own(const struct table *t, const char *text)
{
    struct buf header = BUF_INIT(t->to->ceiling);
    struct table titles = *t;

    titles.to = &header;
    table_header(&titles);
    table_remark(slice_trim(slice_of(buf_text(&header))), t->own, text, t->to);
    buf_fini(&header);
}

void table_texts(const struct table *t, const char *const *cells)
{
    begin_row(t);
    for (size_t i = 0; t->fields[i].title; i++) {
        if (is_left_out(t, i))
            continue;
        if (i > 0)
            buf_putc(t->to, '\t');
        if (is_own(&t->fields[i]))
            add_cell(t->own, t->to);
        else if (t->fields[i + 1].title)
            add_cell(slice_of(*cells++), t->to);
    }
    buf_putc(t->to, '\n');
}
