/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes by their path, for the tests of tree/node. */
#ifndef OPSFS_TESTS_NODE_FIXTURE_H
#define OPSFS_TESTS_NODE_FIXTURE_H

#include "check.h"
#include "tree/node.h"

#include <errno.h>

#define T_NODE_EPODOC "register/publication/epodoc"

/* The node of a path, with no lookup counted on any of the way; NULL where
 * there is none. The nodes above it live as long as it does. */
struct node *t_node_at(struct nodes *n, const char *path);

const char *t_node_path(const struct node *node);

#endif
