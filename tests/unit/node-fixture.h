/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes by their path, for the tests of tree/node. */
#ifndef OPSFS_TESTS_NODE_FIXTURE_H
#define OPSFS_TESTS_NODE_FIXTURE_H

#include "check.h"
#include "tree/node.h"

#include <errno.h>

#define EPODOC "register/publication/epodoc"

/* The node of a path, with no lookup counted on any of the way; NULL where
 * there is none. The nodes above it live as long as it does. */
static inline struct node *at(struct nodes *n, const char *path)
{
    struct slice rest = slice_of(path), name;
    struct node *node = nodes_root(n);

    while (slice_cut(&rest, '/', &name)) {
        if (node_child(n, node, name, &node) < 0)
            return NULL;
    }
    return node;
}

static inline const char *path_of(const struct node *node)
{
    static char text[2000];
    struct buf b = BUF_INIT(sizeof(text) - 1);

    node_path(node, &b);
    strcpy(text, buf_text(&b));
    buf_fini(&b);
    return text;
}

#endif
