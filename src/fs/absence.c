/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/absence.h"

#include "tree/node_location.h"

#include <errno.h>

/* What is known of what a file shows, or of the answer that it is made of. */
static int peek(struct fs *fs, const struct node *node)
{
    struct request request, other;
    struct answer answer;
    int r = fs_request(fs, node, false, &request);

    if (r == 0)
        r = cache_peek(fs->house.cache, &request, fs->now, &answer);
    if (r != -EAGAIN)
        return r;
    if (!plan_is_of_one(request.making.plan) ||
        facet_is_of_case(request.making.facet))
        return 0;
    if (request_instead(&request, &other) < 0)
        other.source = SOURCE_COUNT;
    request.making = (struct making){.facet = FACET_NONE};
    r = cache_peek(fs->house.cache, &request, fs->now, &answer);
    if (r == -ENOENT && other.source != SOURCE_COUNT && fs->house.eps)
        r = cache_peek(fs->house.cache, &other, fs->now, &answer);
    return r;
}

bool absence_of(struct fs *fs, const struct node *node)
{
    return (is_remote(node) || is_listing(node)) && peek(fs, node) == -ENOENT;
}

bool absence_of_name(struct fs *fs, struct node *dir, struct slice name)
{
    struct nodes *nodes = fs->house.nodes;
    struct node *node;
    bool absent;

    if (node_child(nodes, dir, name, &node) < 0)
        return false;
    absent = node_is_void(node) || absence_of(fs, node);
    node_forget(nodes, node, 0);
    return absent;
}

bool absence_of_record(struct fs *fs, struct node *dir)
{
    struct nodes *nodes = fs->house.nodes;
    struct node *node;
    bool absent;

    if (node_room(dir) != ROOM_PATENT_FILES || node_is_link(dir) ||
        node_child(nodes, dir, SLICE("biblio.txt"), &node) < 0)
        return false;
    absent = !node_is_void(node) && absence_of(fs, node);
    node_forget(nodes, node, 0);
    return absent;
}
