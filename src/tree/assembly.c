/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/assembly.h"

#include "ops/names.h"

#include <stdio.h>
#include <errno.h>

static const char *advice_of(int error)
{
    return error == -ENAMETOOLONG ? "the query is too long to be split by date"
                                  : "memory is out";
}

void assembly_give_up(struct assembly *a, int error, const struct why *why)
{
    if (a->error)
        return;
    a->error = error;
    a->why = why ? *why
                 : (struct why){.wall = memory_now(a->entry->memory).wall,
                                .error = error,
                                .advice = advice_of(error)};
}

void assembly_refuse(struct assembly *a, int error, const char *message,
                     const char *advice)
{
    struct why why = {
        .wall = memory_now(a->entry->memory).wall,
        .error = error,
        .advice = advice,
    };

    snprintf(why.message, sizeof(why.message), "%s", message);
    assembly_give_up(a, error, &why);
}

void assembly_doubt(struct assembly *a)
{
    struct request request = a->request;

    request.making = (struct making){.facet = FACET_NONE};
    memory_doubt(a->entry->memory, &request);
}

const char *assembly_advice(const struct assembly *a, int error)
{
    const struct making *making = &a->request.making;
    enum shape shape = making->row ? making->row->shape : SHAPE_WORD;

    if (error == -ENODATA && shape == SHAPE_TONGUE)
        return "the record has no such text in that language";
    if (error == -ENODATA && shape == SHAPE_SERIAL)
        return "the record has not so many; the directory lists them";
    if (error == -ENODATA)
        return "the record has no such part";
    if (error == -E2BIG)
        return "OPS's answer has more parts than are read at a time; ops/ has "
               "it as it is";
    return "OPS's answer cannot be understood; ops/ has it as it is";
}
