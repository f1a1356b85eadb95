/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/anchors.h"

#include "tree/inode.h"
#include "tree/node_location.h"

#include <stdlib.h>
#include <string.h>

/* Words below words; the table has four. */
#define DEPTH_MAX 8

struct known {
    struct hash_link link;
    struct list used; /* the latest last */
    struct anchor anchor;
    size_t bytes;
    char path[];
};

struct anchors {
    struct hash table;
    struct list used;
    size_t bytes;
};

struct anchors *anchors_new(void)
{
    struct anchors *a = calloc(1, sizeof(*a));

    if (!a || hash_init(&a->table) < 0) {
        free(a);
        return NULL;
    }
    list_init(&a->used);
    return a;
}

static void drop(struct anchors *a, struct known *k)
{
    hash_remove(&a->table, &k->link);
    list_remove(&k->used);
    a->bytes -= k->bytes;
    free(k);
}

static struct known *oldest(const struct anchors *a)
{
    return container_of(a->used.next, struct known, used);
}

void anchors_free(struct anchors *a)
{
    if (!a)
        return;
    while (!list_empty(&a->used))
        drop(a, oldest(a));
    hash_fini(&a->table);
    free(a);
}

size_t anchors_bytes(const struct anchors *a)
{
    return a->bytes;
}

static struct known *find(const struct anchors *a, uint64_t ino)
{
    struct hash_link *l = hash_first(&a->table, inode_anchor(ino));

    return l ? container_of(l, struct known, link) : NULL;
}

static struct known *add(struct anchors *a, const struct node *node)
{
    struct buf path = BUF_INIT(64 * 1024);
    struct known *k = NULL;

    node_path(node, &path);
    if (!path.error)
        k = calloc(1, sizeof(*k) + path.len + 1);
    if (k) {
        memcpy(k->path, path.data, path.len);
        k->anchor.path = k->path;
        k->bytes = sizeof(*k) + path.len + 4 * sizeof(void *);
        list_init(&k->used);
        hash_add(&a->table, &k->link, node->ino);
        a->bytes += k->bytes;
    }
    buf_fini(&path);
    return k;
}

struct anchor *anchors_add(struct anchors *a, const struct node *node)
{
    struct known *k;

    if (!node->parent || inode_anchor(node->ino) != node->ino)
        return NULL;
    k = find(a, node->ino);
    if (!k)
        k = add(a, node);
    if (!k)
        return NULL;
    list_touch(&a->used, &k->used);
    while (a->bytes > ANCHORS_BYTES && oldest(a) != k)
        drop(a, oldest(a));
    return &k->anchor;
}

const char *anchors_path(const struct anchors *a, uint64_t ino)
{
    const struct known *k = inode_anchor(ino) ? find(a, ino) : NULL;

    if (!inode_anchor(ino))
        return "/";
    return k ? k->path : NULL;
}

struct looking {
    struct nodes *nodes;
    struct node *dir;
    uint64_t ino;
    unsigned depth;
    struct node *found;
};

static struct node *look_below(const struct looking *l);

static int look_at(void *arg, struct slice name, const struct name *row)
{
    struct looking *l = arg, below = *l;
    bool is_it = node_child_ino(l->dir, name) == l->ino;

    if (!is_it && (row->inside == ROOM_NONE || l->depth == DEPTH_MAX))
        return 0;
    if (node_child(l->nodes, l->dir, name, &below.dir) < 0)
        return 0;
    below.depth++;
    l->found = is_it ? below.dir : look_below(&below);
    return l->found != NULL;
}

/* The directory is held meanwhile, so that it does not go with what was looked
 * at. */
static struct node *look_below(const struct looking *l)
{
    struct looking here = *l;

    node_hold(here.dir);
    path_words(node_room(here.dir), look_at, &here);
    node_forget(here.nodes, here.dir, 1);
    return here.found;
}

/* The last node of a path; the nodes on the way to it live only as long as that
 * does. */
static struct node *walk(struct nodes *n, const char *path)
{
    struct slice rest = slice_of(path), name;
    struct node *at = nodes_root(n), *next;

    while (slice_cut(&rest, '/', &name)) {
        if (!name.len)
            continue;
        if (node_child(n, at, name, &next) < 0) {
            node_forget(n, at, 0);
            return NULL;
        }
        at = next;
    }
    return at;
}

struct node *anchors_follow(struct nodes *n, const char *path, uint64_t ino)
{
    struct looking l = {.nodes = n, .dir = walk(n, path), .ino = ino};

    if (!l.dir || l.dir->ino == ino)
        return l.dir;
    if (inode_anchor(l.dir->ino) == inode_anchor(ino))
        return look_below(&l);
    node_forget(n, l.dir, 0);
    return NULL;
}
