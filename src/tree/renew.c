/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/renew.h"

#include "tree/offer.h"

static void refresh_one(struct cache *c, const struct request *request)
{
    struct entry *e = entry_find(c->memory, request);

    if (!e)
        e = entry_new(c->memory, request);
    if (e)
        entry_anew(e);
}

void cache_refresh(struct cache *c, const struct request *request, bool drop,
                   struct instant now)
{
    struct request answer = *request;

    memory_set_now(c->memory, now);
    memory_expire(c->memory, slice_of(request->path), drop);
    if (plan_is_of_one(request->making.plan))
        answer.making = (struct making){.facet = FACET_NONE};
    refresh_one(c, &answer);
}

void cache_renew(struct cache *c, struct instant now)
{
    memory_set_now(c->memory, now);
    memory_each(c->memory, entry_renew);
}
