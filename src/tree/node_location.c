/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/node_location.h"

#include "ops/reading_room.h"

#include <errno.h>
#include <string.h>

void node_location(const struct node *node, struct location *ret_location)
{
    *ret_location = (struct location){.row = node->row, .form = node->form};
    for (; node->row; node = node->parent)
        ret_location->slots[node->row->slot] = node_text(node);
}

int node_link(const struct node *node, struct buf *to)
{
    bool own = node->row->link == LINK_CANONICAL ||
               node->row->link == LINK_DRAWINGS ||
               node->row->link == LINK_SECTION ||
               node->row->link == LINK_SYMBOL;
    struct location location;
    unsigned depth = 0;

    node_location(node, &location);
    for (const struct node *dir = node->parent; dir->row; dir = dir->parent)
        depth++;
    return reading_link(&location, own ? node_text(node) : node_name(node),
                        depth, to);
}

bool node_strays(const struct node *node)
{
    enum slot slot = node->row->slot;
    struct slice above = node->parent->row ? node_text(node->parent)
                                           : SLICE("");

    return (slot == SLOT_CLASS || slot == SLOT_SUBCLASS) &&
           memcmp(node_name(node).at, above.at, above.len) != 0;
}

bool node_is_void(const struct node *node)
{
    struct reading reading;
    struct location location;

    node_location(node, &location);
    return node->row->constituents && !plan_has_list(node->row->plan) &&
           reading_of(&location, &reading) == -ENOENT;
}

const char *node_lack(const struct node *node)
{
    struct location location;

    node_location(node, &location);
    return reading_lack(&location);
}

int node_request(const struct node *node, struct request *ret_request)
{
    struct location location;

    node_location(node, &location);
    return request_at(&location, ret_request);
}

void node_path(const struct node *node, struct buf *to)
{
    if (!node->row) {
        if (!to->len)
            buf_putc(to, '/');
        return;
    }
    if (node->parent->row)
        node_path(node->parent, to);
    buf_putc(to, '/');
    buf_add(to, node_name(node).at, node->name_len);
}
