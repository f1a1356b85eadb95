/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/words.h"

#include "doc/date.h"
#include "doc/flow.h"

#include <string.h>

const char *words_keep(struct arena *memory, struct buf *text)
{
    const char *kept = arena_text(memory, buf_text(text), text->len);

    if (text->error)
        memory->error = text->error;
    buf_fini(text);
    return kept;
}

const char *words_of(struct arena *memory, const xmlNode *node)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    flow_text(node, &text);
    return words_keep(memory, &text);
}

static void add_leaf(const xmlNode *node, const char *between, struct buf *to)
{
    size_t before = to->len, start;

    if (before > 0)
        buf_puts(to, between);
    start = to->len;
    flow_text(node, to);
    if (strcmp((const char *)node->name, "date") == 0)
        date_rewrite(to, start);
    if (to->len == start)
        buf_cut(to, before);
}

/* No deeper than doc/intake lets a document be. */
static void add_leaves(const xmlNode *node, const char *between, struct buf *to)
{
    const xmlNode *child = dom_element(node->children);

    if (!child || flow_is_mixed(node)) {
        add_leaf(node, between, to);
        return;
    }
    for (; child; child = dom_element(child->next))
        add_leaves(child, between, to);
}

const char *words_of_leaves(struct arena *memory, const xmlNode *node,
                            const char *between)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    if (node)
        add_leaves(node, between, &text);
    return words_keep(memory, &text);
}
