/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A connection to SQLite. Private to store/db.c (opening, closing, errors) and
 * store/rows.c (what is in the file).
 */
#ifndef OPSFS_STORE_CONNECTION_H
#define OPSFS_STORE_CONNECTION_H

#include "store/db.h"
#include "store/pack.h"

#include <limits.h>
#include <sqlite3.h>
#include <sys/stat.h>

enum statement {
    BEGIN,
    COMMIT,
    ROLLBACK,
    ORIGIN,
    ASK,
    NAMES,
    KEEP,
    USE,
    DROP,
    DROP_ALL,
    PAGES,
    FREE_PAGES,
    SWEEP,
    SHRINK,
    STATEMENTS
};

struct db {
    sqlite3 *sql;
    sqlite3_stmt *made[STATEMENTS];
    struct pack *pack;
    char *origin, *eps;
    bool eps_was_ours; /* its answers were kept as OPS's before */
    int64_t size;
    int64_t page;
    int lock;         /* a descriptor */
    struct stat file; /* as it was opened */
    char path[PATH_MAX];
    char log[PATH_MAX + 8];
};

#endif
