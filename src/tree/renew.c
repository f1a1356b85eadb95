/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/renew.h"

#include "tree/offer.h"

#include <stdlib.h>
#include <string.h>

void cache_refresh(struct cache *c, const struct request *request,
                   struct instant now)
{
    struct request answer = *request;
    struct memory *m = offer_memory(c);
    struct entry *e;

    memory_set_now(m, now);
    entry_expire_all(m, request);
    if (plan_is_of_one(request->making.plan))
        request_answer(&answer);
    e = memory_get(m, &answer);
    if (e)
        entry_anew(e);
}

static void refresh(struct entry *e)
{
    if (!e->maker)
        entry_anew(e);
}

/* A longer path is no publication's. */
void cache_refresh_all(struct cache *c, struct slice stem, struct instant now)
{
    struct memory *m = offer_memory(c);
    char text[MEMORY_STEM];

    if (stem.len >= sizeof(text))
        return;
    memcpy(text, stem.at, stem.len);
    text[stem.len] = '\0';
    memory_set_now(m, now);
    memory_outdate(m, text);
    memory_sweep(m, &(struct sweep){.stem = text, .expire = refresh});
}

void cache_forget(struct cache *c, struct slice paths, struct instant now)
{
    struct sweep sweep = {.drop = true, .expire = entry_expire};

    memory_set_now(offer_memory(c), now);
    sweep.paths = calloc(paths.len + 1, sizeof(*sweep.paths));
    if (!sweep.paths)
        return;
    while (slice_cut(&paths, '\n', &sweep.paths[sweep.count]))
        sweep.count++;
    memory_sweep(offer_memory(c), &sweep);
    free(sweep.paths);
}

void cache_forget_all(struct cache *c, struct slice stem, struct instant now)
{
    struct sweep sweep = {.drop = true, .expire = refresh};
    char *text = strndup(stem.at, stem.len);

    memory_set_now(offer_memory(c), now);
    sweep.stem = text;
    if (text)
        memory_sweep(offer_memory(c), &sweep);
    free(text);
}

void cache_renew(struct cache *c, struct instant now)
{
    memory_set_now(offer_memory(c), now);
    memory_each(offer_memory(c), entry_hide_older);
}
