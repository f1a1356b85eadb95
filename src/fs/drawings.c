/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/drawings.h"

#include "fs/dir.h"
#include "fs/family.h"
#include "ops/number.h"

#include <stdio.h>

#define OFFERED_MAX 8 /* members, at most */

/* Somebody looked before, and OPS had none. */
static bool has_none(struct fs *fs, struct slice number)
{
    static const struct name row = {.source = SOURCE_INQUIRY,
                                    .facet = FACET_DRAWING_NAMES,
                                    .constituents = ""};
    struct request request;
    struct answer answer;

    return request_of_number(&row, number, &request) < 0 ||
           cache_peek(fs->house.cache, &request, fs->now, &answer) == -ENOENT;
}

int drawings_add_others(struct fs *fs, const struct node *images,
                        const struct blob *listed, struct dir *d)
{
    const struct blob *members = NULL;
    struct slice rest, line;
    unsigned offered = 0;
    int r = 0;

    if (!slice_lists(blob_slice(listed), '\n', SLICE("drawings")))
        members = family_members(fs, images, "simple");
    if (!members)
        return 0;
    rest = blob_slice(members);
    while (r == 0 && offered < OFFERED_MAX && slice_cut(&rest, '\n', &line)) {
        char name[NUMBER_NAME + 16];

        if (slice_equal(line, node_text(images->parent)) || has_none(fs, line))
            continue;
        snprintf(name, sizeof(name), "drawings-of-%.*s", (int)line.len,
                 line.at);
        r = dir_add_name(d, slice_of(name));
        offered++;
    }
    return r;
}
