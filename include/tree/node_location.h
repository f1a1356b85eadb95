/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a node stands for, read off its way up to the root: its location, and
 * with that its request, where it leads, and what is known of it without
 * asking.
 */
#ifndef OPSFS_TREE_NODE_LOCATION_H
#define OPSFS_TREE_NODE_LOCATION_H

#include "tree/node.h"

/* The location of a file, borrowed from the nodes on its way. */
void node_location(const struct node *node, struct location *ret_location);

/* Where a symbolic link leads; 0, -ENOENT, or the buffer's error. */
int node_link(const struct node *node, struct buf *to);

bool node_strays(const struct node *node); /* a class in another section */

/* OPS can have nothing there: full text of an office that it has none of. */
bool node_is_void(const struct node *node);

/* Why OPS has nothing for a file whose node_request() said -ENOENT. */
const char *node_lack(const struct node *node);

/* The request for a file that has a source; 0, -ENOENT or -ENAMETOOLONG. */
int node_request(const struct node *node, struct request *ret_request);

/* `/register/publication/EPODOC/EP2814089`; the root is `/`. */
void node_path(const struct node *node, struct buf *to);

#endif
