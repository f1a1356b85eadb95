/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/pin.h"

#include <stdlib.h>

/* A little longer than the kernel's own patience. */
#define HOLD_MS ((KEEP_SECONDS + 10) * 1000)

struct pin {
    struct hash_link link;
    struct list age; /* oldest first, the first to expire */
    struct blob *blob;
    int64_t until;
};

static struct pin *find(struct fs *fs, const struct node *node)
{
    struct hash_link *l = hash_first(&fs->pin_table, node->ino);

    return l ? container_of(l, struct pin, link) : NULL;
}

static void drop(struct fs *fs, struct pin *p)
{
    hash_remove(&fs->pin_table, &p->link);
    list_remove(&p->age);
    blob_unref(p->blob);
    free(p);
}

static struct pin *make(struct fs *fs, const struct node *node)
{
    struct pin *p = calloc(1, sizeof(*p));

    if (!p)
        return NULL;
    list_init(&p->age);
    hash_add(&fs->pin_table, &p->link, node->ino);
    return p;
}

void pin_keep(struct fs *fs, const struct node *node, struct blob *blob)
{
    struct blob *old;
    struct pin *p;

    if (!fs->options.exact)
        return;
    p = find(fs, node);
    if (!p)
        p = make(fs, node);
    if (!p)
        return;
    old = p->blob;
    p->blob = blob_ref(blob);
    blob_unref(old);
    p->until = fs->now.ms + HOLD_MS;
    list_touch(&fs->pins, &p->age);
}

bool pin_renew(struct fs *fs, const struct node *node)
{
    struct pin *p = find(fs, node);

    if (!p)
        return false;
    p->until = fs->now.ms + HOLD_MS;
    list_touch(&fs->pins, &p->age);
    return true;
}

const struct blob *pin_find(struct fs *fs, const struct node *node)
{
    const struct pin *p = find(fs, node);

    return p ? p->blob : NULL;
}

int64_t pin_deadline(const struct fs *fs)
{
    if (list_empty(&fs->pins))
        return NEVER;
    return container_of(fs->pins.next, struct pin, age)->until;
}

void pin_turn(struct fs *fs)
{
    while (pin_deadline(fs) <= fs->now.ms)
        drop(fs, container_of(fs->pins.next, struct pin, age));
}

void pin_end_all(struct fs *fs)
{
    while (!list_empty(&fs->pins))
        drop(fs, container_of(fs->pins.next, struct pin, age));
}
