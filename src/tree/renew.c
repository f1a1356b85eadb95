/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/renew.h"

#include "tree/offer.h"

#include <stdlib.h>

static void refresh_one(struct cache *c, const struct request *request)
{
    struct entry *e = entry_find(c->memory, request);

    if (!e)
        e = entry_new(c->memory, request);
    if (e)
        entry_anew(e);
}

void cache_refresh(struct cache *c, const struct request *request,
                   struct instant now)
{
    struct slice path = slice_of(request->path);
    struct request answer = *request;

    memory_set_now(c->memory, now);
    memory_expire(c->memory, &path, 1, false);
    if (plan_is_of_one(request->making.plan))
        request_answer(&answer);
    refresh_one(c, &answer);
}

void cache_forget(struct cache *c, struct slice paths, struct instant now)
{
    struct slice *all = calloc(paths.len + 1, sizeof(*all));
    size_t count = 0;

    memory_set_now(c->memory, now);
    while (all && slice_cut(&paths, '\n', &all[count]))
        count++;
    if (all)
        memory_expire(c->memory, all, count, true);
    free(all);
}

void cache_renew(struct cache *c, struct instant now)
{
    memory_set_now(c->memory, now);
    memory_each(c->memory, entry_renew);
}
