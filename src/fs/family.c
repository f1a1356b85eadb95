/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/family.h"

#include "tree/node_location.h"

/* The directory patent/NUMBER that a node belongs to; NULL for others. */
static struct node *patent_of(const struct node *node)
{
    struct node *at = node->parent;

    while (at && at->row && at->row->inside != ROOM_PATENT_FILES)
        at = at->parent;
    return at && at->row ? at : NULL;
}

const struct blob *family_members(struct fs *fs, const struct node *node,
                                  const char *which)
{
    struct node *patent = patent_of(node), *family = NULL, *members = NULL;
    struct request request;
    struct answer answer = {0};

    if (patent &&
        node_child(fs->house.nodes, patent, SLICE("family"), &family) == 0 &&
        node_child(fs->house.nodes, family, slice_of(which), &members) == 0 &&
        node_request(members, &request) == 0 &&
        cache_peek(fs->house.cache, &request, fs->now, &answer) < 0)
        answer.blob = NULL;
    if (members)
        node_forget(fs->house.nodes, members, 0);
    else if (family)
        node_forget(fs->house.nodes, family, 0);
    return answer.blob;
}
