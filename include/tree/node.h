/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The nodes the kernel knows: one per path that was looked up or used.
 *
 * A node keeps its own step; its location is read off the way up. Its `ino` is
 * a hash of its path, and the kernel's node id, so that a file has the same
 * number, and the same handle, in every mount (tree/inode.h).
 *
 * A node lives while the kernel holds lookups on it, a child of it lives, or it
 * was used; then node_forget() frees it, and its parents as far as nothing else
 * keeps them. Use is remembered as long as the mount lives, for each of
 * USERS_MAX users: it is what a directory of numbers shows them.
 */
#ifndef OPSFS_TREE_NODE_H
#define OPSFS_TREE_NODE_H

#include "base/hash.h"
#include "base/list.h"
#include "ops/path.h"
#include "tree/cache.h"

#include <stdbool.h>
#include <sys/types.h>

struct node_size {    /* what the kernel knows, or has cached, of a file */
    int64_t size;     /* bytes; -1: unknown, the placeholder stands for it */
    int64_t mtime;    /* Unix seconds */
    int64_t until;    /* monotonic ms: how long it may be believed */
    uint64_t hash;    /* of the bytes in the kernel's pages; 0: none */
    struct hint hint; /* to the answer of that size */
    bool guessed;     /* the kernel may have cached another size */
    bool opened;      /* it may have pages, of whatever bytes */
};

struct node {
    struct hash_link link;
    struct node *parent;    /* NULL: the root */
    const struct name *row; /* NULL: the root */
    uint64_t ino;
    uint64_t lookups;
    uint32_t children;   /* living nodes below */
    uint32_t generation; /* another hash of its path: a handle has both */
    uint16_t name_len, text_len;
    uint8_t form;          /* enum form */
    bool is_name;          /* the text for its slot */
    uint16_t listed;       /* of a directory: which listing; 0: none */
    uint64_t used;         /* a bit for each user who did */
    struct list used_link; /* on its parent's list, when used */
    union {
        struct list used_children; /* of a directory, in order of first use */
        struct node_size size;     /* of a file; a directory ends before */
    };
}; /* then the name and any other text, NUL after each */

struct nodes;

struct nodes *nodes_new(void); /* NULL: no memory */
void nodes_free(struct nodes *n);
struct node *nodes_root(struct nodes *n);
void nodes_serve(struct nodes *n, uid_t user); /* who uses and lists, now */
bool node_is_listed(const struct nodes *n, const struct node *node);
void nodes_listed(struct nodes *n, struct node *dir); /* its files, just now */
size_t nodes_count(const struct nodes *n);
size_t nodes_bytes(const struct nodes *n); /* of memory, with malloc's share */

static inline bool node_is_dir(const struct node *node)
{
    return !node->row || node->row->inside != ROOM_NONE;
}

static inline bool node_is_link(const struct node *node)
{
    return node->row && node->row->link;
}

static inline enum room node_room(const struct node *node)
{
    return node->row ? node->row->inside : ROOM_ROOT;
}

struct slice node_name(const struct node *node);
struct slice node_text(const struct node *node); /* for its slot */

struct node *nodes_at(struct nodes *n, uint64_t ino); /* NULL: no such node */

/* The child of that name, made when it is a possible one; no lookup counted.
 * -ENOENT, -EINVAL (path_step()), -ENOMEM; -EIO: another path has its
 * number. */
int node_child(struct nodes *n, struct node *dir, struct slice name,
               struct node **ret_node);

/* The same of a canonical number beside another one, unread. */
int node_sibling(struct nodes *n, const struct node *like, struct slice name,
                 struct node **ret_node);
/* … that was made; or NULL */
struct node *node_find(struct nodes *, const struct node *dir, struct slice);
/* The inode number that child has, made or not. */
uint64_t node_child_ino(const struct node *dir, struct slice name);

/* Nodes that nothing but the kernel's memory holds, and which have no pages
 * there: `most` at most. Goes on where it ended, through `steps` places. */
size_t nodes_idle(struct nodes *n, size_t steps, struct node **ret_idle,
                  size_t most);

void node_hold(struct node *node); /* one more lookup of the kernel's … */
/* … that many fewer; with 0, lets go of a node that was only looked at. */
void node_forget(struct nodes *n, struct node *node, uint64_t lookups);

/* OPS has what this file shows: list its number from now on. The directories
 * on the way count in their plain spelling (epodoc for EPODOC). */
void node_use(struct nodes *n, struct node *node);

/* The directory that keeps the used children of `dir`: itself, or its twin in
 * plain spelling. NULL: nothing below was used. */
struct node *node_plain(struct nodes *n, struct node *dir);

#endif
