/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/pin.h"

#include <stdlib.h>

/* A little longer than the kernel's own patience. */
#define HOLD_MS ((KEEP_SECONDS + 10) * 1000)
/* What is held beside the cache's budget. Beyond it the oldest go, and the
 * kernel has to ask for their attributes, and with them for their bytes,
 * anew. */
#define PINS_MAX ((size_t)32 << 20)

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
    fs->pinned -= p->blob->size;
    blob_unref(p->blob);
    free(p);
}

static struct pin *oldest(const struct fs *fs)
{
    return container_of(fs->pins.next, struct pin, age);
}

static void drop_oldest(struct fs *fs, const struct pin *for_this)
{
    while (fs->pinned > PINS_MAX && oldest(fs) != for_this) {
        uint64_t ino = oldest(fs)->link.value;

        drop(fs, oldest(fs));
        fuse_lowlevel_notify_inval_inode(fs->session, ino, -1, 0);
    }
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

void pin_hold(struct fs *fs, const struct node *node, struct blob *blob)
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
    fs->pinned += blob->size - (old ? old->size : 0);
    blob_unref(old);
    p->until = fs->now.ms + HOLD_MS;
    list_touch(&fs->pins, &p->age);
    drop_oldest(fs, p);
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
    return oldest(fs)->until;
}

void pin_turn(struct fs *fs)
{
    while (pin_deadline(fs) <= fs->now.ms)
        drop(fs, oldest(fs));
}

void pin_end_all(struct fs *fs)
{
    while (!list_empty(&fs->pins))
        drop(fs, oldest(fs));
}
