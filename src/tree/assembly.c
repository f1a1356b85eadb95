/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/assembly.h"

#include "ops/names.h"
#include "tree/cache.h"
#include "tree/offer.h"
#include "tree/origin.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool assembly_peek(const struct assembly *a, const struct request *request,
                   struct answer *ret_answer)
{
    const struct entry *e = a->entry;

    return cache_peek(e->cache, request, memory_now(e->memory), ret_answer) ==
           0;
}

int64_t assembly_wall(const struct assembly *a)
{
    return memory_now(a->entry->memory).wall;
}

static const char *advice_of(int error)
{
    return error == -ENAMETOOLONG ? "the query is too long to be split by date"
                                  : "out of memory";
}

void assembly_give_up(struct assembly *a, int error, const struct why *why)
{
    if (a->error)
        return;
    a->error = error;
    a->why = why ? *why
                 : (struct why){.wall = assembly_wall(a),
                                .error = error,
                                .advice = advice_of(error)};
}

void assembly_refuse(struct assembly *a, int error, const char *message,
                     const char *advice)
{
    struct why why = {
        .wall = assembly_wall(a),
        .error = error,
        .advice = advice,
    };

    snprintf(why.message, sizeof(why.message), "%s", message);
    assembly_give_up(a, error, &why);
}

void assembly_doubt(struct assembly *a)
{
    struct request request = a->request;

    request_answer(&request);
    offer_doubt(a->entry->memory, &request);
}

const char *assembly_advice(const struct assembly *a, int error)
{
    const struct making *making = &a->request.making;
    enum shape shape = making->row ? making->row->shape : SHAPE_WORD;

    if (error == -ENODATA && shape == SHAPE_LANGUAGE)
        return "the record has no such text in that language";
    if (error == -ENODATA && shape == SHAPE_SERIAL)
        return "the record does not have so many; the directory lists them";
    if (error == -ENODATA)
        return "the record has no such part";
    if (error == -E2BIG)
        return "OPS's answer has more parts than are read at a time; ops/ has "
               "it as it is";
    return "OPS's answer cannot be understood; ops/ has it as it is";
}

/* That OPS has none of that is part of what the whole says, too. */
static struct blob *absence_of(const struct assembly_part *p)
{
    struct request request = {.form = p->form};
    const struct entry *e;

    if (!p->asked)
        return NULL;
    snprintf(request.path, sizeof(request.path), "%s", p->asked);
    e = memory_find(p->assembly->entry->memory, &request);
    return e && e->answer.of ? blob_ref(e->answer.of) : NULL;
}

void assembly_learn_origin(struct assembly_part *p, int r,
                           const struct answer *answer)
{
    if (r == 0 && answer->of)
        p->of = blob_ref(answer->of);
    else if (r == -ENOENT)
        p->of = absence_of(p);
    free(p->asked);
    p->asked = NULL;
}

struct blob *assembly_origin(const struct assembly *a)
{
    struct blob **all = calloc(a->count + 1, sizeof(*all)), *of;

    if (!all)
        return NULL;
    for (size_t i = 0; i < a->count; i++)
        all[i] = a->parts[i]->of;
    of = origin_join(all, a->count);
    free(all);
    return of;
}

bool assembly_is_table(const struct assembly *a)
{
    return facet_is_table(a->request.making.facet);
}

int assembly_nothing(const struct assembly *a, const char *selection,
                     struct buf *to)
{
    struct render_order order = {.making = a->request.making};

    strcpy(order.making.selection, selection);
    return render_order_now(&order, to);
}
