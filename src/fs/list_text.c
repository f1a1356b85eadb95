/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/list_text.h"

#include "fs/failure.h"

#include <errno.h>

/* The directory of the list that a node belongs to. */
static const struct node *list_of(const struct node *node)
{
    while (node->row->in != ROOM_LISTS)
        node = node->parent;
    return node;
}

int list_text(struct fs *fs, const struct node *node, struct blob **ret_text)
{
    const struct node *list = list_of(node);
    bool anew;
    int r = lists_read(fs->house.lists, node_name(list), ret_text, &anew);

    if (r == 0 && anew)
        failure_add_lines(fs, list, "",
                          (struct slice){(*ret_text)->data, (*ret_text)->size},
                          "correct that line of the list");
    else if (r < 0 && r != -ENOENT)
        failure_add_file(fs, list, "", r, "split it: a list has 4 MB at most");
    return r;
}
