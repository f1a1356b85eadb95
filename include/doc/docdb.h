/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which document an element of an answer means: its docdb number, and the
 * canonical name made of it.
 */
#ifndef OPSFS_DOC_DOCDB_H
#define OPSFS_DOC_DOCDB_H

#include "base/buf.h"
#include "base/str.h"
#include "doc/dom.h"
#include "ops/number.h"

/* Trimmed; borrowed from the tree. `kind` may be empty. */
struct docdb {
    struct slice country;
    struct slice number;
    struct slice kind;
};

/* Of an exchange-document or a register-document, of a document-id, or of what
 * holds one: a reference, a claim of priority, a member of a family, a cited
 * patent. False when it has no docdb number. */
bool docdb_of(const xmlNode *node, struct docdb *ret_id);

/* Its parts as they are, with `between` between them. */
void docdb_add(const struct docdb *id, const char *between, struct buf *to);

/* The canonical name of the publication; False when it can have none. */
bool docdb_name(const struct docdb *id, char ret_name[NUMBER_NAME]);

/* That; the parts as they are where there is none. */
void docdb_add_name(const struct docdb *id, struct buf *to);

/* Whether OPS says of it, or of what it holds, that there is none. */
bool docdb_is_absent(const xmlNode *node);

#endif
