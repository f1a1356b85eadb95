/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file of SQLite: opened, looked at, closed. What is in it: store/rows.h.
 * Whatever is called here may wait for a disk, so it is called in a thread, one
 * at a time. Private to store/.
 *
 * The file is in WAL mode: a reader does not wait for a writer, here or in
 * another process, and what a killed process left is whole. An application id
 * and a schema number mark it as ours; a file that is not, or is newer, is not
 * touched. Everyone who has it open holds a lock (flock(2), which ends with its
 * holder), so that a damaged one is begun anew by its last user only.
 *
 * Errors are negative errno, of SQLite's codes: -ENOSPC, -EROFS, -EIO, -EBUSY
 * (another process holds a lock), -EBADMSG (the file is damaged), -ESTALE (it
 * was taken away), -EUCLEAN (a foreign or newer file), or the system's.
 */
#ifndef OPSFS_STORE_DB_H
#define OPSFS_STORE_DB_H

#include "base/buf.h"
#include <stdbool.h>
#include <stdint.h>

struct db;

struct db_options {
    const char *dir;
    const char *origin; /* whose answers, of OPS: a URL */
    const char *eps;    /* … and of the publication server */
    int64_t size;       /* of the file, at most */
    bool repair;        /* it was found damaged */
};

/* Makes what is not there yet. 0, or an error with one line for people. */
int db_open(const struct db_options *options, struct db **ret_db,
            struct buf *ret_why);
void db_close(struct db *db); /* NULL is fine */

/* One line about an error of this connection. */
void db_explain(const struct db *db, int r, struct buf *ret_why);

/* Of SQLite's code: 0, or an error as above. */
int db_fault(int code);

#endif
