/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A whole path of the tree, step by step, as tree/node and fs/ take it: what
 * the tests of the grammar and of the tables share.
 */
#ifndef OPSFS_TESTS_WALK_H
#define OPSFS_TESTS_WALK_H

#include "ops/path.h"
#include "ops/request.h"

#include <errno.h>

#define T_WALK_DEPTH 12

struct t_walk {
    enum room room; /* ROOM_NONE: at a file */
    unsigned depth;
    struct step steps[T_WALK_DEPTH];
};

static inline void t_walk_start(struct t_walk *w)
{
    w->room = ROOM_ROOT;
    w->depth = 0;
}

static inline int t_walk_step(struct t_walk *w, struct slice name)
{
    struct step *step = &w->steps[w->depth];
    int r;

    if (w->room == ROOM_NONE)
        return -ENOTDIR;
    if (w->depth == T_WALK_DEPTH)
        return -ELOOP;
    r = path_step(w->room, name, step);
    if (r < 0)
        return r;
    w->room = step->row->inside;
    w->depth++;
    return 0;
}

/* `path` from the root, without a slash in front. */
static inline int t_walk_path(struct t_walk *w, const char *path)
{
    struct slice rest = slice_of(path), name;
    int r = 0;

    t_walk_start(w);
    while (r == 0 && slice_cut(&rest, '/', &name))
        r = t_walk_step(w, name);
    return r;
}

static inline void t_walk_location(const struct t_walk *w,
                                   struct location *ret_location)
{
    const struct step *last = &w->steps[w->depth - 1];

    *ret_location = (struct location){.row = last->row, .form = last->form};
    for (unsigned i = 0; i < w->depth; i++)
        ret_location->slots[w->steps[i].row->slot] =
            (struct slice){w->steps[i].text, w->steps[i].len};
}

/* The request for a path; -EISDIR for a directory, -ENODATA for a file of the
 * mount itself. */
static inline int t_walk_request(const char *path, struct request *ret_request)
{
    struct t_walk w;
    struct location location;
    int r = t_walk_path(&w, path);

    if (r < 0)
        return r;
    if (w.room != ROOM_NONE)
        return -EISDIR;
    t_walk_location(&w, &location);
    if (location.row->live)
        return -ENODATA;
    return request_at(&location, ret_request);
}

#endif
