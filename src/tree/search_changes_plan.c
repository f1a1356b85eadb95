/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/search_changes_plan.h"

#include "doc/cells.h"
#include "doc/changes.h"
#include "tree/changes_plan.h"
#include "tree/part.h"

#include <errno.h>
#include <string.h>

/* As far as OPS serves one query. */
#define PAGES_MAX (SEARCH_MAX / SEARCH_PAGE)

/* The first part is what was known. */
static bool is_known(const struct assembly_part *p)
{
    return p->index == 0;
}

int search_changes_start(struct assembly *a, size_t pages)
{
    size_t most = pages < PAGES_MAX ? pages : PAGES_MAX;

    return search_pages_start(&a->pages, &a->request, most);
}

/* --- how far ------------------------------------------------------------- */

/* The number in the last row of a page; "" for a page without a hit. */
static struct slice last_hit(const struct assembly_part *p)
{
    struct slice rest = buf_slice(&p->text), header, line;
    struct slice last = SLICE("");

    slice_cut(&rest, '\n', &header);
    while (slice_cut(&rest, '\n', &line))
        last = line;
    return cells_at(last, cells_column(header, "number"));
}

/* All beyond is known, or the first reading does not ask for it. */
static bool is_far_enough(const struct assembly *a)
{
    const struct assembly_part *known = a->parts[0];
    struct slice last = last_hit(a->parts[a->count - 1]);

    return !known->answered || !last.len ||
           changes_know(part_text(known), last);
}

/* One after the other: each says whether the next is wanted. */
bool search_changes_has_next(const struct assembly *a)
{
    if (a->waiting)
        return false;
    return a->count < 2 ||
           (!is_far_enough(a) && search_pages_has_next(&a->pages));
}

/* --- parts --------------------------------------------------------------- */

int search_changes_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;

    if (is_known(p)) {
        request_history(&a->request, ret_request);
        return 0;
    }
    p->facet = FACET_HITS;
    return search_pages_next(&a->pages, &p->page, ret_request);
}

int search_changes_learn(struct assembly_part *p, struct slice answer)
{
    int64_t wall = assembly_wall(p->assembly);
    int r;

    p->answered = true;
    if (is_known(p))
        return buf_add(&p->text, answer.at, answer.len);
    r = search_pages_learn(&p->assembly->pages, &p->page, answer, wall);
    return r < 0 ? r : search_pages_keeps(&p->page);
}

/* Nothing was known, or there is no hit. */
int search_changes_absent(struct assembly_part *p, const struct why *why)
{
    (void)why;
    return is_known(p) ? 0 : search_changes_learn(p, (struct slice){0});
}

/* --- the whole ----------------------------------------------------------- */

/* The pages as one table. */
static void add_pages(const struct assembly *a, struct buf *to)
{
    for (size_t i = 1; i < a->count; i++) {
        struct slice text = part_text(a->parts[i]), header;

        if (to->len && text.len)
            slice_cut(&text, '\n', &header);
        buf_add(to, text.at, text.len);
    }
}

void search_changes_join(struct assembly *a, struct buf *to)
{
    struct buf hits = BUF_INIT(RENDER_MAX);
    struct changes_table table = {.what = CHANGES_HIT,
                                  .number = "number",
                                  .date = "date",
                                  .code = "kind",
                                  .text = "title"};

    add_pages(a, &hits);
    table.table = buf_slice(&hits);
    table.is_part = search_pages_has_next(&a->pages);
    if (changes_merge(SLICE(""), part_text(a->parts[0]), &table, 1,
                      assembly_wall(a), to) == -ENOMEM)
        to->error = -ENOMEM;
    if (hits.error)
        to->error = hits.error;
    buf_fini(&hits);
}

void search_changes_made(struct assembly *a, struct blob *whole)
{
    struct request request;

    request_history(&a->request, &request);
    changes_remember(a, &request, whole);
}
