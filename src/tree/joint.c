/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pieces of a gather: made of one answer each, joined in the order in which
 * they were asked for.
 */
#include "tree/gather.h"

#include <errno.h>
#include <stdlib.h>

/* Tables, whose pieces have a header line each and the whole only one. */
static const bool tables[FACETS] = {
    [FACET_ROW] = true,           [FACET_REGISTER_ROW] = true,
    [FACET_CITATIONS] = true,     [FACET_FAMILY] = true,
    [FACET_LEGAL] = true,         [FACET_HITS] = true,
    [FACET_REGISTER_HITS] = true, [FACET_CITING] = true,
};

const char *gather_part(const struct making *m)
{
    return m->plan == PLAN_LIST && tables[m->facet] ? "rows" : m->part;
}

static struct slice text_of(const struct need *n)
{
    return (struct slice){n->text.data, n->text.len};
}

static void join_header(struct gather *g, const char *part, struct buf *to)
{
    struct buf header = BUF_INIT(GATHER_MOST);

    gather_make_none(g, part, &header);
    buf_add(to, header.data, header.len);
    buf_fini(&header);
}

static void join_list(struct gather *g, struct buf *to)
{
    if (tables[g->request.making.facet])
        join_header(g, "header", to);
    for (size_t i = 0; i < g->count; i++) {
        struct slice text = text_of(g->needs[i]);

        buf_add(to, text.at, text.len);
    }
}

static int by_order(const void *a, const void *b)
{
    const struct need *const *one = a, *const *other = b;

    return ((*one)->order > (*other)->order) -
           ((*one)->order < (*other)->order);
}

/* What the user's list has that is no number. */
static void tell_lines(const struct blob *list, struct buf *to)
{
    struct slice rest = {list->data, list->size}, line;

    while (slice_cut(&rest, '\n', &line)) {
        if (slice_starts(line, "#"))
            buf_printf(to, "%.*s\n", (int)line.len, line.at);
    }
}

static void join_pages(struct gather *g, struct buf *to)
{
    bool table = tables[g->request.making.facet];
    struct slice header;

    qsort(g->needs, g->count, sizeof(struct need *), by_order);
    for (size_t i = 0; i < g->count; i++) {
        struct slice text = text_of(g->needs[i]);

        if (table && to->len && text.len)
            slice_cut(&text, '\n', &header);
        buf_add(to, text.at, text.len);
    }
    if (table && !to->len)
        join_header(g, "", to);
    if (g->list)
        tell_lines(g->list, to);
    pages_tell(g, to);
}

/* Nothing to join, and nothing to copy: it may be long. */
static void take_only(struct gather *g, struct buf *to)
{
    struct buf *text = &g->needs[0]->text;

    *to = *text;
    buf_init(text, GATHER_MOST);
}

int gather_join(struct gather *g)
{
    const struct making *m = &g->request.making;
    struct buf text = BUF_INIT(GATHER_MOST);
    struct blob *blob = NULL;
    char *data;
    size_t len;

    if (m->plan == PLAN_LIST)
        join_list(g, &text);
    else if (m->plan == PLAN_ONE && text_of(g->needs[0]).len)
        take_only(g, &text);
    else
        join_pages(g, &text);
    if (!text.error) {
        data = buf_take(&text, &len);
        blob = blob_new(data, len);
    }
    buf_fini(&text);
    if (!blob)
        return -ENOMEM;
    entry_made(g->entry, blob, g->wall, g->until);
    return 0;
}
