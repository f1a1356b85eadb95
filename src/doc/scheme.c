/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/scheme.h"

#include "doc/reflow.h"
#include "doc/scheme_prose.h"
#include "doc/table.h"
#include "ops/symbol.h"

#include <errno.h>
#include <string.h>

/* No symbol stands deeper, whatever an answer says. */
#define SHOWN_PATH_MAX 64

/* --- items -------------------------------------------------------------- */

static bool is_item(const xmlNode *node)
{
    return dom_is(node, NS_CPC, "classification-item");
}

static bool is_heading(const xmlNode *item)
{
    struct slice level = dom_attribute(item, "level");

    return slice_is(level, "3") || slice_is(level, "6");
}

/* Titles and notes hold no items; what is around the items is OPS's. */
static bool may_hold_items(const xmlNode *node)
{
    return is_item(node) || dom_ns(node) != NS_CPC ||
           dom_is(node, NS_CPC, "class-scheme");
}

struct slice scheme_symbol(const xmlNode *item)
{
    return reflow_trim(
        dom_value(dom_child(item, NS_CPC, "classification-symbol")).at);
}

/* The item of that symbol; a heading only where there is no other. NULL. */
static const xmlNode *find_item(const xmlNode *root, struct slice symbol)
{
    const xmlNode *heading = NULL;

    for (const xmlNode *at = root; at;
         at = dom_walk(root, at, may_hold_items(at))) {
        if (!is_item(at) || !slice_equal(scheme_symbol(at), symbol))
            continue;
        if (!is_heading(at))
            return at;
        if (!heading)
            heading = at;
    }
    return heading;
}

/* The item after `at` (NULL: the first) of those one level below `top`, or,
 * with `deep`, of all below it, in the answer's order. */
static const xmlNode *next_below(const xmlNode *top, const xmlNode *at,
                                 bool deep)
{
    const xmlNode *node = at ? at : top;
    bool into;

    do {
        into = node == top || (is_item(node) && (deep || is_heading(node)));
        node = dom_walk(top, node, into);
    } while (node && (!is_item(node) || is_heading(node)));
    return node;
}

/* The item around it. */
static const xmlNode *item_above(const xmlNode *item)
{
    const xmlNode *up = dom_parent(item);

    while (up && (!is_item(up) || is_heading(up)))
        up = dom_parent(up);
    return up;
}

/* --- facets -------------------------------------------------------------- */

static int find(const struct rendering *r, const xmlNode **ret_item)
{
    if (!dom_find(r->root, NS_OPS, "classification-scheme"))
        return -EBADMSG;
    *ret_item = find_item(r->root, r->subject);
    return *ret_item ? 0 : -ENODATA;
}

/* What `add` writes of the item; -ENODATA when that is nothing. */
static int write_own(const struct rendering *r,
                     void (*add)(const xmlNode *, struct buf *),
                     const char *end)
{
    size_t before = r->to->len;
    const xmlNode *item;
    int error = find(r, &item);

    if (error < 0)
        return error;
    add(item, r->to);
    if (r->to->len == before)
        return r->to->error ? r->to->error : -ENODATA;
    buf_puts(r->to, end);
    return 0;
}

/* It is listed for every symbol, so one without a title has an empty one. */
int scheme_title(const struct rendering *r)
{
    int error = write_own(r, scheme_add_title, "\n");
    const xmlNode *item;

    return error == -ENODATA ? find(r, &item) : error;
}

int scheme_notes(const struct rendering *r)
{
    return write_own(r, scheme_add_notes, "");
}

int scheme_figures(const struct rendering *r)
{
    return write_own(r, scheme_add_figures, "");
}

static void add_step_of_path(const xmlNode *item, struct buf *to)
{
    size_t start = to->len, end, title;

    reflow_line(scheme_symbol(item).at, to);
    end = to->len;
    while (to->len < start + SYMBOL_SIZE - 2 && !to->error)
        buf_putc(to, ' ');
    buf_puts(to, "  ");
    title = to->len;
    scheme_add_title(item, to);
    if (to->len == title)
        buf_cut(to, end);
    buf_putc(to, '\n');
}

int scheme_path(const struct rendering *r)
{
    const xmlNode *way[SHOWN_PATH_MAX], *at;
    int error = find(r, &at), count = 0;

    if (error < 0)
        return error;
    for (; at && count < SHOWN_PATH_MAX; at = item_above(at))
        way[count++] = at;
    while (count--)
        add_step_of_path(way[count], r->to);
    return 0;
}

int scheme_ipc(const struct rendering *r)
{
    struct symbol symbol;
    const xmlNode *item;
    int error = find(r, &item);

    if (error < 0)
        return error;
    if (symbol_read(dom_attribute(item, "ipc-concordant"), &symbol) < 0)
        strcpy(symbol.text, "none");
    buf_printf(r->to, "%s\n", symbol.text);
    return 0;
}

static int add_child(const xmlNode *item, struct buf *to)
{
    struct buf title = BUF_INIT(to->ceiling), notes = title;
    int error;

    scheme_add_title(item, &title);
    scheme_add_notes(item, &notes);
    table_cells(to,
                (const struct slice[]){scheme_symbol(item),
                                       dom_attribute(item, "level"),
                                       slice_of(buf_text(&title)),
                                       slice_of(buf_text(&notes))},
                4);
    error = title.error ? title.error : notes.error;
    buf_fini(&title);
    buf_fini(&notes);
    return error;
}

int scheme_children(const struct rendering *r)
{
    const xmlNode *item, *at;
    int error = find(r, &item);

    if (error < 0)
        return error;
    buf_puts(r->to, "symbol\tlevel\ttitle\tnotes\n");
    for (at = next_below(item, NULL, false); at && error == 0;
         at = next_below(item, at, false))
        error = add_child(at, r->to);
    return error;
}

/* The last step of its path. */
static void add_step(const struct symbol *s, struct buf *to)
{
    const char *slash = strchr(s->text, '/');
    const char *group = s->text + strlen("H04W");

    if (s->level == SYMBOL_SUBGROUP)
        buf_printf(to, "%s\n", slash + 1);
    else if (s->level == SYMBOL_GROUP)
        buf_printf(to, "%.*s\n", (int)(slash - group), group);
    else
        buf_printf(to, "%s\n", s->text);
}

/* Does it stand below that symbol, one step or, of subgroups, any? */
static bool is_step(const struct symbol *s, const struct symbol *of)
{
    size_t shared = strcspn(of->text, "/");

    if (of->level >= SYMBOL_GROUP)
        return s->level == SYMBOL_SUBGROUP &&
               strncmp(s->text, of->text, shared + 1) == 0;
    return s->level == of->level + 1 && strncmp(s->text, of->text, shared) == 0;
}

static void add_steps(const xmlNode *item, const struct symbol *of,
                      struct buf *to)
{
    bool deep = of->level == SYMBOL_GROUP;
    const xmlNode *at = next_below(item, NULL, deep);
    struct symbol s;

    for (; at; at = next_below(item, at, deep)) {
        if (symbol_read(scheme_symbol(at), &s) == 0 && is_step(&s, of))
            add_step(&s, to);
    }
}

int scheme_names(const struct rendering *r)
{
    struct buf own = BUF_INIT(r->to->ceiling);
    struct symbol of;
    const xmlNode *item;
    int error = find(r, &item);

    if (error == 0)
        error = symbol_read(r->subject, &of) < 0 ? -ENODATA : 0;
    if (error < 0)
        return error;
    scheme_add_notes(item, &own);
    if (own.len)
        buf_puts(r->to, "notes.txt\n");
    buf_reset(&own);
    scheme_add_figures(item, &own);
    if (own.len)
        buf_puts(r->to, "figures\n");
    buf_fini(&own);
    add_steps(item, &of, r->to);
    return 0;
}
