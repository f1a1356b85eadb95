/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/table.h"

#include "doc/docdb.h"

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

int rows_below(struct rows *rows, const xmlNode *top, enum ns ns,
               const char *name)
{
    const xmlNode *node = dom_find(top, ns, name);
    int r = 0;

    for (; node && r == 0; node = dom_find_next(top, node, ns, name))
        r = add(rows, node);
    return r;
}

int rows_find(struct rows *rows, const struct rendering *r, enum ns ns,
              const char *name)
{
    return rows_below(rows, r->root, ns, name);
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
    const struct field date = {"", path, field_date, NULL};
    struct buf key = BUF_INIT(1 << 20);

    for (size_t i = 0; i < rows->count; i++) {
        struct row *row = &rows->at[i];

        buf_reset(&key);
        field_add(&date, row->node, &key);
        if (key.len < sizeof(row->key))
            memcpy(row->key, buf_text(&key), key.len + 1);
    }
    if (rows->count > 0)
        qsort(rows->at, rows->count, sizeof(rows->at[0]), newest_first);
    buf_fini(&key);
    return key.error;
}

int rows_names(const struct rows *rows, struct buf *to)
{
    struct names names = NAMES_INIT(to);
    int error = 0;

    for (size_t i = 0; i < rows->count && error == 0; i++) {
        const xmlNode *node = rows->at[i].node;
        struct docdb id;

        if (!docdb_is_absent(node) && docdb_of(node, &id))
            error = names_add(&names, &id);
    }
    names_fini(&names);
    return error;
}

static bool is_of_list(const struct rendering *r)
{
    return slice_is(r->part, "header") || slice_is(r->part, "rows");
}

void table_header(const struct rendering *r, const struct field *fields)
{
    if (slice_is(r->part, "rows"))
        return;
    if (is_of_list(r))
        buf_puts(r->to, "patent\t");
    for (const struct field *f = fields; f->title; f++) {
        if (f != fields)
            buf_putc(r->to, '\t');
        buf_puts(r->to, f->title);
    }
    buf_putc(r->to, '\n');
}

void table_lead(const struct rendering *r)
{
    if (!is_of_list(r))
        return;
    buf_add(r->to, r->subject.at, r->subject.len);
    buf_putc(r->to, '\t');
}

void table_row(const struct rendering *r, const struct field *fields,
               const xmlNode *node)
{
    table_lead(r);
    for (const struct field *f = fields; f->title; f++) {
        if (f != fields)
            buf_putc(r->to, '\t');
        field_add(f, node, r->to);
    }
    buf_putc(r->to, '\n');
}

void table(const struct rendering *r, const struct field *fields,
           const struct rows *rows)
{
    table_header(r, fields);
    for (size_t i = 0; i < rows->count; i++)
        table_row(r, fields, rows->at[i].node);
}

int answer_has(const struct rendering *r, enum ns ns, const char *name)
{
    return !r->root || dom_find(r->root, ns, name) ? 0 : -EBADMSG;
}
