/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/export.h"

#include "fs/anchored.h"
#include "fs/lookup.h"
#include "fs/user.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Waits for the store. */
struct sought {
    struct list link; /* on fs->sought */
    struct fs *fs;
    fuse_req_t req;
    uint64_t ino;
    struct store_reader reader;
};

/* The kernel makes ESTALE of it. */
static void reply_found(struct fs *fs, fuse_req_t req, struct node *node)
{
    if (node)
        lookup_reply(fs, req, node);
    else
        fuse_reply_err(req, ENOENT);
}

static void answered(struct store_reader *r, const struct record *record)
{
    struct sought *s = container_of(r, struct sought, reader);
    struct node *node = nodes_at(s->fs->house.nodes, s->ino);

    list_remove(&s->link);
    user_set(s->fs, fuse_req_ctx(s->req)->uid);
    if (!node)
        node = anchored_node(s->fs, s->ino, record);
    reply_found(s->fs, s->req, node);
    free(s);
}

static bool seek(struct fs *fs, fuse_req_t req, uint64_t ino)
{
    struct sought *s = calloc(1, sizeof(*s));

    if (!s)
        return false;
    *s = (struct sought){.fs = fs,
                         .req = req,
                         .ino = ino,
                         .reader = {.answered = answered}};
    list_append(&fs->sought, &s->link);
    if (anchored_ask(fs, ino, &s->reader))
        return true;
    list_remove(&s->link);
    free(s);
    return false;
}

static void look_up_self(struct fs *fs, fuse_req_t req, uint64_t ino)
{
    struct nodes *nodes = fs->house.nodes;
    struct node *node = nodes_at(nodes, ino);
    const char *path = node ? NULL : anchors_path(fs->house.anchors, ino);

    if (path)
        node = anchors_follow(nodes, path, ino);
    if (node || path || !seek(fs, req, ino))
        reply_found(fs, req, node);
}

/* The kernel will search the parent for it. */
static void look_up_parent(struct fs *fs, fuse_req_t req, uint64_t ino)
{
    struct node *node = nodes_at(fs->house.nodes, ino);
    struct sought_names *sought = &fs->sought_names;

    if (node && node->parent) {
        sought->ino[sought->next] = ino;
        sought->next = (sought->next + 1) % SOUGHT_NAMES;
        node = node->parent;
    }
    reply_found(fs, req, node);
}

bool export_lookup(fuse_req_t req, fuse_ino_t ino, const char *name)
{
    if (strcmp(name, ".") == 0)
        look_up_self(fs_of(req), req, ino);
    else if (strcmp(name, "..") == 0)
        look_up_parent(fs_of(req), req, ino);
    else
        return false;
    return true;
}

/* A program's open(2) has O_LARGEFILE at least. */
static bool is_of_kernel(const struct fuse_file_info *fi)
{
    return fi->flags == 0;
}

struct dir *export_names(struct fs *fs, struct node *node,
                         const struct fuse_file_info *fi)
{
    struct dir *dir = NULL;

    for (size_t i = 0; is_of_kernel(fi) && i < SOUGHT_NAMES; i++) {
        const struct node *child = nodes_at(fs->house.nodes,
                                            fs->sought_names.ino[i]);

        if (!child || child->parent != node)
            continue;
        if (!dir)
            dir = dir_empty(fs, node);
        if (dir)
            dir_add_name(dir, node_name(child));
    }
    return dir;
}

void export_end_all(struct fs *fs)
{
    while (!list_empty(&fs->sought)) {
        struct sought *s = container_of(fs->sought.next, struct sought, link);

        store_leave(&s->reader);
        list_remove(&s->link);
        fuse_reply_err(s->req, ESHUTDOWN);
        free(s);
    }
}
