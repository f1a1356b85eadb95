/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that are not what was written: flipped, cut, foreign, newer. No wrong
 * byte is ever given, and what is not ours is left as it is.
 */
#include "store-fixture.h"

#include "check.h"

#include <sqlite3.h>

#define REST_MS 30000
enum { RECORDS = 40, FLIPS = 300, CUTS = 40 };

static char *image; /* of a whole file */
static size_t image_size;

static uint64_t dice = 88172645463325252u;

static uint64_t roll(uint64_t sides)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return dice % sides;
}

/* Some short, some of several pages that do not shrink. */
static void body_of(int i, char *to, size_t size)
{
    size_t len = i % 4 == 3 ? size - 1 : (size_t)i * 20 + 30;
    uint64_t x = (uint64_t)i + 1;

    for (size_t at = 0; at < len; at++) {
        x = x * 6364136223846793005u + 1442695040888963407u;
        to[at] = (char)(33 + (x >> 33) % 90);
    }
    to[len] = '\0';
}

static void path_of(int i, char to[20])
{
    snprintf(to, 20, "record/%d", i);
}

static void keep_all(void)
{
    char body[20000], path[20];

    for (int i = 0; i < RECORDS; i++) {
        body_of(i, body, sizeof(body));
        path_of(i, path);
        t_store_keep(path, body);
    }
    t_store_until_kept(t_store_report().kept + t_store_report().lost + RECORDS);
}

static void read_image(void)
{
    struct stat st;
    int fd = open(t_store.file, O_RDONLY);

    CHECK(fd >= 0 && fstat(fd, &st) == 0);
    image_size = (size_t)st.st_size;
    image = malloc(image_size);
    CHECK(read(fd, image, image_size) == (ssize_t)image_size);
    close(fd);
}

static void write_image(size_t size)
{
    static const char *const suffixes[] = {"-wal", "-shm", "-journal"};
    char path[256];
    int fd;

    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", t_store.file, suffixes[i]);
        unlink(path);
    }
    fd = open(t_store.file, O_WRONLY | O_TRUNC | O_CREAT, 0600);
    CHECK(write(fd, image, size) == (ssize_t)size);
    close(fd);
}

static void begin_with_image(void)
{
    t_store_begin();
    keep_all();
    store_free(t_store.store);
    read_image();
}

static void end_with_image(void)
{
    free(image);
    t_store_end();
}

/* How many are found; a wrong one fails. */
static int look_at_all(void)
{
    char body[20000], path[20];
    struct t_inquiry t;
    int found = 0;

    for (int i = 0; i < RECORDS; i++) {
        body_of(i, body, sizeof(body));
        path_of(i, path);
        if (!t_store_ask(&t, path))
            continue;
        found++;
        CHECK_INT(t.record.status, 200);
        CHECK_INT(t.record.fetched, t_store.now.wall);
        CHECK(t.record.body && t.record.body->size == strlen(body) &&
              memcmp(t.record.body->data, body, strlen(body)) == 0);
        blob_unref(t.record.body);
    }
    return found;
}

/* Whatever was wrong: it keeps, and finds what it kept. */
static void is_well_again(void)
{
    for (int i = 0; i < 4; i++) {
        t_store_keep("again", "well");
        t_store_until_kept(t_store_report().kept + t_store_report().lost + 1);
        if (t_store_has("again", "well"))
            return;
        t_store.now.ms += REST_MS;
    }
    CHECK(false);
    printf("# reading: %s\n# writing: %s\n", t_store_report().reading,
           t_store_report().writing);
}

/* True: it made a difference. */
static bool flip(size_t at)
{
    char bit = (char)(1 << roll(8));
    bool lost;

    image[at] ^= bit;
    write_image(image_size);
    image[at] ^= bit;
    t_store_open();
    lost = look_at_all() < RECORDS || t_store_report().damaged > 0;
    store_free(t_store.store);
    return lost;
}

static void a_flipped_byte_is_never_given(void)
{
    int lost = 0;

    begin_with_image();
    for (int i = 0; i < FLIPS && !check_failed; i++)
        lost += flip(i < 100 ? (size_t)i : roll(image_size));
    CHECK(lost > 10);
    t_store_open();
    end_with_image();
}

/* What is said of a body counts as much as the body: status, time, size. */
static void nor_is_one_that_is_no_body(void)
{
    static const char key[] = "record/1\napplication/xml";
    const char *at;
    int lost = 0;

    begin_with_image();
    at = memmem(image, image_size, key, sizeof(key) - 1);
    CHECK(at != NULL);
    for (size_t i = 0; at && i < 80 && !check_failed; i++)
        lost += flip((size_t)(at - image) - 20 + i);
    CHECK(lost > 60);
    t_store_open();
    end_with_image();
}

/* It goes, and the next answer is kept in its place. */
static void a_damaged_record_is_replaced(void)
{
    char body[20000];

    begin_with_image();
    body_of(3, body, sizeof(body));
    for (size_t i = 0; i + 2000 < image_size; i += 4096)
        image[i + 2000] ^= 1;
    write_image(image_size);
    t_store_open();
    for (int i = 0; i < 3 && t_store_report().damaged == 0; i++)
        look_at_all();
    CHECK(t_store_report().damaged > 0 || t_store_report().reading);
    is_well_again();
    keep_all();
    CHECK_INT(look_at_all(), RECORDS);
    end_with_image();
}

static void a_cut_file_is_begun_anew(void)
{
    begin_with_image();
    for (int i = 0; i < CUTS && !check_failed; i++) {
        write_image(200 + roll(image_size - 200));
        t_store_open();
        look_at_all();
        is_well_again();
        store_free(t_store.store);
    }
    write_image(0);
    t_store_open();
    CHECK_INT(look_at_all(), 0);
    is_well_again();
    end_with_image();
}

static void spoil_in_place(void)
{
    int fd = open(t_store.file, O_WRONLY);

    memset(image + 4096, 0xff, image_size - 4096);
    CHECK(pwrite(fd, image, image_size, 0) == (ssize_t)image_size);
    close(fd);
}

/* The last user does that: no file is pulled away under somebody. */
static void a_damaged_file_that_others_use_stays(void)
{
    struct store *other, *mine;
    struct stat before, after;

    begin_with_image();
    t_store_open();
    CHECK_INT(look_at_all(), RECORDS);
    other = t_store.store;
    spoil_in_place();
    CHECK(stat(t_store.file, &before) == 0);
    t_store_open();
    mine = t_store.store;
    for (int i = 0; i < 3; i++) {
        CHECK_INT(look_at_all(), 0);
        CHECK(t_store_report().reading &&
              strstr(t_store_report().reading, "damaged"));
        t_store.now.ms += REST_MS;
    }
    CHECK(stat(t_store.file, &after) == 0 && before.st_ino == after.st_ino);
    store_free(other);
    t_store.store = mine;
    is_well_again();
    end_with_image();
}

/* An index of which a write lost a page: all records are in the table, and none
 * of them can be taken out. */
static void lose_index(void)
{
    static const char sql[] =
        "CREATE TEMP TABLE was AS SELECT * FROM sqlite_schema"
        " WHERE name = 'answer_used';"
        "PRAGMA writable_schema = ON;"
        "DELETE FROM sqlite_schema WHERE name = 'answer_used';"
        "PRAGMA writable_schema = RESET;"
        "UPDATE answer SET used = used + 1;"
        "PRAGMA writable_schema = ON;"
        "INSERT INTO sqlite_schema SELECT * FROM was;";
    sqlite3 *db = NULL;

    CHECK_INT(sqlite3_open(t_store.file, &db), SQLITE_OK);
    CHECK_INT(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void so_is_one_with_a_damaged_index(void)
{
    struct store_key key = t_store_key("record/0");

    begin_with_image();
    lose_index();
    t_store_open();
    CHECK_INT(look_at_all(), RECORDS);
    store_drop(t_store.store, &key);
    while (!t_store_report().reading)
        t_store_turn();
    CHECK(strstr(t_store_report().reading, "damaged") != NULL);
    t_store.now.ms += REST_MS;
    is_well_again();
    CHECK_INT(look_at_all(), 0);
    end_with_image();
}

static bool is_image(void)
{
    char *was = image;
    size_t size = image_size;
    bool same;

    read_image();
    same = image_size == size && memcmp(image, was, size) == 0;
    free(image);
    image = was;
    image_size = size;
    return same;
}

static void is_left_alone(const char *words)
{
    struct t_inquiry t;

    write_image(image_size);
    t_store_open();
    CHECK(!t_store_ask(&t, "record/1"));
    CHECK(t_store_report().reading && strstr(t_store_report().reading, words));
    t_store_keep("new", "x");
    t_store.now.ms += REST_MS;
    CHECK(!t_store_ask(&t, "record/1"));
    store_free(t_store.store);
    CHECK(is_image());
}

static void put_schema(unsigned char number)
{
    image[60] = image[61] = image[62] = 0;
    image[63] = (char)number;
}

static void a_newer_file_is_left_alone(void)
{
    begin_with_image();
    put_schema(2);
    is_left_alone("newer opsfs (schema 2, this one knows 1)");
    put_schema(1);
    write_image(image_size);
    t_store_open();
    CHECK_INT(look_at_all(), RECORDS);
    end_with_image();
}

static void a_foreign_file_is_left_alone(void)
{
    sqlite3 *sql = NULL;

    t_store_begin();
    store_free(t_store.store);
    unlink(t_store.file);
    CHECK_INT(sqlite3_open(t_store.file, &sql), SQLITE_OK);
    CHECK_INT(sqlite3_exec(sql, "CREATE TABLE answer (mine)", NULL, NULL, NULL),
              SQLITE_OK);
    sqlite3_close(sql);
    read_image();
    is_left_alone("not a store of opsfs");
    strcpy(image, "my notes");
    image_size = 9;
    is_left_alone("not a store of opsfs");
    t_store.store = NULL;
    end_with_image();
}

/* SQLite writes the first page before there is a table. */
static void a_file_that_is_being_made_is_no_foreign_one(void)
{
    sqlite3 *sql = NULL;

    t_store_begin();
    store_free(t_store.store);
    unlink(t_store.file);
    CHECK_INT(sqlite3_open(t_store.file, &sql), SQLITE_OK);
    CHECK_INT(sqlite3_exec(sql, "PRAGMA auto_vacuum = INCREMENTAL", NULL, NULL,
                           NULL),
              SQLITE_OK);
    sqlite3_close(sql);
    t_store_open();
    CHECK(t_store_has_none("a"));
    CHECK(!t_store_report().reading);
    t_store_keep("a", "x");
    t_store_until_kept(1);
    CHECK(t_store_has("a", "x"));
    t_store_end();
}

/* `rm -r ~/.cache` under a mount: what comes next is kept in a new file. */
static void a_file_that_was_taken_away_is_made_anew(void)
{
    char command[192];

    t_store_begin();
    t_store_keep("a", "x");
    t_store_until_kept(1);
    snprintf(command, sizeof(command), "rm -r '%s'", t_store.place);
    CHECK_INT(system(command), 0);
    t_store_keep("b", "y");
    t_store_until_kept(2);
    CHECK(strstr(t_store_report().writing, "was removed") != NULL);
    is_well_again();
    t_store_reopen();
    CHECK(t_store_has("again", "well"));
    t_store_end();
}

TEST_MAIN({"a flipped byte is never given", a_flipped_byte_is_never_given},
          {"nor is one that is no body", nor_is_one_that_is_no_body},
          {"a damaged record is replaced", a_damaged_record_is_replaced},
          {"a cut file is begun anew", a_cut_file_is_begun_anew},
          {"so is one with a damaged index", so_is_one_with_a_damaged_index},
          {"a damaged file that others use stays",
           a_damaged_file_that_others_use_stays},
          {"a newer file is left alone", a_newer_file_is_left_alone},
          {"a foreign file is left alone", a_foreign_file_is_left_alone},
          {"a file that is being made is no foreign one",
           a_file_that_is_being_made_is_no_foreign_one},
          {"a file that was taken away is made anew",
           a_file_that_was_taken_away_is_made_anew})
