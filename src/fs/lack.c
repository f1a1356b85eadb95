/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/lack.h"

#include "fs/failure.h"
#include "ops/number_reference.h"
#include "tree/node_place.h"

#include <errno.h>
#include <stdio.h>

/* Members of a family that are named in a message. */
#define NAMED_MAX 8
#define MESSAGE_MAX 300

/* The other members of the family whose text OPS has, where that is known. */
static void name_members(const struct blob *members, char *to, size_t room)
{
    struct slice rest = {members->data, members->size}, line;
    size_t len = (size_t)snprintf(to, room,
                                  "in the family, OPS may have it of");
    unsigned named = 0;

    while (named < NAMED_MAX && slice_cut(&rest, '\n', &line)) {
        char candidates[NUMBER_CANDIDATES];
        struct number number;

        if (number_parse(line, &number, candidates) == 0 &&
            number_has_fulltext(&number) && len + line.len + 2 < room) {
            len += (size_t)snprintf(to + len, room - len, " %.*s",
                                    (int)line.len, line.at);
            named++;
        }
    }
    if (!named)
        to[0] = '\0';
}

/* The directory patent/NUMBER that a node belongs to; NULL for others. */
static struct node *patent_of(const struct node *node)
{
    struct node *at = node->parent;

    while (at && at->row && at->row->inside != ROOM_PATENT_FILES)
        at = at->parent;
    return at && at->row ? at : NULL;
}

static const struct blob *family_of(struct fs *fs, const struct node *node)
{
    struct node *patent = patent_of(node), *family = NULL, *members = NULL;
    struct request request;
    struct answer answer = {0};

    if (patent &&
        node_child(fs->house.nodes, patent, SLICE("family"), &family) == 0 &&
        node_child(fs->house.nodes, family, SLICE("extended"), &members) == 0 &&
        node_request(members, &request) == 0 &&
        cache_peek(fs->house.cache, &request, fs->now, &answer) < 0)
        answer.blob = NULL;
    if (members)
        node_forget(fs->house.nodes, members, 0);
    else if (family)
        node_forget(fs->house.nodes, family, 0);
    return answer.blob;
}

void lack_report(struct fs *fs, const struct node *node)
{
    const struct blob *members = NULL;
    struct why why = {
        .wall = fs->now.wall,
        .error = -ENOENT,
        .advice = node_lack(node),
    };

    if (node->row->source == SOURCE_FULLTEXT)
        members = family_of(fs, node);
    if (members)
        name_members(members, why.message, MESSAGE_MAX);
    failure_add(fs, node, NULL, &why);
}
