/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/base_url.h"
#include "store/connection.h"
#include "store/home.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define NAME "answers.db"
#define APPLICATION 0x6f707366 /* `opsf` */
#define SCHEMA 1

/* How long one may wait for a lock: not at all would fail beside another
 * process's transaction, which takes some milliseconds. */
#define LOCK_MS 200

/* One step of the sweep. */
#define SWEEP_ROWS "64"
#define SWEEP_PAGES "256"

/* SQLite's header: "4-byte big-endian at offset". */
#define HEADER 100
#define HEADER_PAGES 28
#define HEADER_SCHEMA 60
#define HEADER_APPLICATION 68

#define MINE "origin = (SELECT id FROM origin WHERE url = ?1) AND key = ?2"

static const char *const statements[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [ORIGIN] = "INSERT OR IGNORE INTO origin (url) VALUES (?1)",
    [ASK] = "SELECT status, fetched, part, etag, intake, code, message, size,"
            " sum, body, used FROM answer WHERE " MINE,
    /* What OPS said that it does not have is no name. */
    [NAMES] = "SELECT key FROM answer WHERE origin ="
              " (SELECT id FROM origin WHERE url = ?1)"
              " AND key >= ?2 AND key < ?3 AND key NOT IN"
              " (SELECT key FROM answer WHERE body IS NULL AND origin ="
              " (SELECT id FROM origin WHERE url = ?1))",
    [KEEP] = "INSERT OR REPLACE INTO answer (origin, key, status, fetched,"
             " part, etag, intake, code, message, size, sum, body, used) VALUES"
             " ((SELECT id FROM origin WHERE url = ?1), ?2, ?3, ?4, ?5, ?6,"
             " ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    [USE] = "UPDATE answer SET used = ?3 WHERE " MINE,
    [DROP] = "DELETE FROM answer WHERE " MINE,
    [DROP_ALL] = "DELETE FROM answer WHERE origin ="
                 " (SELECT id FROM origin WHERE url = ?1)"
                 " AND key >= ?2 AND key < ?3",
    [PAGES] = "PRAGMA page_count",
    [FREE_PAGES] = "PRAGMA freelist_count",
    [SWEEP] = "DELETE FROM answer WHERE id IN"
              " (SELECT id FROM answer ORDER BY used LIMIT " SWEEP_ROWS ")",
    [SHRINK] = "PRAGMA incremental_vacuum(" SWEEP_PAGES ")",
};

/* In a rollback journal, so that the header in the file says at once what it
 * is. */
static const char create[] =
    "PRAGMA synchronous = OFF;" /* there is nothing to lose yet */
    "PRAGMA auto_vacuum = INCREMENTAL;"
    "BEGIN EXCLUSIVE;"
    "CREATE TABLE IF NOT EXISTS origin ("
    " id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE);"
    "CREATE TABLE IF NOT EXISTS answer ("
    " id INTEGER PRIMARY KEY,"
    " origin INTEGER NOT NULL,"
    " key TEXT NOT NULL," /* GET, path and query, accept */
    " status INTEGER NOT NULL,"
    " fetched INTEGER NOT NULL," /* Unix seconds */
    " part INTEGER NOT NULL,"
    " etag TEXT NOT NULL,"
    " intake INTEGER NOT NULL,"
    " code TEXT NOT NULL,"
    " message TEXT NOT NULL,"
    " size INTEGER NOT NULL," /* of the body, unpacked */
    " sum INTEGER NOT NULL,"  /* XXH64 of all that is not `used` */
    " body BLOB,"             /* zstd; NULL: OPS has no such thing */
    " used INTEGER NOT NULL," /* hours since 1970 */
    " UNIQUE (origin, key));"
    "CREATE INDEX IF NOT EXISTS answer_used ON answer (used);"
    "PRAGMA application_id = 0x6f707366;"
    "PRAGMA user_version = 1;"
    "COMMIT;";

static const char set_up[] =
    "PRAGMA synchronous = NORMAL;" /* whole after a crash, if not the latest */
    "PRAGMA cache_size = -1024;"
    "PRAGMA journal_size_limit = 8388608;"
    "PRAGMA cell_size_check = ON;";

/* --- errors -------------------------------------------------------------- */

static const struct {
    int code; /* of SQLite, without what is extended */
    int r;
} faults[] = {
    {SQLITE_FULL, -ENOSPC},        {SQLITE_READONLY, -EROFS},
    {SQLITE_BUSY, -EBUSY},         {SQLITE_LOCKED, -EBUSY},
    {SQLITE_PROTOCOL, -EBUSY},     {SQLITE_CORRUPT, -EBADMSG},
    {SQLITE_NOTADB, -EBADMSG},     {SQLITE_FORMAT, -EBADMSG},
    {SQLITE_NOMEM, -ENOMEM},       {SQLITE_PERM, -EACCES},
    {SQLITE_CANTOPEN, -EACCES},    {SQLITE_ERROR, -EBADMSG},
    {SQLITE_CONSTRAINT, -EBADMSG}, {SQLITE_MISMATCH, -EBADMSG},
};

int db_fault(int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return 0;
    if (code == SQLITE_IOERR_NOMEM)
        return -ENOMEM;
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        if (faults[i].code == (code & 0xff))
            return faults[i].r;
    }
    return -EIO;
}

static const struct {
    int r;
    const char *text;
} texts[] = {
    {-ENOSPC, "the disk is full; free some of it"},
    {-EBUSY, "another process holds it locked"},
    {-EBADMSG, "damaged; it is recreated once no other mount has it open"},
    {-ESTALE, "its file was removed"},
};

void db_explain(const struct db *db, int r, struct buf *ret_why)
{
    const char *text = strerror(-r);
    int system = db->sql ? sqlite3_system_errno(db->sql) : 0;

    if (r == -EIO && system)
        text = strerror(system);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (texts[i].r == r)
            text = texts[i].text;
    }
    buf_printf(ret_why, "%s: %s", db->path, text);
}

/* --- opening ------------------------------------------------------------- */

static int put_path(char *to, size_t size, const char *dir, const char *name,
                    const char *suffix)
{
    int n = snprintf(to, size, "%s/%s%s", dir, name, suffix);

    return n > 0 && (size_t)n < size ? 0 : -ENAMETOOLONG;
}

/* Shared, or alone; -EBUSY when that cannot be had now. */
static int take_lock(const struct db *db, int kind)
{
    if (flock(db->lock, kind | LOCK_NB) == 0)
        return 0;
    return errno == EWOULDBLOCK ? -EBUSY : -errno;
}

static int open_lock(struct db *db)
{
    char path[PATH_MAX + 8];

    snprintf(path, sizeof(path), "%s-lock", db->path);
    db->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    return db->lock < 0 ? -errno : 0;
}

/* SQLite makes its files with the mode of this one. */
static int create_file(struct db *db)
{
    int fd = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd >= 0)
        close(fd);
    else if (errno != EEXIST)
        return -errno;
    if (lstat(db->path, &db->file) < 0)
        return -errno;
    if (!S_ISREG(db->file.st_mode) || db->file.st_uid != geteuid())
        return -EPERM;
    if ((db->file.st_mode & 077) && chmod(db->path, 0600) < 0)
        return -errno;
    return 0;
}

static int connect_to(struct db *db)
{
    int code = sqlite3_open_v2(db->path, &db->sql,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                                   SQLITE_OPEN_NOFOLLOW,
                               NULL);

    if (code != SQLITE_OK)
        return code == SQLITE_CANTOPEN && sqlite3_system_errno(db->sql)
                   ? -sqlite3_system_errno(db->sql)
                   : db_fault(code);
    sqlite3_extended_result_codes(db->sql, 1);
    sqlite3_busy_timeout(db->sql, LOCK_MS);
    return 0;
}

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

static int refuse_newer(const struct db *db, unsigned schema,
                        struct buf *ret_why)
{
    buf_printf(ret_why,
               "%s: written by a newer opsfs (schema %u, this one knows %d); "
               "left as it is; mount with -o store=DIR for another one",
               db->path, schema, SCHEMA);
    return -EUCLEAN;
}

/* Another mount is about to create it: SQLite writes the first page on its own.
 * There is no table in it, whoever made it. */
static bool is_empty(const unsigned char head[HEADER])
{
    return big_endian(head + HEADER_APPLICATION) == 0 &&
           big_endian(head + HEADER_PAGES) == 1 &&
           memcmp(head, "SQLite format 3", 16) == 0;
}

/* Whose file it is, before SQLite may do anything to it. 1: nobody's yet. */
static int look(const struct db *db, struct buf *ret_why)
{
    unsigned char head[HEADER];
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;

    sqlite3_file_control(db->sql, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        return -EIO;
    if (size == 0)
        return 1;
    if (size >= HEADER &&
        file->pMethods->xRead(file, head, HEADER, 0) != SQLITE_OK)
        return -EIO;
    if (size >= HEADER && is_empty(head))
        return 1;
    if (size < HEADER || big_endian(head + HEADER_APPLICATION) != APPLICATION) {
        buf_printf(ret_why,
                   "%s: not a store of opsfs; left as it is; move it away, or "
                   "mount with -o store=DIR",
                   db->path);
        return -EUCLEAN;
    }
    if (big_endian(head + HEADER_SCHEMA) > SCHEMA)
        return refuse_newer(db, big_endian(head + HEADER_SCHEMA), ret_why);
    return 0;
}

/* The first value of what some SQL says, as text. */
static int query(struct db *db, const char *sql, char *ret_text, size_t size)
{
    sqlite3_stmt *made = NULL;
    int code = sqlite3_prepare_v2(db->sql, sql, -1, &made, NULL);

    ret_text[0] = '\0';
    if (code == SQLITE_OK)
        code = sqlite3_step(made);
    if (code == SQLITE_ROW && sqlite3_column_text(made, 0))
        snprintf(ret_text, size, "%s",
                 (const char *)sqlite3_column_text(made, 0));
    sqlite3_finalize(made);
    return db_fault(code);
}

static int set_wal(struct db *db)
{
    char mode[16];
    int r = query(db, "PRAGMA journal_mode = WAL", mode, sizeof(mode));

    return r == 0 && strcmp(mode, "wal") != 0 ? -ENOTSUP : r;
}

/* The number in the file may be older than the one in its WAL. */
static int check_schema(struct db *db, struct buf *ret_why)
{
    char text[16];
    int r = query(db, "PRAGMA user_version", text, sizeof(text));

    if (r == 0 && atoi(text) > SCHEMA)
        return refuse_newer(db, (unsigned)atoi(text), ret_why);
    if (r == 0)
        r = query(db, "PRAGMA page_size", text, sizeof(text));
    db->page = atoi(text);
    return r;
}

/* A file of an older version has no such index, and one that cannot be written
 * now gets it another time: it only saves time. */
static void add_index(const struct db *db)
{
    sqlite3_exec(db->sql,
                 "CREATE INDEX IF NOT EXISTS answer_absent"
                 " ON answer (origin, key) WHERE body IS NULL",
                 NULL, NULL, NULL);
}

static int prepare(struct db *db)
{
    for (int i = 0; i < STATEMENTS; i++) {
        int code = sqlite3_prepare_v3(db->sql, statements[i], -1,
                                      SQLITE_PREPARE_PERSISTENT, &db->made[i],
                                      NULL);

        if (code != SQLITE_OK)
            return db_fault(code);
    }
    return 0;
}

static int begin_use(struct db *db, struct buf *ret_why)
{
    int r = connect_to(db);

    if (r == 0)
        r = look(db, ret_why);
    if (r == 1)
        r = db_fault(sqlite3_exec(db->sql, create, NULL, NULL, NULL));
    if (r == 0)
        r = set_wal(db);
    if (r == 0)
        r = db_fault(sqlite3_exec(db->sql, set_up, NULL, NULL, NULL));
    if (r == 0)
        r = check_schema(db, ret_why);
    if (r < 0)
        return r;
    add_index(db);
    return prepare(db);
}

static void end_use(struct db *db)
{
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(db->made[i]);
        db->made[i] = NULL;
    }
    sqlite3_close(db->sql);
    db->sql = NULL;
}

static void remove_files(const struct db *db)
{
    static const char *const suffixes[] = {"-wal", "-shm", "-journal", ""};
    char path[PATH_MAX + 16];

    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", db->path, suffixes[i]);
        unlink(path);
    }
}

/* Nobody else has it open: what is damaged is not worth keeping, since OPS has
 * it all. */
static int repair(struct db *db, struct buf *ret_why)
{
    char verdict[16] = "";
    int r = take_lock(db, LOCK_EX);

    if (r < 0)
        return r == -EBUSY ? -EBADMSG : r;
    r = create_file(db);
    if (r == 0)
        r = begin_use(db, ret_why);
    if (r == 0)
        r = query(db, "PRAGMA integrity_check(1)", verdict, sizeof(verdict));
    end_use(db);
    if (r == -EBADMSG || (r == 0 && strcmp(verdict, "ok") != 0)) {
        remove_files(db);
        r = 0;
    }
    return r;
}

static int open_in(struct db *db, const struct db_options *options,
                   struct buf *ret_why)
{
    struct buf dir = BUF_INIT(PATH_MAX);
    int r = home_prepare(options->dir, &dir, ret_why);

    if (r == 0)
        r = put_path(db->path, sizeof(db->path), buf_text(&dir), NAME, "");
    buf_fini(&dir);
    snprintf(db->log, sizeof(db->log), "%s-wal", db->path);
    if (r == 0)
        r = open_lock(db);
    if (r == 0 && options->repair)
        r = repair(db, ret_why);
    if (r == 0)
        r = take_lock(db, LOCK_SH);
    if (r == 0)
        r = create_file(db);
    return r < 0 ? r : begin_use(db, ret_why);
}

int db_open(const struct db_options *options, struct db **ret_db,
            struct buf *ret_why)
{
    struct db *db = calloc(1, sizeof(*db));
    int r = -ENOMEM;

    if (db) {
        db->lock = -1;
        db->size = options->size;
        db->pack = pack_new();
        db->origin = strdup(options->origin);
        db->eps = strdup(options->eps);
        db->eps_was_ours = strcmp(options->eps, EPS_URL_DEFAULT) == 0;
    }
    if (db && db->pack && db->origin && db->eps)
        r = open_in(db, options, ret_why);
    if (r == 0) {
        *ret_db = db;
        return 0;
    }
    if (db && !ret_why->len)
        db_explain(db, r, ret_why);
    db_close(db);
    return r;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    end_use(db);
    if (db->lock >= 0)
        close(db->lock);
    pack_free(db->pack);
    free(db->origin);
    free(db->eps);
    free(db);
}
