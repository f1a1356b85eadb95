/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/request.h"

#include "fs/lack.h"
#include "fs/list_text.h"
#include "fs/search_text.h"
#include "fs/session.h"
#include "tree/inode.h"
#include "tree/node_location.h"

#include <errno.h>

/* Files of the same name and files of the same record differ. */
static size_t bucket_of(const struct node *node)
{
    return (node->ino ^ node->ino / (INODE_WORDS + 1)) % REQUESTS_KEPT;
}

/* In a directory that the user has named, of what is meant by that. */
static int request_of(const struct node *node, const struct slice *query,
                      struct request *ret_request)
{
    struct location location;

    if (!query)
        return node_request(node, ret_request);
    node_location(node, &location);
    location.slots[SLOT_QUERY] = *query;
    return request_at(&location, ret_request);
}

/* A function of the node's path, which its inode number stands for, and of what
 * the user has named. */
static int build(struct fs *fs, const struct node *node,
                 struct request *ret_request)
{
    struct fs_requests *requests = &fs->requests;
    struct slice query;
    bool named = search_is_named(fs, node, &query);
    unsigned era = searches_era(fs->house.searches);
    size_t bucket = bucket_of(node);
    int r = 0;

    if (requests->kept[bucket].node != node ||
        requests->kept[bucket].ino != node->ino ||
        requests->kept[bucket].era != era) {
        requests->kept[bucket].node = NULL;
        r = request_of(node, named ? &query : NULL,
                       &requests->kept[bucket].request);
        requests->built++;
    }
    if (r < 0)
        return r;
    requests->kept[bucket].node = node;
    requests->kept[bucket].ino = node->ino;
    requests->kept[bucket].era = era;
    *ret_request = requests->kept[bucket].request;
    return 0;
}

int fs_request(struct fs *fs, const struct node *node, bool report,
               struct request *ret_request)
{
    int r = build(fs, node, ret_request);

    if (r == -ENOENT && report)
        lack_report(fs, node);
    if (r == 0 && ret_request->source == SOURCE_USAGE)
        request_two_weeks(ret_request, fs->now.wall);
    if (r == 0 && plan_has_list(ret_request->making.plan))
        r = list_text(fs, node, &ret_request->making.numbers);
    return r;
}
