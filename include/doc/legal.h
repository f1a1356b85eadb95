/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Legal events, beside their columns in doc/columns.h.
 */
#ifndef OPSFS_DOC_LEGAL_H
#define OPSFS_DOC_LEGAL_H

#include "doc/selector.h"

/* What more an event says, of its L500EP: `OWNER: 9SOLUTIONS OY; …`. */
void legal_details(const struct found *at, struct buf *to);

#endif
