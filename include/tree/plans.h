/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plans of ops/plan as a table: which answers a file is made of, one
 * after the other, and how what was made of them becomes one text. Private to
 * tree/.
 */
#ifndef OPSFS_TREE_PLANS_H
#define OPSFS_TREE_PLANS_H

#include "tree/assembly.h"

/* Functions marked so may be NULL. Errors are of the whole: it cannot be
 * made. */
struct plan_calls {
    int (*start)(struct assembly *a, size_t pages); /* NULL; 0 or -ENOMEM */
    bool (*has_next)(const struct assembly *a);
    /* What to ask for the next part. -ENODATA: nothing, it is made. -ENOENT:
     * OPS has none of that; it is absent(). -EALREADY: nothing, all bodies are
     * there that it is to be rendered of, its own the last. */
    int (*next)(struct assembly_part *p, struct request *ret_request);
    /* Reads an answer: 1 when it is to be rendered, 0 when it is not. NULL:
     * 1. */
    int (*learn)(struct assembly_part *p, struct slice answer);
    /* OPS has none (ENOENT), or did not take the request (EINVAL): makes what
     * stands in its place; -ENOENT: nothing does. NULL: that is so of the
     * whole. */
    int (*absent)(struct assembly_part *p, const struct why *why);
    int (*refused)(struct assembly_part *p, const struct why *why);
    /* True: a part that is not kept, and cannot be asked for now, is treated as
     * absent; the next reader has the whole made again. NULL: never. */
    bool (*unkept)(const struct assembly_part *p);
    /* It cannot be had: why the whole cannot. NULL: as the part. */
    void (*failed)(struct assembly_part *p, int r, const struct why *why);
    /* Other errors for which `absent` will do. NULL: none. */
    bool (*lacks)(const struct assembly_part *p, int r);
    /* The same where an answer cannot be rendered (render()). An error: that is
     * so of the whole. */
    int (*unreadable)(struct assembly_part *p, int r);
    void (*join)(struct assembly *a, struct buf *to);
    /* What came out is in the entry. NULL: that is all. */
    void (*made)(struct assembly *a, struct blob *whole);
    bool adds;  /* all parts but the first add to what that is of */
    bool keeps; /* the bodies of answers, for a part that is made of them */
    /* A line for people while it is under way. NULL: none. */
    void (*progress)(const struct assembly *a, struct buf *to);
};

extern const struct plan_calls plans[PLANS];

#endif
