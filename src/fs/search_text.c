/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/search_text.h"

#include "fs/failure.h"

static struct node *room_of_queries(struct fs *fs)
{
    for (size_t i = 0; i < names_count; i++) {
        if (names[i].inside == ROOM_QUERIES)
            return node_find(fs->house.nodes, nodes_root(fs->house.nodes),
                             slice_of(names[i].words[0]));
    }
    return NULL;
}

/* Once for each state of the file. */
static void report(struct fs *fs, int r)
{
    const struct node *dir = room_of_queries(fs);

    if (!dir)
        dir = nodes_root(fs->house.nodes);
    if (r == 0)
        failure_add_lines(fs, dir, "searches, ",
                          searches_text(fs->house.searches),
                          "correct that line of the file of searches");
    else
        failure_add_file(fs, dir, "the file of searches: ", r,
                         "it has 4 MB at most");
}

struct slice search_text(struct fs *fs)
{
    bool anew;
    int r = searches_look(fs->house.searches, &anew);

    if (anew)
        report(fs, r);
    return searches_text(fs->house.searches);
}

/* The directory of a query that a node is, or is in; NULL: it is elsewhere. */
static const struct node *search_of(const struct node *node)
{
    while (node->row && node->row->in != ROOM_QUERIES)
        node = node->parent;
    return node->row && node->row->shape == SHAPE_QUERY ? node : NULL;
}

bool search_may_be_named(const struct node *node)
{
    const struct node *search = search_of(node);

    return search && searches_is_name(node_name(search));
}

bool search_is_named(struct fs *fs, const struct node *node,
                     struct slice *ret_query)
{
    if (!search_may_be_named(node))
        return false;
    search_text(fs);
    return searches_find(fs->house.searches, node_name(search_of(node)),
                         ret_query);
}
