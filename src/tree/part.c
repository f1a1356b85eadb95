/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/part.h"

#include <errno.h>

int part_ask_own(struct assembly_part *p, struct request *ret_request)
{
    *ret_request = p->assembly->request;
    request_answer(ret_request);
    return 0;
}

size_t part_index(const struct assembly_part *p)
{
    return p->index - p->assembly->missed;
}

void part_take(struct assembly_part *p, const struct answer *answer)
{
    p->body = blob_ref(answer->blob);
    p->of = answer->of ? blob_ref(answer->of) : NULL;
}

struct slice part_text(const struct assembly_part *p)
{
    return p->answered ? buf_slice(&p->text) : (struct slice){NULL, 0};
}

int part_passed_over(struct assembly_part *p, const struct why *why)
{
    (void)p;
    (void)why;
    return 0;
}

int part_drop(struct assembly_part *p, int r)
{
    (void)r;
    buf_reset(&p->text);
    p->answered = false;
    return 0;
}

bool part_lacks_program(struct assembly_part *p, int r)
{
    if (r != -ENOPKG)
        return false;
    assembly_refuse(p->assembly, -EIO, "", ASIDE_ADVICE);
    return true;
}

void part_join_last(struct assembly *a, struct buf *to)
{
    struct buf *text = &a->parts[a->count - 1]->text;

    *to = *text;
    buf_init(text, text->ceiling);
}
