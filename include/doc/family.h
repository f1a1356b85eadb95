/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The extended family (INPADOC) is what the service answers; its members with
 * one family-id are a simple one (DOCDB). OPS may cut a large family short, and
 * say of some members that it has not found them: the table shows both.
 */
#ifndef OPSFS_DOC_FAMILY_H
#define OPSFS_DOC_FAMILY_H

#include "doc/table.h"

/* Keeps the members of the subject's own simple family; none where the subject
 * is not a member. */
void family_drop_others(struct rows *rows, struct slice subject);

/* What a reader of the table must know; nothing, mostly. */
void family_remark(const xmlNode *answer, size_t members, struct buf *to);

/* The earliest date of the priority claims at a node. */
void family_earliest(const struct found *at, struct buf *to);

/* The first of them that has this canonical name; NULL. A name without a kind
 * is that of any kind, unless `exact`. */
const xmlNode *family_member(const struct rows *rows, struct slice name,
                             bool exact);

#endif
