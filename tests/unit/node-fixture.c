/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "node-fixture.h"
#include "tree/node_location.h"

struct node *t_node_at(struct nodes *n, const char *path)
{
    struct slice rest = slice_of(path), name;
    struct node *node = nodes_root(n);

    while (slice_cut(&rest, '/', &name)) {
        if (node_child(n, node, name, &node) < 0)
            return NULL;
    }
    return node;
}

const char *t_node_path(const struct node *node)
{
    static char text[2000];
    struct buf b = BUF_INIT(sizeof(text) - 1);

    node_path(node, &b);
    strcpy(text, buf_text(&b));
    buf_fini(&b);
    return text;
}
