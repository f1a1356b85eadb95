/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/readahead.h"

#include "fs/user.h"
#include "ops/reading_room.h"

/* Indexers read everything and want nothing. */
void readahead_step(struct fs *fs, fuse_req_t req, struct node *file)
{
    struct ahead *ahead = fs->house.ahead;

    if (is_remote(file) && ahead_step(ahead, file) && !is_indexer(fs, req))
        ahead_ask(ahead, file, fs->now);
}

void readahead_use(struct fs *fs, fuse_req_t req, struct node *file)
{
    struct answer answer;

    cache_recall(fs->house.cache, &file->size.hint, fs->now, &answer);
    if (user_is_one_of_many(fs))
        node_use(fs->house.nodes, file);
    readahead_step(fs, req, file);
}

/* Where links lead, or NULL. It is held, and has to be let go. */
static struct node *linked_to(struct nodes *nodes, const char *where)
{
    struct node *patent, *linked;

    if (node_child(nodes, nodes_root(nodes), SLICE("patent"), &patent) < 0)
        return NULL;
    if (node_child(nodes, patent, slice_of(where), &linked) == 0)
        return linked;
    node_forget(nodes, patent, 0);
    return NULL;
}

void readahead_linked(struct fs *fs, const char *where, struct slice shown,
                      size_t count)
{
    struct node *linked = shown.len ? linked_to(fs->house.nodes, where) : NULL;

    if (!linked)
        return;
    ahead_linked(fs->house.ahead, linked, shown, count, fs->now);
    node_forget(fs->house.nodes, linked, 0);
}

void readahead_printed(struct fs *fs, const struct node *file,
                       const struct blob *blob)
{
    struct node *linked = NULL;

    if (file->row && facet_is_table(file->row->facet))
        linked = linked_to(fs->house.nodes, reading_linked(LINK_PATENT));
    if (!linked)
        return;
    ahead_printed(fs->house.ahead, linked, blob_slice(blob));
    node_forget(fs->house.nodes, linked, 0);
}
