/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/anchored.h"

#include "tree/inode.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Answers go before: while this many changes wait, a path waits for its next
 * lookup. */
#define WAITING_MAX 1000

#define PATH_TOP ((size_t)64 * 1024)

struct key_text {
    char path[32];
};

static struct store_key key_of(uint64_t ino, struct key_text *to)
{
    snprintf(to->path, sizeof(to->path), "handles/%" PRIx64, inode_anchor(ino));
    return (struct store_key){slice_of(to->path), "", SERVER_NONE};
}

static bool may_keep(const struct store *store)
{
    struct store_report report;

    store_report(store, &report);
    return report.waiting < WAITING_MAX;
}

static void keep(struct fs *fs, const struct node *node, struct anchor *anchor)
{
    struct key_text text;
    struct store_key key = key_of(node->ino, &text);
    struct record record = {.fetched = fs->now.wall};

    record.body = blob_copy(anchor->path, strlen(anchor->path));
    if (record.body)
        store_keep(fs->house.store, &key, &record);
    anchor->kept = true;
    blob_unref(record.body);
}

void anchored_note(struct fs *fs, const struct node *node)
{
    struct anchor *anchor = anchors_add(fs->house.anchors, node);

    if (anchor && !anchor->kept && !node_is_link(node) && fs->house.store &&
        may_keep(fs->house.store))
        keep(fs, node, anchor);
}

bool anchored_ask(struct fs *fs, uint64_t ino, struct store_reader *r)
{
    struct key_text text;
    struct store_key key = key_of(ino, &text);

    return fs->house.store && store_ask(fs->house.store, &key, fs->now, r);
}

struct node *anchored_node(struct fs *fs, uint64_t ino,
                           const struct record *record)
{
    struct buf path = BUF_INIT(PATH_TOP);
    struct node *node = NULL;

    if (record && record->body)
        buf_add(&path, record->body->data, record->body->size);
    if (path.len)
        node = anchors_follow(fs->house.nodes, buf_text(&path), ino);
    buf_fini(&path);
    for (const struct node *at = node; at; at = at->parent)
        anchors_add(fs->house.anchors, at);
    return node;
}
