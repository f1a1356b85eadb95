/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rows.h"

#include "store/connection.h"
#include "store/home.h"
#include "store/sum.h"

#include <errno.h>
#include <stdio.h>

/* A WAL that cannot be emptied, since somebody reads what it was long ago,
 * grows no further. */
#define LOG_MAX ((int64_t)64 << 20)

static void bind_slice(sqlite3_stmt *made, int at, struct slice s)
{
    sqlite3_bind_text(made, at, s.at, (int)s.len, SQLITE_STATIC);
}

/* As the file has it. */
static struct slice text_of(struct slice key)
{
    return (struct slice){key.at + 1, key.len - 1};
}

static sqlite3_stmt *for_text(struct db *db, enum statement which,
                              const char *origin, struct slice text)
{
    sqlite3_stmt *made = db->made[which];

    bind_slice(made, 1, slice_of(origin));
    bind_slice(made, 2, text);
    return made;
}

static sqlite3_stmt *for_key(struct db *db, enum statement which,
                             struct slice key)
{
    return for_text(db, which, key.at[0] == ROWS_EPS ? db->eps : db->origin,
                    text_of(key));
}

/* The usual publication server's answers stood under OPS's URL once, and stay
 * there until they are kept anew; no path is one of both. NULL: there is no
 * such row. */
static sqlite3_stmt *for_old_key(struct db *db, enum statement which,
                                 struct slice key)
{
    if (key.at[0] != ROWS_EPS || !db->eps_was_ours)
        return NULL;
    return for_text(db, which, db->origin, text_of(key));
}

/* Runs what has no rows to give. */
static int run(sqlite3_stmt *made)
{
    int r = db_fault(sqlite3_step(made));

    sqlite3_reset(made);
    sqlite3_clear_bindings(made);
    return r;
}

/* Of all that is kept, `used` aside. */
static int64_t sum_of(struct slice key, const struct record *record,
                      size_t size, struct slice packed)
{
    struct slice text = text_of(key);
    struct buf head = BUF_INIT(16 * 1024);
    uint64_t sum;

    buf_printf(&head, "%.*s\n%d %lld %d %d %zu %d\n%s\n%s\n%s", (int)text.len,
               text.at, record->status, (long long)record->fetched,
               record->excerpt, (int)record->finding.intake, size,
               packed.at != NULL, record->etag, record->finding.code,
               record->finding.message);
    sum = sum_bytes(head.data, head.len, (uint64_t)head.error);
    buf_fini(&head);
    return (int64_t)sum_bytes(packed.at, packed.len, sum);
}

static void take_text(sqlite3_stmt *made, int column, char *to, size_t size)
{
    const unsigned char *text = sqlite3_column_text(made, column);

    snprintf(to, size, "%s", text ? (const char *)text : "");
}

/* As the statements name them. */
enum column {
    STATUS,
    FETCHED,
    PART,
    ETAG,
    INTAKE,
    CODE,
    MESSAGE,
    SIZE,
    SUM,
    BODY,
    USED
};

/* The parameter of KEEP for a column, from the third on. */
#define PARAMETER(column) ((column) + 3)

/* The row as it stands; -EILSEQ unless it is what was written. */
static int take(struct db *db, sqlite3_stmt *made, struct slice key,
                struct record *ret_record)
{
    struct record r = {
        .status = sqlite3_column_int(made, STATUS),
        .fetched = sqlite3_column_int64(made, FETCHED),
        .excerpt = sqlite3_column_int(made, PART) != 0,
        .finding.intake = (enum intake)sqlite3_column_int(made, INTAKE),
    };
    size_t size = (size_t)sqlite3_column_int64(made, SIZE);
    struct slice packed = {sqlite3_column_blob(made, BODY),
                           (size_t)sqlite3_column_bytes(made, BODY)};
    int error = 0;

    take_text(made, ETAG, r.etag, sizeof(r.etag));
    take_text(made, CODE, r.finding.code, sizeof(r.finding.code));
    take_text(made, MESSAGE, r.finding.message, sizeof(r.finding.message));
    if (sum_of(key, &r, size, packed) != sqlite3_column_int64(made, SUM))
        return -EILSEQ;
    if (packed.at)
        error = pack_open(db->pack, packed, size, &r.body);
    *ret_record = r;
    return error == -EBADMSG ? -EILSEQ : error;
}

static int ask(struct db *db, sqlite3_stmt *made, struct slice key,
               struct record *ret_record, int64_t *ret_used)
{
    int code = sqlite3_step(made);
    int r = code == SQLITE_DONE ? -ENOENT : db_fault(code);

    if (code == SQLITE_ROW) {
        *ret_used = sqlite3_column_int64(made, USED);
        r = take(db, made, key, ret_record);
    }
    sqlite3_reset(made);
    sqlite3_clear_bindings(made);
    return r;
}

int rows_ask(struct db *db, struct slice key, struct record *ret_record,
             int64_t *ret_used)
{
    int r = ask(db, for_key(db, ASK, key), key, ret_record, ret_used);
    sqlite3_stmt *old = r == -ENOENT ? for_old_key(db, ASK, key) : NULL;

    return old ? ask(db, old, key, ret_record, ret_used) : r;
}

/* From the stem to the first key past all that begin with it. */
static int bind_range(struct db *db, enum statement which, struct slice stem,
                      struct buf *to)
{
    sqlite3_stmt *made = for_key(db, which, stem);

    buf_add(to, text_of(stem).at, text_of(stem).len);
    if (to->error || !to->len)
        return -ENOMEM;
    to->data[to->len - 1]++;
    bind_slice(made, 3, (struct slice){to->data, to->len});
    return 0;
}

/* `GET path`, and the accept on a line of its own. */
static struct slice path_of(sqlite3_stmt *made)
{
    struct slice key = {(const char *)sqlite3_column_text(made, 0),
                        (size_t)sqlite3_column_bytes(made, 0)};
    struct slice line = SLICE("");

    slice_cut(&key, '\n', &line);
    slice_cut(&line, ' ', &key);
    return line;
}

int rows_paths(struct db *db, struct slice stem, size_t most, rows_read *read,
               struct buf *ret_names)
{
    sqlite3_stmt *made = db->made[NAMES];
    struct buf from = BUF_INIT(4096), to = BUF_INIT(4096);
    int code = SQLITE_DONE;
    int r = buf_printf(&from, "%cGET %.*s", ROWS_OPS, (int)stem.len, stem.at);

    if (r == 0)
        r = bind_range(db, NAMES, (struct slice){from.data, from.len}, &to);
    while (r == 0 && most-- > 0 && (code = sqlite3_step(made)) == SQLITE_ROW)
        read(path_of(made), stem, ret_names);
    sqlite3_reset(made);
    sqlite3_clear_bindings(made);
    buf_fini(&from);
    buf_fini(&to);
    return r < 0 ? r : db_fault(code);
}

/* A file that was moved or deleted would take what nobody finds again. */
static bool is_moved(const struct db *db)
{
    struct stat st;

    return stat(db->path, &st) < 0 || st.st_ino != db->file.st_ino ||
           st.st_dev != db->file.st_dev;
}

static bool is_log_held(const struct db *db)
{
    int frames = 0, done = 0;
    struct stat log;

    if (stat(db->log, &log) < 0 || log.st_size < LOG_MAX)
        return false;
    sqlite3_wal_checkpoint_v2(db->sql, "main", SQLITE_CHECKPOINT_PASSIVE,
                              &frames, &done);
    return (frames - done) * db->page > LOG_MAX / 2;
}

static int add_origin(struct db *db, const char *url)
{
    bind_slice(db->made[ORIGIN], 1, slice_of(url));
    return run(db->made[ORIGIN]);
}

int rows_begin(struct db *db)
{
    int r;

    if (is_moved(db))
        return -ESTALE;
    if (is_log_held(db))
        return -EBUSY;
    r = run(db->made[BEGIN]);
    if (r < 0)
        return r;
    r = add_origin(db, db->origin);
    if (r == 0)
        r = add_origin(db, db->eps);
    return r < 0 ? rows_end(db, r) : 0;
}

int rows_end(struct db *db, int r)
{
    if (r == 0)
        r = run(db->made[COMMIT]);
    if (r < 0 && !sqlite3_get_autocommit(db->sql))
        run(db->made[ROLLBACK]);
    return r;
}

static void bind_text(sqlite3_stmt *made, int at, const char *text)
{
    sqlite3_bind_text(made, at, text, -1, SQLITE_STATIC);
}

static int drop_old(struct db *db, struct slice key)
{
    sqlite3_stmt *old = for_old_key(db, DROP, key);

    return old ? run(old) : 0;
}

int rows_keep(struct db *db, struct slice key, const struct record *record,
              int64_t used)
{
    sqlite3_stmt *made = for_key(db, KEEP, key);
    size_t size = record->body ? record->body->size : 0;
    struct slice packed = {0};
    int r;

    if (record->body && pack_body(db->pack, record->body, &packed) < 0)
        return -ENOMEM;
    sqlite3_bind_int(made, PARAMETER(STATUS), record->status);
    sqlite3_bind_int64(made, PARAMETER(FETCHED), record->fetched);
    sqlite3_bind_int(made, PARAMETER(PART), record->excerpt);
    bind_text(made, PARAMETER(ETAG), record->etag);
    sqlite3_bind_int(made, PARAMETER(INTAKE), (int)record->finding.intake);
    bind_text(made, PARAMETER(CODE), record->finding.code);
    bind_text(made, PARAMETER(MESSAGE), record->finding.message);
    sqlite3_bind_int64(made, PARAMETER(SIZE), (sqlite3_int64)size);
    sqlite3_bind_int64(made, PARAMETER(SUM), sum_of(key, record, size, packed));
    if (packed.at)
        sqlite3_bind_blob64(made, PARAMETER(BODY), packed.at, packed.len,
                            SQLITE_STATIC);
    sqlite3_bind_int64(made, PARAMETER(USED), used);
    r = run(made);
    return r == 0 ? drop_old(db, key) : r;
}

static int use(sqlite3_stmt *made, int64_t used)
{
    sqlite3_bind_int64(made, 3, used);
    return run(made);
}

int rows_use(struct db *db, struct slice key, int64_t used)
{
    int r = use(for_key(db, USE, key), used);
    sqlite3_stmt *old = for_old_key(db, USE, key);

    return r == 0 && old ? use(old, used) : r;
}

int rows_drop(struct db *db, struct slice key)
{
    int r = run(for_key(db, DROP, key));

    return r == 0 ? drop_old(db, key) : r;
}

int rows_drop_all(struct db *db, struct slice stem)
{
    struct buf to = BUF_INIT(stem.len + 1);
    int r = bind_range(db, DROP_ALL, stem, &to);

    if (r == 0)
        r = run(db->made[DROP_ALL]);
    buf_fini(&to);
    return r;
}

/* --- the budget ---------------------------------------------------------- */

static int number(struct db *db, enum statement which, int64_t *ret_number)
{
    sqlite3_stmt *made = db->made[which];
    int r = db_fault(sqlite3_step(made));

    *ret_number = sqlite3_column_int64(made, 0);
    sqlite3_reset(made);
    return r;
}

int rows_measure(struct db *db, struct measure *ret_measure)
{
    int64_t pages = 0, unused = 0, space = home_space(db->path);
    int r = number(db, PAGES, &pages);

    if (r == 0)
        r = number(db, FREE_PAGES, &unused);
    if (r < 0)
        return r;
    *ret_measure = (struct measure){
        .bytes = (pages - unused) * db->page,
        .file = pages * db->page,
        .allowed = db->size,
    };
    if (ret_measure->file + space < db->size)
        ret_measure->allowed = ret_measure->file + space;
    return 0;
}

int rows_sweep(struct db *db, const struct measure *measure)
{
    int r = 0;

    if (measure->bytes > measure->allowed)
        r = run(db->made[SWEEP]);
    if (r == 0 && measure->file > measure->allowed)
        while ((r = sqlite3_step(db->made[SHRINK])) == SQLITE_ROW)
            ;
    sqlite3_reset(db->made[SHRINK]);
    return r < 0 ? r : db_fault(r);
}
