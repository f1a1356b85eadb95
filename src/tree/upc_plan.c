/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/upc_plan.h"

#include "ops/names.h"
#include "tree/part.h"

/* Those after the first one, which is of the file's own row. */
static const struct name upc_rows[] = {
    {.facet = FACET_UPC, .source = SOURCE_REGISTER, .constituents = "upp"},
    {.facet = FACET_UPC, .source = SOURCE_LEGAL, .constituents = ""},
};

bool upc_has_next(const struct assembly *a)
{
    return a->count <= sizeof(upc_rows) / sizeof(*upc_rows);
}

int upc_next(struct assembly_part *p, struct request *ret_request)
{
    if (p->index == 0)
        return part_ask_own(p, ret_request);
    return request_of_number(&upc_rows[p->index - 1],
                             slice_of(p->assembly->request.making.subject),
                             ret_request);
}

void upc_join(struct assembly *a, struct buf *to)
{
    struct render_order nothing = {.making = a->request.making};

    for (size_t i = 0; i < a->count; i++)
        buf_add(to, a->parts[i]->text.data, a->parts[i]->text.len);
    if (!to->len)
        render_order_now(&nothing, to);
}
