/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/words.h"

#include "doc/date.h"
#include "doc/reflow.h"

#include <string.h>

const char *words_keep(struct arena *memory, struct buf *text)
{
    const char *kept = arena_text(memory, buf_text(text), text->len);

    if (text->error)
        memory->error = text->error;
    buf_fini(text);
    return kept;
}

void words_add_if(struct buf *to, const char *before, const char *text,
                  const char *after)
{
    if (*text)
        buf_printf(to, "%s%s%s", before, text, after);
}

const char *words_print(struct arena *memory, const char *format, ...)
{
    struct buf text = BUF_INIT(WORDS_MAX);
    va_list args;

    va_start(args, format);
    buf_vprintf(&text, format, args);
    va_end(args);
    return words_keep(memory, &text);
}

const char *words_of_attribute(struct arena *memory, const xmlNode *node,
                               const char *name)
{
    struct buf text = BUF_INIT(WORDS_MAX);

    reflow_line(dom_attribute(node, name).at, &text);
    return words_keep(memory, &text);
}

const char *words_of(struct arena *memory, const xmlNode *node)
{
    struct buf text = BUF_INIT(WORDS_MAX);

    reflow_text(node, &text);
    return words_keep(memory, &text);
}

static void add_leaf(const xmlNode *node, const char *between, struct buf *to)
{
    size_t before = to->len, start;

    if (before > 0)
        buf_puts(to, between);
    start = to->len;
    reflow_text(node, to);
    if (strcmp((const char *)node->name, "date") == 0)
        date_rewrite(to, start);
    if (to->len == start)
        buf_cut(to, before);
}

const char *words_of_leaves(struct arena *memory, const xmlNode *node,
                            const char *between)
{
    struct buf text = BUF_INIT(WORDS_MAX);
    bool leaf;

    for (const xmlNode *at = node; at; at = dom_walk(node, at, !leaf)) {
        leaf = reflow_is_leaf(at);
        if (leaf)
            add_leaf(at, between, &text);
    }
    return words_keep(memory, &text);
}
