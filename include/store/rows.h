/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records in the file, by key. Errors as in store/db.h. Private to store/.
 *
 * A key is one text: a letter for the server whose answer it is, which the file
 * has as its URL; then what the file has as the key: method and path, and the
 * accept on a line of its own.
 */
#ifndef OPSFS_STORE_ROWS_H
#define OPSFS_STORE_ROWS_H

#include "base/buf.h"
#include "base/str.h"
#include "store/db.h"
#include "store/record.h"

#define ROWS_OPS 'o'
#define ROWS_EPS 'e'

/* 0; -ENOENT; -EILSEQ: the record is damaged; or an error. The body has a
 * reference for the caller. `ret_used`: hours since 1970. */
int rows_ask(struct db *db, struct slice key, struct record *ret_record,
             int64_t *ret_used);

/* Adds to `ret_names` what `read` makes of the path of each found answer of OPS
 * whose path begins with `stem`, in the order of paths; of `most` at most. */
typedef void rows_read(struct slice path, struct slice stem,
                       struct buf *ret_names);
int rows_paths(struct db *db, struct slice stem, size_t most, rows_read *read,
               struct buf *ret_names);

/* All changes stand between these two; rows_end(r < 0) takes them back. -EBUSY
 * also when a process that stands still keeps the WAL from being emptied. */
int rows_begin(struct db *db);
int rows_end(struct db *db, int r);

int rows_keep(struct db *db, struct slice key, const struct record *record,
              int64_t used);
int rows_use(struct db *db, struct slice key, int64_t used);
int rows_drop(struct db *db, struct slice key);
/* All whose keys begin so. */
int rows_drop_all(struct db *db, struct slice stem);

/* How full it is. */
struct measure {
    int64_t bytes;   /* that records take */
    int64_t file;    /* with what is free in between */
    int64_t allowed; /* for either: the size, or less on a full disk */
};
int rows_measure(struct db *db, struct measure *ret_measure);

/* A small step towards what is allowed: some records, least recently used
 * first, or some free pages. */
int rows_sweep(struct db *db, const struct measure *measure);

#endif
