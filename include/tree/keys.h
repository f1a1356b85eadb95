/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The key of a list's tables: its number as a publication with its kind. A list
 * may write it without, or write an application; then the biblio of it says
 * which publication OPS takes it for, as in biblio.tsv. Private to tree/.
 */
#ifndef OPSFS_TREE_KEYS_H
#define OPSFS_TREE_KEYS_H

#include "tree/assembly.h"

/* Whether a line of a list is a number that an answer has to complete. */
bool key_is_open(struct slice name);

/* The request for it; 0, -ENOENT, -ENAMETOOLONG. */
int key_request(struct slice name, struct request *ret_request);

/* Reads the answer, and adds the publication; nothing where it has none. */
int key_read(struct slice answer, struct slice name, struct buf *to);

/* The rows of a table with the keys that the parts of `a` found. */
struct keys {
    struct assembly_part **at; /* sorted */
    size_t count;
};

int keys_init(struct keys *k, const struct assembly *a); /* 0, -ENOMEM */
void keys_fini(struct keys *k);
/* `column`: of the number, from 0. */
void keys_add_rows(const struct keys *k, struct slice rows, unsigned column,
                   struct buf *to);

#endif
