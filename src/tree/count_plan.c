/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/count_plan.h"

#include <errno.h>

/* Its first hit is enough. Where that cannot be had now, the first page may be
 * kept. */
bool count_has_next(const struct assembly *a)
{
    return a->count == 0 || (a->count == 1 && a->lacking);
}

/* The first page, if it is cached, has the count as the first hit does. */
int count_next(struct assembly_part *p, struct request *ret_request)
{
    const struct assembly *a = p->assembly;
    struct answer answer;

    request_page(&a->request, 1, ret_request);
    if (p->index == 0 && !assembly_peek(a, ret_request, &answer))
        request_page(&a->request, 0, ret_request);
    request_answer(ret_request);
    ret_request->kept_only = p->index > 0;
    return 0;
}

/* No hit is an answer, too. */
int count_absent(struct assembly_part *p, const struct why *why)
{
    if (!why || why->error != -ENOENT) {
        p->assembly->lacking = true;
        if (why)
            p->assembly->why = *why;
        return 0;
    }
    return assembly_nothing(p->assembly, p->assembly->request.making.selection,
                            &p->text);
}

bool count_unkept(const struct assembly_part *p)
{
    return p->index == 0;
}

bool count_lacks(const struct assembly_part *p, int r)
{
    return p->index == 0 && (r == -EDQUOT || r == -EBUSY || r == -ETIMEDOUT);
}

/* What is not kept cannot be had for the first reason. */
void count_failed(struct assembly_part *p, int r, const struct why *why)
{
    struct assembly *a = p->assembly;
    const struct why first = a->why;

    if (p->index > 0 && first.error)
        assembly_give_up(a, first.error, &first);
    else
        assembly_give_up(a, r, why);
}
