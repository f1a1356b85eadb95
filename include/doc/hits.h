/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The hits of a search as rows: what doc/hits and doc/citing share. Private to
 * them.
 */
#ifndef OPSFS_DOC_HITS_H
#define OPSFS_DOC_HITS_H

#include "doc/table.h"

extern const struct field hit_columns[];

/* In order. 0, -EBADMSG, -ENOMEM. */
int hits_find(const struct rendering *r, struct rows *rows);

#endif
