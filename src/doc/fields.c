/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/fields.h"

#include "doc/date.h"
#include "doc/docdb.h"
#include "doc/flow.h"

#include <limits.h>
#include <string.h>

struct step {
    enum ns ns;
    struct slice name; /* "*": any */
    struct slice attribute; /* "": no condition */
    struct slice value;
    bool differs;
};

/* A search for the values of one field. `value` is a bench: what a format
 * wrote, before it is known to be anything. */
struct search {
    const struct field *field;
    struct buf value;
    struct buf *to;
    bool any;
};

static const struct {
    char letter;
    enum ns ns;
} prefixes[] = {
    {'x', NS_EXCHANGE},
    {'o', NS_OPS},
    {'r', NS_REGISTER},
};

static enum ns ns_of(char letter)
{
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        if (prefixes[i].letter == letter)
            return prefixes[i].ns;
    }
    return NS_NONE;
}

static bool is_mark(char c)
{
    return c == '=' || c == '!';
}

/* `x:name`, `x:name[attribute=value]`. */
static struct step step_of(struct slice text)
{
    struct step s = {.ns = ns_of(text.at[0]), .value = SLICE("")};
    struct slice inside = {text.at + 2, text.len - 2};

    slice_cut(&inside, '[', &s.name);
    s.attribute = (struct slice){inside.at, 0};
    while (s.attribute.len < inside.len &&
           !is_mark(inside.at[s.attribute.len]))
        s.attribute.len++;
    if (s.attribute.len < inside.len) {
        s.differs = inside.at[s.attribute.len] == '!';
        s.value.at = inside.at + s.attribute.len + 1;
        s.value.len = inside.len - s.attribute.len - 2; /* less the `]` */
    }
    return s;
}

static bool equal(struct slice a, struct slice b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

static struct slice attribute_of(const xmlNode *node, struct slice name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        if (!a->ns && slice_is(name, (const char *)a->name))
            return dom_attribute(node, (const char *)a->name);
    }
    return SLICE("");
}

static bool meets(const xmlNode *node, const struct step *s)
{
    if (!slice_is(s->name, "*") && !slice_is(s->name, (const char *)node->name))
        return false;
    return s->attribute.len == 0 ||
           equal(attribute_of(node, s->attribute), s->value) != s->differs;
}

static void write_text(const struct found *at, struct buf *to)
{
    if (at->attribute)
        flow_line(dom_attribute(at->node, at->attribute).at, to);
    else
        flow_text(at->node, to);
}

/* True to look no further. */
static bool take(struct search *s, const struct found *at)
{
    const char *value;

    buf_reset(&s->value);
    (s->field->format ? s->field->format : write_text)(at, &s->value);
    value = buf_text(&s->value);
    if (flow_is_blank(value))
        return false;
    if (s->any)
        buf_puts(s->to, s->field->separator);
    flow_line(value, s->to);
    s->any = true;
    return !s->field->separator;
}

static bool take_attribute(struct search *s, const xmlNode *node,
                           struct slice name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        struct found at = {node, (const char *)a->name};

        if (!a->ns && slice_is(name, at.attribute))
            return take(s, &at);
    }
    return false;
}

static bool follow(struct search *s, const xmlNode *node, struct slice way)
{
    struct found here = {node, NULL};
    struct slice text;
    struct step step;

    if (!slice_cut(&way, '/', &text))
        return take(s, &here);
    if (slice_is(text, "."))
        return follow(s, node, way);
    if (slice_is(text, ".."))
        return dom_parent(node) && follow(s, dom_parent(node), way);
    if (text.at[0] == '@')
        return take_attribute(s, node,
                              (struct slice){text.at + 1, text.len - 1});
    step = step_of(text);
    for (const xmlNode *at = dom_child(node, step.ns, NULL); at;
         at = dom_next(at, step.ns, NULL)) {
        if (meets(at, &step) && follow(s, at, way))
            return true;
    }
    return false;
}

bool field_add(const struct field *f, const xmlNode *node, struct buf *to)
{
    struct search s = {.field = f, .value = BUF_INIT(to->ceiling), .to = to};
    struct slice ways = slice_of(f->path), way;

    while (node && !s.any && slice_cut(&ways, '|', &way))
        follow(&s, node, way);
    if (s.value.error && !to->error)
        to->error = s.value.error;
    buf_fini(&s.value);
    return s.any;
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

void field_docdb(const struct found *at, struct buf *to)
{
    struct docdb id;

    if (docdb_of(at->node, &id))
        docdb_add(&id, ".", to);
}

void field_number(const struct found *at, struct buf *to)
{
    struct docdb id;

    if (docdb_of(at->node, &id))
        docdb_add(&id, "", to);
}

void fields_line(const char *title, const char *value, struct buf *to)
{
    if (flow_is_blank(value))
        return;
    buf_printf(to, "%s: ", title);
    flow_line(value, to);
    buf_putc(to, '\n');
}

/* Each value with its title, where they are lines of their own. */
static void add_lines(const struct field *f, const char *values,
                      struct buf *to)
{
    struct slice rest = slice_of(values), line;

    while (slice_cut(&rest, '\n', &line))
        buf_printf(to, "%s: %.*s\n", f->title, (int)line.len, line.at);
}

void fields_lines(const struct field *fields, const xmlNode *node,
                  struct buf *to)
{
    struct buf values = BUF_INIT(INT_MAX / 2);

    for (; fields->title; fields++) {
        buf_reset(&values);
        if (field_add(fields, node, &values))
            add_lines(fields, buf_text(&values), to);
        if (values.error && !to->error)
            to->error = values.error;
    }
    buf_fini(&values);
}

void fields_label(struct slice name, struct buf *to)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];

        buf_putc(to, c == '_' || c == '-' ? ' ' : to_lower(c));
    }
}
