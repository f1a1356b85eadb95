/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/resolve.h"

#include "tree/node_location.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#define LINKS_MAX 8

struct resolving {
    struct nodes *nodes;
    struct node *at; /* held, and with it all above it */
    unsigned links;  /* followed so far */
};

static int walk_along(struct resolving *w, struct slice path);

static void move(struct resolving *w, struct node *to)
{
    struct node *from = w->at;

    node_hold(to);
    w->at = to;
    node_forget(w->nodes, from, 1);
}

/* What one of many links to a patent leads to has files only; it stands for
 * that patent. */
static int put_target(const struct node *link, struct buf *to)
{
    struct slice name = node_name(link);

    if (link->row->link != LINK_PATENT)
        return node_link(link, to);
    return buf_printf(to, "/patent/%.*s", (int)name.len, name.at);
}

static int follow(struct resolving *w)
{
    struct buf to = BUF_INIT(PATH_MAX);
    int r = ++w->links > LINKS_MAX ? -ELOOP : put_target(w->at, &to);

    if (r == 0) {
        move(w, w->at->parent);
        r = walk_along(w, buf_slice(&to));
    }
    buf_fini(&to);
    return r;
}

static int enter(struct resolving *w, struct slice name)
{
    struct node *next = NULL;
    int r = node_is_dir(w->at) ? node_child(w->nodes, w->at, name, &next)
                               : -ENOTDIR;

    if (r < 0)
        return r == -EINVAL ? -ENOENT : r;
    move(w, next);
    return node_is_link(next) ? follow(w) : 0;
}

static int step(struct resolving *w, struct slice name)
{
    if (!name.len || slice_is(name, "."))
        return 0;
    if (!slice_is(name, ".."))
        return enter(w, name);
    if (w->at->parent)
        move(w, w->at->parent);
    return 0;
}

static int walk_along(struct resolving *w, struct slice path)
{
    struct slice name;
    int r = 0;

    if (slice_starts(path, "/"))
        move(w, nodes_root(w->nodes));
    while (r == 0 && slice_cut(&path, '/', &name))
        r = step(w, name);
    return r;
}

int resolve(struct fs *fs, struct slice path, struct node **ret_node)
{
    struct resolving w = {fs->house.nodes, nodes_root(fs->house.nodes), 0};
    const char *mountpoint = fs->options.mountpoint;
    size_t mount = strlen(mountpoint);
    int r;

    if (slice_starts(path, mountpoint) && path.len > mount &&
        path.at[mount] == '/')
        path = slice_skip(path, mount);
    node_hold(w.at);
    r = walk_along(&w, path);
    if (r < 0)
        node_forget(w.nodes, w.at, 1);
    else
        *ret_node = w.at;
    return r;
}
