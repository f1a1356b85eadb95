/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/renew.h"

#include "tree/offer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static bool is_used(const struct cache *c, unsigned i)
{
    return i < RENEWALS_MAX && i < c->renewals_count;
}

/* The one of that stem, or the oldest. */
static struct renewal *renewal_of(struct cache *c, struct slice stem)
{
    for (unsigned i = 0; is_used(c, i); i++) {
        if (slice_is(stem, c->renewals[i].stem))
            return &c->renewals[i];
    }
    return &c->renewals[c->renewals_count++ % RENEWALS_MAX];
}

/* No publication has a path so long that it is left out. */
void cache_refresh_all(struct cache *c, struct slice stem, struct instant now)
{
    struct renewal *r;

    if (stem.len >= RENEWAL_STEM)
        return;
    r = renewal_of(c, stem);
    r->wall = now.wall;
    snprintf(r->stem, sizeof(r->stem), "%.*s", (int)stem.len, stem.at);
    memory_set_now(c->memory, now);
    memory_expire_all(c->memory, r->stem, false);
}

bool renew_is_due(const struct cache *c, struct slice path, int64_t wall)
{
    for (unsigned i = 0; is_used(c, i); i++) {
        if (wall <= c->renewals[i].wall &&
            slice_starts(path, c->renewals[i].stem))
            return true;
    }
    return false;
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

void cache_forget_all(struct cache *c, struct slice stem, struct instant now)
{
    char *text = strndup(stem.at, stem.len);

    memory_set_now(c->memory, now);
    if (text)
        memory_expire_all(c->memory, text, true);
    free(text);
}

void cache_renew(struct cache *c, struct instant now)
{
    memory_set_now(c->memory, now);
    memory_each(c->memory, entry_renew);
}
