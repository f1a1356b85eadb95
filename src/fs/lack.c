/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/lack.h"

#include "fs/failure.h"
#include "fs/family.h"
#include "ops/number_parse.h"
#include "ops/number_reference.h"
#include "tree/node_location.h"

#include <errno.h>
#include <stdio.h>

/* Members of a family that are named in a message. */
#define NAMED_MAX 8
#define MESSAGE_MAX 300

/* The other members of the family whose text OPS has, where that is known. */
static void name_members(const struct blob *members, char *to, size_t size)
{
    struct slice rest = blob_slice(members), line;
    size_t len = (size_t)snprintf(to, size,
                                  "in the family, OPS may have it for");
    unsigned named = 0;

    while (named < NAMED_MAX && slice_cut(&rest, '\n', &line)) {
        char candidates[NUMBER_CANDIDATES];
        struct number number;

        if (number_parse(line, &number, candidates) == 0 &&
            number_has_fulltext(&number) && len + line.len + 2 < size) {
            len += (size_t)snprintf(to + len, size - len, " %.*s",
                                    (int)line.len, line.at);
            named++;
        }
    }
    if (!named)
        to[0] = '\0';
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
        members = family_members(fs, node, "extended");
    if (members)
        name_members(members, why.message, MESSAGE_MAX);
    failure_add(fs, node, NULL, &why);
}
