/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/kept_names.h"

#include "fs/user.h"
#include "tree/kept.h"

#include <stdlib.h>

struct listed_names {
    struct list link; /* on fs->gathered */
    struct fs *fs;
    struct asked asked;
    struct store_lister lister;
    kept_names_reply *reply;
};

static void end(struct listed_names *g, const struct buf *kept)
{
    list_remove(&g->link);
    user_set(g->fs, fuse_req_ctx(g->asked.req)->uid);
    g->reply(g->fs, &g->asked, kept);
    free(g);
}

static void listed(struct store_lister *l, const struct buf *kept)
{
    end(container_of(l, struct listed_names, lister), kept);
}

void kept_names_want(struct fs *fs, const struct asked *asked,
                     kept_names_reply *reply)
{
    struct store *store = fs->house.store;
    struct store_filter filter;
    struct listed_names *g;

    if (!store || !user_is_owner(fs) || !kept_filter(asked->node, &filter) ||
        !(g = malloc(sizeof(*g)))) {
        reply(fs, asked, NULL);
        return;
    }
    *g = (struct listed_names){.fs = fs,
                               .asked = *asked,
                               .lister = {.listed = listed},
                               .reply = reply};
    list_append(&fs->gathered, &g->link);
    if (!store_list(store, &filter, fs->now, &g->lister))
        end(g, NULL);
}

void kept_names_end_all(struct fs *fs)
{
    while (!list_empty(&fs->gathered)) {
        struct listed_names *g = container_of(fs->gathered.next,
                                              struct listed_names, link);

        store_list_leave(&g->lister);
        end(g, NULL);
    }
}
