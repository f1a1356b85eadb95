/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/node_place.h"

#include "ops/reading.h"

#include <errno.h>
#include <string.h>

void node_place(const struct node *node, struct place *ret_place)
{
    *ret_place = (struct place){.name = node->row, .form = node->form};
    for (; node->row; node = node->parent)
        ret_place->slots[node->row->slot] = node_text(node);
}

int node_link(const struct node *node, struct buf *to)
{
    bool own = node->row->link == LINK_CANONICAL ||
               node->row->link == LINK_DRAWINGS ||
               node->row->link == LINK_SECTION ||
               node->row->link == LINK_SYMBOL;
    struct place place;
    unsigned depth = 0;

    node_place(node, &place);
    for (const struct node *dir = node->parent; dir->row; dir = dir->parent)
        depth++;
    return reading_link(&place, own ? node_text(node) : node_name(node), depth,
                        to);
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
    struct place place;

    node_place(node, &place);
    return node->row->parts && !plan_has_list(node->row->plan) &&
           reading_place(&place, &reading) == -ENOENT;
}

const char *node_lack(const struct node *node)
{
    struct place place;

    node_place(node, &place);
    return reading_lack(&place);
}

int node_request(const struct node *node, struct request *ret_request)
{
    struct place place;

    node_place(node, &place);
    return request_of_place(&place, ret_request);
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
