/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/renew.h"

#include "tree/offer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void refresh_one(struct memory *m, const struct request *request)
{
    struct entry *e = entry_find(m, request);

    if (!e)
        e = entry_new(m, request);
    if (e)
        entry_anew(e);
}

void cache_refresh(struct cache *c, const struct request *request,
                   struct instant now)
{
    struct slice path = slice_of(request->path);
    struct request answer = *request;
    struct memory *m = offer_memory(c);

    memory_set_now(m, now);
    memory_expire(m, &path, 1, false);
    if (plan_is_of_one(request->making.plan))
        request_answer(&answer);
    refresh_one(m, &answer);
}

static bool is_used(const struct renewals *all, unsigned i)
{
    return i < RENEWALS_MAX && i < all->count;
}

/* The one of that stem, or the oldest. */
static struct renewal *renewal_of(struct renewals *all, struct slice stem)
{
    for (unsigned i = 0; is_used(all, i); i++) {
        if (slice_is(stem, all->rows[i].stem))
            return &all->rows[i];
    }
    return &all->rows[all->count++ % RENEWALS_MAX];
}

/* A longer path is no publication's. */
void cache_refresh_all(struct cache *c, struct slice stem, struct instant now)
{
    struct renewal *r;

    if (stem.len >= RENEWAL_STEM)
        return;
    r = renewal_of(offer_renewals(c), stem);
    r->wall = now.wall;
    snprintf(r->stem, sizeof(r->stem), "%.*s", (int)stem.len, stem.at);
    memory_set_now(offer_memory(c), now);
    memory_expire_all(offer_memory(c), r->stem, false);
}

bool renew_is_due(struct cache *c, struct slice path, int64_t wall)
{
    const struct renewals *all = offer_renewals(c);

    for (unsigned i = 0; is_used(all, i); i++) {
        if (wall <= all->rows[i].wall && slice_starts(path, all->rows[i].stem))
            return true;
    }
    return false;
}

void cache_forget(struct cache *c, struct slice paths, struct instant now)
{
    struct slice *all = calloc(paths.len + 1, sizeof(*all));
    size_t count = 0;

    memory_set_now(offer_memory(c), now);
    while (all && slice_cut(&paths, '\n', &all[count]))
        count++;
    if (all)
        memory_expire(offer_memory(c), all, count, true);
    free(all);
}

void cache_forget_all(struct cache *c, struct slice stem, struct instant now)
{
    char *text = strndup(stem.at, stem.len);

    memory_set_now(offer_memory(c), now);
    if (text)
        memory_expire_all(offer_memory(c), text, true);
    free(text);
}

void cache_renew(struct cache *c, struct instant now)
{
    memory_set_now(offer_memory(c), now);
    memory_each(offer_memory(c), entry_renew);
}
