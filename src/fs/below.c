/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/below.h"

#include <errno.h>

struct descent {
    struct fs *fs;
    struct node *dir; /* whose names are looked at */
    below_visit *visit;
    void *arg;
};

static int visit_row(void *arg, struct slice name, const struct name *row)
{
    struct descent *w = arg;
    struct node *node;
    int r;

    if (row->link || row->live)
        return 0;
    r = node_child(w->fs->house.nodes, w->dir, name, &node);
    if (r < 0)
        return r == -ENOMEM ? r : 0;
    return below_each(w->fs, node, w->visit, w->arg);
}

/* Those that are there if OPS says so. */
static int visit_named(struct descent *w)
{
    int r = 0;

    for (size_t i = 0; i < names_count && r == 0; i++) {
        const struct name *row = &names[i];

        if (row->in == node_room(w->dir) && row->named &&
            row->shape == SHAPE_WORD)
            r = visit_row(w, slice_of(row->words[0]), row);
    }
    return r;
}

/* Directories that were read, such as those of numbers, are not: they are no
 * part of this one. */
static int visit_used(struct descent *w)
{
    struct nodes *nodes = w->fs->house.nodes;
    struct node *plain = node_plain(nodes, w->dir), *node;
    int r = 0;

    if (!plain)
        return 0;
    list_each_safe(at, &plain->used_children) {
        const struct node *used = container_of(at, struct node, used_link);

        if (r < 0 || node_is_dir(used) || node_is_link(used))
            continue;
        r = node_child(nodes, w->dir, node_name(used), &node);
        if (r == 0)
            r = below_each(w->fs, node, w->visit, w->arg);
    }
    return r;
}

int below_each(struct fs *fs, struct node *node, below_visit *visit, void *arg)
{
    struct descent below = {fs, node, visit, arg};
    int r = 0;

    node_hold(node);
    if (is_remote(node) || is_listing(node))
        r = visit(arg, node);
    if (r == 0 && node_is_dir(node))
        r = path_list(node_room(node), visit_row, &below);
    if (r == 0 && node_is_dir(node))
        r = visit_named(&below);
    if (r == 0 && node_is_dir(node) && node->row)
        r = visit_used(&below);
    node_forget(fs->house.nodes, node, 1);
    return r;
}
