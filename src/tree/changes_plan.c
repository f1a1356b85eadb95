/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/changes_plan.h"

#include "doc/changes.h"
#include "ops/names.h"
#include "tree/offer.h"
#include "tree/part.h"
#include "tree/place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* --- of one patent ------------------------------------------------------- */

/* What is known, and the answers it is compared with; NULL: no such column. */
static const struct {
    struct name row;
    struct changes_table table;
} change_parts[] = {
    {{.source = SOURCE_HISTORY, .facet = FACET_CHANGES, .constituents = ""},
     {.what = NULL}},
    {{.source = SOURCE_REGISTER,
      .facet = FACET_EVENTS,
      .constituents = REGISTER_WHOLE},
     {.what = "register",
      .date = "date",
      .code = "code",
      .text = "description"}},
    {{.source = SOURCE_REGISTER,
      .facet = FACET_STEPS,
      .constituents = REGISTER_WHOLE},
     {.what = "step", .date = "date", .code = "code", .text = "description"}},
    {{.source = SOURCE_LEGAL, .facet = FACET_LEGAL, .constituents = ""},
     {.what = "legal", .date = "date", .code = "code", .text = "description"}},
    {{.source = SOURCE_FAMILY, .facet = FACET_FAMILY, .constituents = ""},
     {.what = "family", .date = "date", .code = "kind", .text = "number"}},
};

#define CHANGE_PARTS (sizeof(change_parts) / sizeof(change_parts[0]))

/* Kept in every place that keeps: it is from none of them. */
static const struct answer_place made_here = {.name = "changes"};

bool changes_has_next(const struct assembly *a)
{
    return a->count < CHANGE_PARTS;
}

int changes_next(struct assembly_part *p, struct request *ret_request)
{
    const struct name *row = &change_parts[p->index].row;

    p->facet = row->facet;
    return request_of_number(row, slice_of(p->assembly->request.making.subject),
                             ret_request);
}

/* What is known stands as it is. */
int changes_learn(struct assembly_part *p, struct slice answer)
{
    p->answered = true;
    if (p->index > 0)
        return 1;
    return buf_add(&p->text, answer.at, answer.len);
}

void changes_of_parts(struct assembly *a, struct buf *to)
{
    struct changes_table tables[CHANGE_PARTS - 1];

    for (size_t i = 1; i < CHANGE_PARTS; i++) {
        tables[i - 1] = change_parts[i].table;
        tables[i - 1].table = part_text(a->parts[i]);
    }
    changes_merge(slice_of(a->request.making.subject), part_text(a->parts[0]),
                  tables, CHANGE_PARTS - 1, assembly_wall(a), to);
}

/* The same, from a place that keeps it. */
static bool is_kept(const struct entry *e, const struct blob *table)
{
    const struct answer *known = &e->answer;

    return known->blob && known->from != &made_here &&
           known->blob->hash == table->hash && known->blob->size == table->size;
}

/* For the next reading. */
void changes_remember(struct assembly *a, const struct request *request,
                      struct blob *table)
{
    struct memory *m = a->entry->memory;
    struct answer now = {.wall = memory_now(m).wall, .from = &made_here};
    struct entry *e = memory_find(m, request);

    if (e && is_kept(e, table))
        return;
    if (!e)
        e = memory_get(m, request);
    if (e)
        offer_give(e, blob_ref(table), &now, NEVER);
}

void changes_made(struct assembly *a, struct blob *whole)
{
    struct request request = {.source = SOURCE_HISTORY};

    if (request_of_number(&change_parts[0].row,
                          slice_of(a->request.making.subject), &request) == 0)
        changes_remember(a, &request, whole);
}

/* --- of a list ----------------------------------------------------------- */

int changes_learn_one(struct assembly_part *p, struct slice answer)
{
    p->answered = true;
    return buf_add(&p->text, answer.at, answer.len);
}

static bool is_number(const struct assembly_part *p)
{
    return p->facet == FACET_NONE && p != p->assembly->weeks.known &&
           !p->is_key;
}

/* Remarks on numbers stand below. */
void changes_of_list(struct assembly *a, struct slice weeks, struct buf *to)
{
    struct slice *tables = reallocarray(NULL, a->count + 1, sizeof(*tables));
    size_t count = 0;

    if (!tables) {
        to->error = -ENOMEM;
        return;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (is_number(a->parts[i]) && a->parts[i]->answered)
            tables[count++] = part_text(a->parts[i]);
    }
    if (weeks.at)
        tables[count++] = weeks;
    if (changes_join(tables, count, to) == -ENOMEM)
        to->error = -ENOMEM;
    free(tables);
    for (size_t i = 0; i < a->count; i++) {
        if (is_number(a->parts[i]) && !a->parts[i]->answered)
            buf_add(to, a->parts[i]->text.data, a->parts[i]->text.len);
    }
}
