/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/search_plan.h"

#include "tree/count_plan.h"
#include "tree/remark.h"

#include <stdlib.h>

int search_start(struct assembly *a, size_t pages)
{
    return search_pages_start(&a->pages, &a->request, pages);
}

bool search_has_next(const struct assembly *a)
{
    return search_pages_has_next(&a->pages);
}

int search_next(struct assembly_part *p, struct request *ret_request)
{
    return search_pages_next(&p->assembly->pages, &p->page, ret_request);
}

int search_learn(struct assembly_part *p, struct slice answer)
{
    int64_t wall = assembly_wall(p->assembly);
    int r = search_pages_learn(&p->assembly->pages, &p->page, answer, wall);

    return r < 0 ? r : search_pages_keeps(&p->page);
}

int search_absent(struct assembly_part *p, const struct why *why)
{
    int r = search_learn(p, (struct slice){0});

    return r < 0 || p->index > 0 ? r : count_absent(p, why);
}

/* Names are listed as far as their pages are kept; a table is whole. */
bool search_unkept(const struct assembly_part *p)
{
    return p->index > 0 && !assembly_is_table(p->assembly);
}

static int by_order(const void *a, const void *b)
{
    const struct assembly_part *const *one = a, *const *other = b;
    uint64_t x = (*one)->page.order, y = (*other)->page.order;

    return (x > y) - (x < y);
}

void search_add_hits(struct assembly *a, struct buf *to)
{
    bool table = assembly_is_table(a);
    struct slice header;

    qsort(a->parts, a->count, sizeof(struct assembly_part *), by_order);
    for (size_t i = 0; i < a->count; i++) {
        struct slice text = buf_slice(&a->parts[i]->text);

        if (a->parts[i]->is_key)
            continue;
        if (table && to->len && text.len)
            slice_cut(&text, '\n', &header);
        buf_add(to, text.at, text.len);
    }
    if (table && !to->len)
        remark_header(a, "", to);
}

/* Last of all: what OPS did not give. The names of a directory have none. */
void search_add_rest(const struct assembly *a, const char *selection,
                     struct buf *to)
{
    struct buf text = BUF_INIT(RENDER_MAX);

    search_pages_report(&a->pages, &text);
    if (text.len && assembly_is_table(a))
        remark_row(a, selection, SLICE("more"), buf_text(&text), to);
    buf_fini(&text);
}

void search_join(struct assembly *a, struct buf *to)
{
    search_add_hits(a, to);
    search_add_rest(a, "", to);
}
