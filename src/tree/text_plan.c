/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/text_plan.h"

#include "tree/part.h"

#include <errno.h>

/* The first part is OPS's answer, the second the publication server's. */
enum { FROM_OPS, INSTEAD };

/* OPS's is wanted, and then the other one if there is no text yet. */
bool text_has_next(const struct assembly *a)
{
    return a->count == FROM_OPS || (a->count == INSTEAD && a->lacking);
}

int text_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;

    if (p->index == INSTEAD)
        return request_instead(&a->request, ret_request);
    return part_ask_own(p, ret_request);
}

/* Whatever the publication server said, OPS's reason is the reader's. */
bool text_lacks(const struct assembly_part *p, int r)
{
    return p->index == INSTEAD || r == -EDQUOT;
}

int text_absent(struct assembly_part *p, const struct why *why)
{
    struct assembly *a = p->assembly;
    struct why first = a->why;

    if (p->index == FROM_OPS) {
        a->lacking = true;
        a->why = why ? *why : (struct why){.error = -ENOENT};
    } else {
        assembly_give_up(a, first.error, &first);
    }
    return 0;
}

/* OPS has an answer, which says what is to be said of it. */
int text_unreadable(struct assembly_part *p, int r)
{
    return p->index == FROM_OPS ? r : text_absent(p, NULL);
}
