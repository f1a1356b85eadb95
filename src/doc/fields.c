/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/fields.h"

#include "doc/date.h"
#include "doc/docdb.h"
#include "doc/reflow.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>

/* One field being written. `value` holds what a format wrote, before it is
 * known to be anything. */
struct cell {
    const struct field *field;
    struct buf value;
    struct buf *to;
    bool any;
};

static void write_text(const struct found *at, struct buf *to)
{
    if (at->attribute)
        reflow_line(dom_attribute(at->node, at->attribute).at, to);
    else
        reflow_text(at->node, to);
}

static enum take add_value(void *arg, const struct found *at)
{
    struct cell *s = arg;
    struct found one = {at->node, at->attribute, s->field};

    buf_reset(&s->value);
    (s->field->format ? s->field->format : write_text)(&one, &s->value);
    if (reflow_is_blank(buf_text(&s->value)))
        return TAKE_NOT;
    if (s->any)
        buf_puts(s->to, s->field->separator);
    reflow_line(buf_text(&s->value), s->to);
    s->any = true;
    return s->field->separator ? TAKE_MORE : TAKE_LAST;
}

bool field_add_at(const struct field *f, const struct selector *path,
                  const xmlNode *node, struct buf *to)
{
    struct cell s = {.field = f, .value = BUF_INIT(to->ceiling), .to = to};

    selector_each(path, node, add_value, &s);
    if (s.value.error && !to->error)
        to->error = s.value.error;
    buf_fini(&s.value);
    return s.any;
}

bool field_add(const struct field *f, const xmlNode *node, struct buf *to)
{
    struct selector path;
    bool any = false;

    if (selector_init(&path, f->path) < 0)
        to->error = -ENOMEM;
    else
        any = field_add_at(f, &path, node, to);
    selector_fini(&path);
    return any;
}

void field_date(const struct found *at, struct buf *to)
{
    size_t start = to->len;

    write_text(at, to);
    date_rewrite(to, start);
}

void field_name(const struct found *at, struct buf *to)
{
    struct docdb id;

    if (docdb_of(at->node, &id))
        docdb_add_name(&id, to);
}

void field_number(const struct found *at, struct buf *to)
{
    struct docdb id;

    if (docdb_of(at->node, &id))
        docdb_add(&id, at->field->other ? at->field->other : "", to);
}

static void add_title(const char *title, const xmlNode *node, struct buf *to)
{
    static const struct field number = {"", "@sequence"};

    for (; *title; title++) {
        if (*title != '#')
            buf_putc(to, *title);
        else if (field_add(&number, node, to))
            buf_puts(to, ", ");
    }
}

/* Each value with its title, where they are lines of their own. */
static void add_lines(const struct field *f, const xmlNode *node,
                      const char *values, struct buf *to)
{
    struct slice rest = slice_of(values), line;
    struct buf title = BUF_INIT(INT_MAX / 2);

    add_title(f->title, node, &title);
    while (slice_cut(&rest, '\n', &line))
        field_line(to, buf_text(&title), "", "%.*s", (int)line.len, line.at);
    if (title.error && !to->error)
        to->error = title.error;
    buf_fini(&title);
}

void field_label(struct buf *to, const char *label, const char *note)
{
    buf_puts(to, label);
    if (*note)
        buf_printf(to, " (%s)", note);
    if (*label)
        buf_puts(to, ": ");
}

void field_line(struct buf *to, const char *label, const char *note,
                const char *format, ...)
{
    va_list values;

    field_label(to, label, note);
    va_start(values, format);
    buf_vprintf(to, format, values);
    va_end(values);
    buf_putc(to, '\n');
}

void fields_lines(const struct field *fields, const xmlNode *node,
                  struct buf *to)
{
    struct buf values = BUF_INIT(INT_MAX / 2);

    for (; fields && fields->title; fields++) {
        buf_reset(&values);
        if (field_add(fields, node, &values))
            add_lines(fields, node, buf_text(&values), to);
        if (values.error && !to->error)
            to->error = values.error;
    }
    buf_fini(&values);
}
