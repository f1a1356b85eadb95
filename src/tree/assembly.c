/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/assembly.h"

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
