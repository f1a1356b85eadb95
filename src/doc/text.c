/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/text.h"

#include "doc/description.h"
#include "doc/fold.h"

#include <string.h>

/* A label grown longer begins anew with what is nearest: an answer of long
 * names in each other would be written many times over. */
#define LABEL_MAX 200

struct page {
    struct buf *to;
    struct buf label;
    size_t label_from; /* where what is shown of it begins */
    struct buf context;
    size_t context_from;
    size_t start;
    bool apart; /* an empty line is owed */
};

struct mark {
    size_t label, label_from, context, context_from;
};

/* Labels. */

static void add_word(struct page *p, const xmlNode *node,
                     const struct label *row)
{
    size_t before = p->label.len;

    if (before > p->label_from)
        buf_putc(&p->label, ' ');
    label_add_words(row->words, (const char *)node->name, &p->label);
    if (p->label.len == before + 1 && before > p->label_from)
        buf_cut(&p->label, before);
    if (p->label.len - p->label_from > LABEL_MAX)
        p->label_from = before + (before > p->label_from);
}

static void add_shown(struct buf *b, size_t *from, const xmlNode *node,
                      enum showing showing, const char *glue)
{
    struct reflow f = REFLOW_INIT(b);
    size_t before = b->len;

    f.begun = before > *from;
    f.owed = f.begun ? glue : "";
    fold_attributes(&f, node, SHOWN(showing), glue);
    if (b->len - *from > LABEL_MAX)
        *from = before;
}

static struct mark enter(struct page *p, const xmlNode *node,
                         const struct label *row, bool named)
{
    struct mark m = {p->label.len, p->label_from, p->context.len,
                     p->context_from};

    if (named)
        add_word(p, node, row);
    add_shown(&p->label, &p->label_from, node, SHOW_NUMBER, " ");
    add_shown(&p->context, &p->context_from, node, SHOW_CONTEXT, ", ");
    return m;
}

static void leave(struct page *p, struct mark m)
{
    buf_cut(&p->label, m.label);
    buf_cut(&p->context, m.context);
    p->label_from = m.label_from;
    p->context_from = m.context_from;
}

static void add_label(struct page *p, const xmlNode *node, struct buf *to)
{
    size_t before = to->len;

    if (p->label.len > p->label_from)
        buf_add(to, p->label.data + p->label_from,
                p->label.len - p->label_from);
    else
        label_add_words(NULL, (const char *)node->name, to);
    if (p->context.len > p->context_from)
        buf_printf(to, "%s[%s]", to->len > before ? " " : "",
                   p->context.data + p->context_from);
}

/* What a line begins with. */
static void add_lead(struct page *p, const xmlNode *node, struct buf *to)
{
    add_label(p, node, to);
    buf_puts(to, ": ");
}

/* Lines. */

static void begin(struct page *p)
{
    if (p->apart && p->to->len > p->start)
        buf_putc(p->to, '\n');
}

/* The line is kept when it is longer than `after_label`. */
static void end(struct page *p, size_t line, size_t after_label)
{
    if (p->to->len == after_label) {
        buf_cut(p->to, line);
        return;
    }
    buf_putc(p->to, '\n');
    p->apart = false;
}

static struct reflow begin_line(struct page *p, const xmlNode *node)
{
    struct reflow f = REFLOW_INIT(p->to);

    begin(p);
    add_lead(p, node, p->to);
    return f;
}

static void write_facts(struct page *p, const xmlNode *node)
{
    size_t line = p->to->len, after;
    struct reflow f;

    if (!node->properties)
        return;
    f = begin_line(p, node);
    after = p->to->len;
    fold_attributes(&f, node, SHOWN(SHOW_FACT), "");
    end(p, line, after);
}

/* `withdrawn by applicant [gazette 2015/53]`: that it is there is a fact, and
 * what its attributes say stands in the label. */
static bool is_fact(const struct page *p, const xmlNode *node)
{
    return !node->children && node->properties &&
           p->context.len > p->context_from;
}

static void write_line(struct page *p, const xmlNode *node)
{
    size_t line = p->to->len, after;
    struct reflow f = begin_line(p, node);

    after = p->to->len;
    fold_below(&f, node);
    if (!f.begun)
        fold_attributes(&f, node, SHOWN(SHOW_FACT), "");
    else if (node->properties &&
             fold_attributes(&f, node, SHOWN(SHOW_FACT), " ("))
        buf_putc(p->to, ')');
    if (p->to->len == after && is_fact(p, node)) {
        buf_cut(p->to, after - strlen(": "));
        after = line;
    }
    end(p, line, after);
}

/* Each paragraph a line, each with the label. */
static void write_lines(struct page *p, const xmlNode *node)
{
    struct buf lead = BUF_INIT(SIZE_MAX);
    struct reflow f = REFLOW_INIT(p->to);
    size_t line = p->to->len, after;

    add_lead(p, node, &lead);
    begin(p);
    after = p->to->len;
    f.lead = (struct slice){lead.data, lead.len};
    reflow_below(&f, node);
    end(p, line, after);
    buf_fini(&lead);
}

static void write_prose(struct page *p, const xmlNode *node)
{
    size_t line = p->to->len, after;

    begin(p);
    buf_puts(p->to, "== ");
    add_label(p, node, p->to);
    buf_puts(p->to, "\n\n");
    after = p->to->len;
    description_add_paragraphs(node, p->to);
    if (p->to->len == after)
        buf_cut(p->to, line);
    else
        p->apart = false;
}

/* The walk. */

static enum label_layout layout_of(const xmlNode *node, const struct label *row)
{
    if (row->layout == LAYOUT_PROSE || row->layout == LAYOUT_LINES)
        return row->layout;
    if (!dom_first(node))
        return LAYOUT_LINE;
    if (row->layout != LAYOUT_LINE && reflow_is_mixed(node))
        return LAYOUT_LINES;
    return row->layout;
}

static void write_element(struct page *p, const xmlNode *node);

static void write_elements(struct page *p, const xmlNode *node)
{
    dom_each_element(at, node)
        write_element(p, at);
}

/* The word of an open group is on the line of its own facts only. */
static void write_open_facts(struct page *p, const xmlNode *node,
                             const struct label *row)
{
    struct mark m;

    if (!node->properties)
        return;
    m = enter(p, node, row, true);
    write_facts(p, node);
    leave(p, m);
}

static void write_as(struct page *p, const xmlNode *node,
                     enum label_layout layout)
{
    static void (*const writes[])(struct page *, const xmlNode *) = {
        [LAYOUT_GROUP] = write_elements, [LAYOUT_OPEN] = write_elements,
        [LAYOUT_LINE] = write_line,      [LAYOUT_LINES] = write_lines,
        [LAYOUT_PROSE] = write_prose,
    };

    if (layout == LAYOUT_GROUP)
        write_facts(p, node);
    writes[layout](p, node);
}

static void write_element(struct page *p, const xmlNode *node)
{
    const struct label *row = label_of(node);
    enum label_layout layout = layout_of(node, row);
    struct mark m;

    p->apart |= row->apart;
    if (layout == LAYOUT_OPEN)
        write_open_facts(p, node, row);
    m = enter(p, node, row, layout != LAYOUT_OPEN);
    write_as(p, node, layout);
    leave(p, m);
    p->apart |= row->apart;
}

int text_render(const struct rendering *r)
{
    struct page p = {.to = r->to,
                     .label = BUF_INIT(SIZE_MAX),
                     .context = BUF_INIT(SIZE_MAX),
                     .start = r->to->len};
    int error;

    if (r->root)
        write_element(&p, r->root);
    error = p.label.error ? p.label.error : p.context.error;
    buf_fini(&p.label);
    buf_fini(&p.context);
    return error;
}
