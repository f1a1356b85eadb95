/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A source's template (ops/catalog.h) with its holes filled: `{number}` is that
 * slot of the location, percent-encoded; `[…]` is left out when one of its
 * holes is empty. A failure is the error of the buffer.
 */
#ifndef OPSFS_OPS_TEMPLATE_H
#define OPSFS_OPS_TEMPLATE_H

#include "base/buf.h"
#include "ops/catalog.h"
#include "ops/path.h"

void template_fill(struct buf *to, struct slice template,
                   const struct location *location);

/* The path of a request, with the form's suffix before the query string. */
void template_path(struct buf *to, const struct source *source,
                   const struct location *location);

/* The other way: what a path has in each hole, still encoded; a form's suffix
 * is part of the hole it follows. False when the path does not follow the
 * template. */
bool template_read(struct slice template, struct slice path,
                   struct slice ret_slots[SLOT_COUNT]);

#endif
