/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages of OPS as one document: aside/aside puts together what doc/inquiry
 * says they are. Work for base/worker. Private to tree/.
 */
#ifndef OPSFS_TREE_BINDING_H
#define OPSFS_TREE_BINDING_H

#include "tree/render_task.h"

/* Of the order's bodies: the inquiry, all pages and, if it is known, the record
 * that has the title. As aside_bind(); in case of an error `to` has the reason,
 * for people. */
int binding_render(const struct render_order *order, struct buf *to);

/* One page of a document that is there: the order's only body. */
int binding_cut(const struct render_order *order, struct buf *to);

#endif
