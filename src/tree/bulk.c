/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/bulk.h"

#include "doc/exchange.h"

#include <string.h>

static struct verdict judge(const struct attempt *a)
{
    struct evidence evidence = {
        .transport = a->transport,
        .status = a->status,
        .limits = a->limits,
        .intake = a->finding->intake,
        .code = a->finding->code,
        .message = a->finding->message,
    };

    return verdict_of(&evidence);
}

struct telling {
    bulk_each *each;
    void *arg;
};

/* Out of memory for one part, it is asked for alone. */
static void tell(void *arg, size_t index, enum exchange_fate fate,
                 struct slice document)
{
    static const enum fate fates[] = {
        [EXCHANGE_FOUND] = FATE_FOUND,
        [EXCHANGE_MISSING] = FATE_MISSING,
        [EXCHANGE_UNTOLD] = FATE_UNTOLD,
    };
    const struct telling *to = arg;
    struct blob *body = NULL;

    if (fate == EXCHANGE_FOUND)
        body = blob_copy(document.at, document.len);
    if (fate == EXCHANGE_FOUND && !body)
        fate = EXCHANGE_UNTOLD;
    to->each(to->arg, index, fates[fate], body);
}

static int split(const struct attempt *attempt, const char *path,
                 const struct slice *references, size_t count, bulk_each *each,
                 void *arg)
{
    struct telling telling = {each, arg};

    return exchange_split(attempt->body, references, count,
                          strstr(path, "full-cycle") != NULL, tell, &telling);
}

const struct bulk_calls bulk_calls = {judge, split};
