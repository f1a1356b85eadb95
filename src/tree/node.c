/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/node.h"

#include "tree/inode.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define USERS_MAX 64 /* bits of node.used */

/* Whoever was listed files looks at them after the directories between them: to
 * look one up anew, which the kernel has let go of meanwhile, is to name it. */
#define LISTINGS_RECENT 32

struct nodes {
    struct hash table; /* by parent and name */
    struct node *root;
    size_t bytes;      /* of all but the root */
    size_t hand;       /* where nodes_idle() goes on */
    uint16_t listings; /* so far; it may begin anew */
    uid_t users[USERS_MAX];
    unsigned user_count;
    uint64_t user; /* the bit of the one served; 0: one too many */
};

struct slice node_name(const struct node *node)
{
    const void *end = node_is_dir(node)
                          ? (const void *)(&node->used_children + 1)
                          : (const void *)(node + 1);

    return (struct slice){end, node->name_len};
}

struct slice node_text(const struct node *node)
{
    struct slice name = node_name(node);

    return (struct slice){name.at + (node->is_name ? 0 : name.len + 1),
                          node->text_len};
}

/* What malloc puts before each, and the table's share. */
#define NODE_SHARE (4 * sizeof(void *))

static size_t size_of(const struct node *node)
{
    const char *end = node_name(node).at + node->name_len + 1;

    return (size_t)(end - (const char *)node) +
           (node->is_name ? 0 : (size_t)node->text_len + 1);
}

static void init_tail(struct node *node)
{
    list_init(&node->used_link);
    if (node_is_dir(node))
        list_init(&node->used_children);
    else
        node->size.size = -1;
}

struct nodes *nodes_new(void)
{
    struct nodes *n = calloc(1, sizeof(*n));

    if (!n)
        return NULL;
    n->root = calloc(1, sizeof(*n->root) + 2);
    if (!n->root || hash_init(&n->table) < 0) {
        free(n->root);
        free(n);
        return NULL;
    }
    nodes_serve(n, geteuid());
    n->root->ino = INODE_ROOT;
    n->root->lookups = 1;
    init_tail(n->root);
    return n;
}

void nodes_free(struct nodes *n)
{
    if (!n)
        return;
    for (size_t i = 0; i < n->table.size; i++) {
        struct hash_link *l = n->table.slots[i], *next;

        for (; l; l = next) {
            next = l->next;
            free(container_of(l, struct node, link));
        }
    }
    hash_fini(&n->table);
    free(n->root);
    free(n);
}

void nodes_serve(struct nodes *n, uid_t user)
{
    unsigned i = 0;

    while (i < n->user_count && n->users[i] != user)
        i++;
    if (i == n->user_count && i < USERS_MAX)
        n->users[n->user_count++] = user;
    n->user = i < USERS_MAX ? UINT64_C(1) << i : 0;
}

bool node_is_listed(const struct nodes *n, const struct node *node)
{
    return node->used & n->user;
}

struct node *nodes_root(struct nodes *n)
{
    return n->root;
}

size_t nodes_count(const struct nodes *n)
{
    return n->table.count + 1;
}

size_t nodes_bytes(const struct nodes *n)
{
    return n->bytes;
}

/* Small numbers are left to the root and to file systems' special inodes. */
static uint64_t word_ino(const struct node *dir, struct slice name)
{
    uint64_t way = hash_bytes(name.at, name.len, dir->ino & INODE_WORDS);

    way &= INODE_WORDS;
    return inode_anchor(dir->ino) | (way < 1024 ? way + 1024 : way);
}

static uint64_t open_ino(const struct node *dir, struct slice name)
{
    uint64_t ino = inode_anchor(hash_bytes(name.at, name.len, dir->ino));

    return ino ? ino : INODE_WORDS + 1;
}

uint64_t node_child_ino(const struct node *dir, struct slice name)
{
    return path_is_word(node_room(dir), name) ? word_ino(dir, name)
                                              : open_ino(dir, name);
}

static struct node *find(struct nodes *n, const struct node *dir,
                         struct slice name, uint64_t value)
{
    for (struct hash_link *l = hash_first(&n->table, value); l;
         l = hash_next(l)) {
        struct node *node = container_of(l, struct node, link);

        if (node->parent == dir && node->name_len == name.len &&
            memcmp(node_name(node).at, name.at, name.len) == 0)
            return node;
    }
    return NULL;
}

struct node *node_find(struct nodes *n, const struct node *dir,
                       struct slice name)
{
    return find(n, dir, name, node_child_ino(dir, name));
}

struct node *nodes_at(struct nodes *n, uint64_t ino)
{
    struct hash_link *l = hash_first(&n->table, ino);

    if (ino == INODE_ROOT)
        return n->root;
    return l ? container_of(l, struct node, link) : NULL;
}

/* A name that was read, and as what. */
struct read_name {
    const struct name *row;
    enum form form;
    struct slice text;
};

/* -EIO: another path has that number. */
static int make(struct nodes *n, struct node *dir, struct slice name,
                const struct read_name *as, uint64_t ino,
                struct node **ret_node)
{
    struct node head = {
        .parent = dir,
        .row = as->row,
        .ino = ino,
        .name_len = (uint16_t)name.len,
        .text_len = (uint16_t)as->text.len,
        .form = (uint8_t)as->form,
        .is_name = slice_compare(name, as->text) == 0,
    };
    struct node *node;

    if (hash_first(&n->table, ino))
        return -EIO;
    node = calloc(1, size_of(&head));
    if (!node)
        return -ENOMEM;
    memcpy(node, &head, offsetof(struct node, used_children));
    node->generation = (uint32_t)hash_bytes(name.at, name.len,
                                            ~(uint64_t)dir->generation);
    memcpy((char *)node_name(node).at, name.at, name.len);
    memcpy((char *)node_text(node).at, as->text.at, as->text.len);
    init_tail(node);
    hash_add(&n->table, &node->link, node->ino);
    n->bytes += size_of(node) + NODE_SHARE;
    dir->children++;
    *ret_node = node;
    return 0;
}

int node_child(struct nodes *n, struct node *dir, struct slice name,
               struct node **ret_node)
{
    uint64_t ino = node_child_ino(dir, name);
    struct node *node = find(n, dir, name, ino);
    struct step step;
    int r = 0;

    if (!node)
        r = path_step(node_room(dir), name, &step);
    if (r == 0 && !node)
        r = make(n, dir, name,
                 &(struct read_name){step.row,
                                     step.form,
                                     {step.text, step.len}},
                 ino, &node);
    if (r == 0)
        *ret_node = node;
    return r;
}

int node_sibling(struct nodes *n, const struct node *like, struct slice name,
                 struct node **ret_node)
{
    struct node *dir = like->parent;
    uint64_t ino = open_ino(dir, name);
    struct node *node = find(n, dir, name, ino);
    int r = 0;

    if (!node)
        r = make(n, dir, name, &(struct read_name){like->row, like->form, name},
                 ino, &node);
    if (r == 0)
        *ret_node = node;
    return r;
}

void node_hold(struct node *node)
{
    node->lookups++;
}

/* Frees upwards what nothing holds any more. */
static void release(struct nodes *n, struct node *node)
{
    while (node->parent && !node->lookups && !node->children && !node->used) {
        struct node *parent = node->parent;

        hash_remove(&n->table, &node->link);
        n->bytes -= size_of(node) + NODE_SHARE;
        free(node);
        parent->children--;
        node = parent;
    }
}

void node_forget(struct nodes *n, struct node *node, uint64_t lookups)
{
    assert(lookups <= node->lookups || !node->parent);
    node->lookups -= lookups < node->lookups ? lookups : node->lookups;
    release(n, node);
}

/* Nothing was read of a file whose size nobody has learnt. */
static bool may_have_pages(const struct node *node)
{
    if (node_is_dir(node) || node_is_link(node))
        return false;
    return node->size.size >= 0 || !name_is_remote(node->row);
}

void nodes_listed(struct nodes *n, struct node *dir)
{
    dir->listed = ++n->listings;
}

static bool may_be_looked_at(const struct nodes *n, const struct node *node)
{
    return !node_is_dir(node) && !node_is_link(node) && node->parent->listed &&
           (uint16_t)(n->listings - node->parent->listed) < LISTINGS_RECENT;
}

static bool is_idle(const struct nodes *n, const struct node *node)
{
    return node->lookups && !node->children && !node->used &&
           !may_have_pages(node) && !may_be_looked_at(n, node);
}

size_t nodes_idle(struct nodes *n, size_t steps, struct node **ret_idle,
                  size_t most)
{
    size_t count = 0;

    for (; steps > 0 && count < most; steps--, n->hand++) {
        struct hash_link *l = n->table.slots[n->hand & (n->table.size - 1)];

        for (; l && count < most; l = l->next) {
            struct node *node = container_of(l, struct node, link);

            if (is_idle(n, node))
                ret_idle[count++] = node;
        }
    }
    return count;
}

/* A directory is plain when it and all above it are spelled as the table
 * spells them; numbers are plain in any spelling. What is hidden stands for
 * the directory it is in: a number that was reached through a link counts as
 * used where it is listed. */
static struct slice plain_name(const struct node *dir)
{
    if (shape_is_open(dir->row->shape))
        return node_name(dir);
    return node_text(dir);
}

static struct node *plain_twin(struct nodes *n, struct node *dir, bool create)
{
    struct node *parent, *twin = NULL;
    struct slice name;

    if (!dir->row)
        return dir;
    parent = plain_twin(n, dir->parent, create);
    if (!parent || dir->row->hidden)
        return parent;
    name = plain_name(dir);
    if (parent == dir->parent && slice_compare(name, node_name(dir)) == 0)
        return dir;
    if (create)
        return node_child(n, parent, name, &twin) < 0 ? NULL : twin;
    return find(n, parent, name, node_child_ino(parent, name));
}

struct node *node_plain(struct nodes *n, struct node *dir)
{
    return plain_twin(n, dir, false);
}

static void mark_used(const struct nodes *n, struct node *node)
{
    for (; node->row && (node->used & n->user) != n->user;
         node = node->parent) {
        if (!node->used && shape_is_open(node->row->shape))
            list_append(&node->parent->used_children, &node->used_link);
        node->used |= n->user;
    }
}

void node_use(struct nodes *n, struct node *node)
{
    struct node *dir = plain_twin(n, node->parent, true), *twin;

    if (!dir)
        return;
    mark_used(n, dir);
    if (shape_is_open(node->row->shape) &&
        node_child(n, dir, node_name(node), &twin) == 0)
        mark_used(n, twin);
}
