/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/citing_plan.h"

#include "tree/keys.h"
#include "tree/remark.h"
#include "tree/search_plan.h"

#include <errno.h>

int citing_start(struct assembly *a, size_t pages)
{
    return search_pages_start_citing(&a->pages, &a->request, pages, a->numbers);
}

bool citing_has_next(const struct assembly *a)
{
    return keys_are_open(a) || search_has_next(a);
}

int citing_next(struct assembly_part *p, struct request *ret_request)
{
    return keys_are_open(p->assembly) ? keys_next(p, ret_request)
                                      : search_next(p, ret_request);
}

int citing_learn(struct assembly_part *p, struct slice answer)
{
    return p->is_key ? keys_learn(p, answer) : search_learn(p, answer);
}

/* Nobody was asked: of none of its numbers is anything known. */
static int citing_lacks(struct assembly_part *p, const char *text)
{
    struct slice numbers = p->page.cited, number;
    int r = search_learn(p, (struct slice){0});

    if (r < 0)
        return r;
    remark_header(p->assembly, "", &p->text);
    while (slice_cut(&numbers, '\n', &number)) {
        if (!slice_starts(number, "#"))
            remark_row(p->assembly, "", number, text, &p->text);
    }
    return 0;
}

int citing_absent(struct assembly_part *p, const struct why *why)
{
    if (p->is_key)
        return 0;
    if (why && why->error == -EHOSTUNREACH)
        return citing_lacks(p, why->advice);
    return search_absent(p, why);
}

void citing_join(struct assembly *a, struct buf *to)
{
    struct buf rows = BUF_INIT(RENDER_MAX);

    search_add_hits(a, &rows);
    remark_bad_lines(a, &rows);
    search_add_rest(a, "", &rows);
    keys_join(a, &rows, 0, to);
}
