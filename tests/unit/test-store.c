/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "check.h"
#include "ops/base_url.h"

static void what_was_kept_is_there_after_a_restart(void)
{
    t_store_begin();
    CHECK(t_store_has_none("a/b"));
    t_store_keep("a/b", "<xml/>");
    t_store_until_kept(1);
    CHECK(t_store_has("a/b", "<xml/>"));
    t_store_reopen();
    CHECK(t_store_has("a/b", "<xml/>"));
    CHECK(t_store_has_none("a/b/c"));
    t_store_end();
}

/* Unmounting at once loses nothing. */
static void what_waits_is_kept_at_the_end(void)
{
    t_store_begin();
    CHECK(t_store_has_none("a"));
    for (int i = 0; i < 3; i++) {
        t_store_keep("a", "x");
        t_store_keep("b", "y");
        store_turn(t_store.store, t_store.now);
    }
    t_store_keep("c", "z");
    t_store_reopen();
    CHECK(t_store_has("a", "x"));
    CHECK(t_store_has("b", "y"));
    CHECK(t_store_has("c", "z"));
    t_store_end();
}

static void all_of_a_record_comes_back(void)
{
    struct store_key key = t_store_key("a");
    struct record record = {.status = 200,
                            .fetched = 1234567890,
                            .excerpt = true,
                            .etag = "\"0abc\""};
    struct t_inquiry t;

    t_store_begin();
    record.body = blob_copy("\0\xff", 2);
    store_keep(t_store.store, &key, &record);
    blob_unref(record.body);
    t_store_until_kept(1);
    CHECK(t_store_ask(&t, "a"));
    CHECK_INT(t.record.status, 200);
    CHECK_INT(t.record.fetched, 1234567890);
    CHECK(t.record.excerpt);
    CHECK_STR(t.record.etag, "\"0abc\"");
    CHECK_INT(t.record.body->size, 2);
    CHECK(memcmp(t.record.body->data, "\0\xff", 2) == 0);
    blob_unref(t.record.body);
    t_store_end();
}

static void an_absence_is_kept_too(void)
{
    struct store_key key = t_store_key("gone");
    struct record record = {.status = 404,
                            .fetched = 77,
                            .finding = {INTAKE_FAULT, "SERVER.EntityNotFound",
                                        "No results found"}};
    struct t_inquiry t;

    t_store_begin();
    store_keep(t_store.store, &key, &record);
    t_store_until_kept(1);
    t_store_reopen();
    CHECK(t_store_ask(&t, "gone"));
    CHECK(t.record.body == NULL);
    CHECK_INT(t.record.status, 404);
    CHECK_INT(t.record.finding.intake, INTAKE_FAULT);
    CHECK_STR(t.record.finding.code, "SERVER.EntityNotFound");
    CHECK_STR(t.record.finding.message, "No results found");
    t_store_end();
}

static void a_body_may_be_empty_or_long(void)
{
    size_t len = (size_t)8 << 20;
    char *body = malloc(len + 1);

    for (size_t i = 0; i < len; i++)
        body[i] = (char)('a' + i * i % 26);
    body[len] = '\0';
    t_store_begin();
    t_store_keep("empty", "");
    t_store_keep("long", body);
    t_store_until_kept(2);
    CHECK(t_store_has("empty", ""));
    CHECK(t_store_has("long", body));
    t_store_end();
    free(body);
}

static void the_key_is_path_query_and_accept(void)
{
    struct store_key json = {SLICE("a?Range=1-25"), "application/json",
                             SERVER_OPS};
    struct t_inquiry t = {.reader.answered = t_store_hear};

    t_store_begin();
    t_store_keep("a?Range=1-25", "x");
    t_store_until_kept(1);
    CHECK(t_store_has_none("a"));
    CHECK(t_store_has_none("a?Range=26-50"));
    CHECK(store_ask(t_store.store, &json, t_store.now, &t.reader));
    t_store_until_answered(&t);
    CHECK(!t.is_found);
    CHECK(t_store_has("a?Range=1-25", "x"));
    t_store_end();
}

/* What a simulator says is not what OPS says. */
static void another_server_has_answers_of_its_own(void)
{
    t_store_begin();
    t_store_keep("a", "of one");
    t_store_until_kept(1);
    store_free(t_store.store);
    t_store_open_of("https://ops.example/3.2");
    CHECK(t_store_has_none("a"));
    t_store_keep("a", "of the other");
    t_store_until_kept(1);
    CHECK(t_store_has("a", "of the other"));
    t_store_reopen();
    CHECK(t_store_has("a", "of one"));
    t_store_end();
}

#define ONE_EPS "http://127.0.0.1/eps"
#define OTHER_EPS "http://127.0.0.1/other-eps"
#define DOCUMENT "patents/EP1000000NWA1/document"

static void reopen_of(enum server server, const char *eps)
{
    t_store.server = server;
    t_store.eps = eps;
    t_store_reopen();
}

static void each_server_has_its_keys(void)
{
    t_store_begin();
    t_store_keep("a", "of OPS");
    t_store_until_kept(1);
    reopen_of(SERVER_EPS, ONE_EPS);
    t_store_keep("a", "of one");
    t_store_until_kept(1);
    reopen_of(SERVER_EPS, OTHER_EPS);
    CHECK(t_store_has_none("a"));
    t_store_keep("a", "of the other");
    t_store_until_kept(1);
    reopen_of(SERVER_OPS, OTHER_EPS);
    CHECK(t_store_has("a", "of OPS"));
    store_drop(t_store.store,
               &(struct store_key){t_store_key("a").path,
                                   t_store_key("a").accept, SERVER_EPS});
    CHECK(t_store_has("a", "of OPS"));
    reopen_of(SERVER_EPS, OTHER_EPS);
    CHECK(t_store_has_none("a"));
    reopen_of(SERVER_EPS, ONE_EPS);
    CHECK(t_store_has("a", "of one"));
    reopen_of(SERVER_OPS, EPS_URL_DEFAULT);
    t_store_end();
}

/* As stores have them that are older than those keys. */
static void an_old_document_is_found(void)
{
    struct store_key key = {SLICE(DOCUMENT), "application/xml", SERVER_EPS};

    t_store_begin();
    t_store_keep(DOCUMENT, "old");
    t_store_keep("patents/other", "old, too");
    t_store_until_kept(2);
    reopen_of(SERVER_EPS, OTHER_EPS);
    CHECK(t_store_has_none(DOCUMENT));
    reopen_of(SERVER_EPS, EPS_URL_DEFAULT);
    CHECK(t_store_has(DOCUMENT, "old"));
    t_store_keep(DOCUMENT, "new");
    t_store_until_kept(1);
    CHECK(t_store_has(DOCUMENT, "new"));
    store_drop(t_store.store, &key);
    t_store_reopen();
    CHECK(t_store_has_none(DOCUMENT));
    CHECK(t_store_has("patents/other", "old, too"));
    t_store.server = SERVER_OPS;
    t_store_end();
}

static void the_latest_takes_the_place_of_others(void)
{
    t_store_begin();
    t_store_keep("a", "old");
    t_store_keep("a", "new");
    t_store_until_kept(2);
    CHECK(t_store_has("a", "new"));
    t_store_keep("a", "newer");
    t_store_until_kept(3);
    CHECK(t_store_has("a", "newer"));
    t_store_end();
}

static void a_reader_who_leaves_is_not_called(void)
{
    struct t_inquiry one, other;

    t_store_begin();
    CHECK(t_store_begin_to_ask(&one, "a"));
    CHECK(t_store_begin_to_ask(&other, "b"));
    store_leave(&one.reader);
    t_store_until_answered(&other);
    CHECK(!one.is_answered);
    store_leave(&other.reader);
    CHECK(t_store_begin_to_ask(&one, "a"));
    store_leave(&one.reader);
    t_store_end();
}

/* So that what is not kept travels to OPS together. */
static void those_asked_in_one_turn_are_answered_in_one(void)
{
    enum { MANY = 300 };
    static struct t_inquiry all[MANY];
    char path[20];
    int answered = 0;

    t_store_begin();
    CHECK(t_store_has_none("a"));
    for (int i = 0; i < MANY; i++) {
        snprintf(path, sizeof(path), "%d", i);
        CHECK(t_store_begin_to_ask(&all[i], path));
    }
    t_store_until_answered(&all[0]);
    for (int i = 0; i < MANY; i++)
        answered += all[i].is_answered;
    CHECK_INT(answered, MANY);
    t_store_end();
}

static void only_its_user_can_read_it(void)
{
    static const char *const names[] = {"", "-wal", "-shm", "-lock"};
    char path[256];
    struct stat st;
    mode_t before = umask(0);

    t_store_begin();
    t_store_keep("a", "x");
    t_store_until_kept(1);
    CHECK(stat(t_store.place, &st) == 0 && (st.st_mode & 07777) == 0700);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", t_store.file, names[i]);
        CHECK(stat(path, &st) == 0 && (st.st_mode & 07777) == 0600);
    }
    t_store_end();
    umask(before);
}

/* Whoever is read often is no reason to write. */
static void reading_marks_a_record_now_and_then(void)
{
    t_store_begin();
    t_store_keep("a", "x");
    t_store_until_kept(1);
    CHECK(t_store_has("a", "x"));
    CHECK_INT(t_store_report().waiting, 0);
    t_store.now.wall += 7 * 3600;
    CHECK(t_store_has("a", "x"));
    CHECK_INT(t_store_report().found, 2);
    CHECK(store_deadline(t_store.store) == NEVER ||
          t_store_report().waiting == 1);
    t_store.now.wall -= 7 * 3600;
    t_store_end();
}

static void an_idle_store_wakes_nobody(void)
{
    t_store_begin();
    t_store_keep("a", "x");
    t_store_until_kept(1);
    CHECK(store_deadline(t_store.store) == NEVER);
    t_store_end();
}

/* A reader who comes after it is found at once; a stream of them is not a
 * transaction each. */
static void answers_wait_for_others_after_a_transaction(void)
{
    int64_t first;

    t_store_begin();
    t_store_keep("a", "x");
    t_store_until_kept(1);
    first = t_store.now.ms;
    t_store_keep("b", "x");
    store_turn(t_store.store, t_store.now);
    CHECK(store_deadline(t_store.store) > first);
    CHECK(store_leisure(t_store.store) == NEVER);
    t_store.now.ms = store_deadline(t_store.store) - 1;
    t_store_keep("c", "x");
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 2);
    t_store.now.ms++;
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 0);
    t_store_until_kept(3);
    t_store.now.ms += 1000;
    t_store_keep("d", "x");
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 0);
    t_store_end();
}

/* What would fill a transaction does not wait. */
static void many_answers_do_not_wait(void)
{
    char key[32];

    t_store_begin();
    t_store_keep("a", "x");
    t_store_until_kept(1);
    for (int i = 0; i < 1000; i++) {
        snprintf(key, sizeof(key), "more/%d", i);
        t_store_keep(key, "x");
    }
    CHECK(store_deadline(t_store.store) <= t_store.now.ms);
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 0);
    t_store_end();
}

/* As fs/anchored keeps the path of a handle. */
static void keep_path(const char *key)
{
    struct record record = {.fetched = t_store.now.wall,
                            .body = blob_copy("/patent", 7)};

    store_keep(t_store.store,
               &(struct store_key){slice_of(key), "", SERVER_NONE}, &record);
    blob_unref(record.body);
}

static void begin_with_paths(void)
{
    t_store_begin();
    t_store_keep("a", "x");
    t_store_until_kept(1);
    keep_path("handles/1");
    keep_path("handles/2");
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 2);
    CHECK(store_deadline(t_store.store) == NEVER);
    CHECK(store_leisure(t_store.store) > t_store.now.ms);
}

static void paths_of_handles_wait_for_more(void)
{
    begin_with_paths();
    t_store.now.ms = store_leisure(t_store.store) - 1;
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 2);
    t_store.now.ms++;
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 0);
    CHECK(store_leisure(t_store.store) == NEVER);
    t_store_end();
}

static void an_answer_takes_them_along(void)
{
    begin_with_paths();
    t_store_keep("b", "x");
    t_store.now.ms = store_deadline(t_store.store);
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 0);
    t_store_until_kept(2);
    t_store_end();
}

/* However many directories are looked up, they do not pile up. */
static void many_paths_do_not_wait(void)
{
    char key[32];

    begin_with_paths();
    for (int i = 0; i < 1000; i++) {
        snprintf(key, sizeof(key), "handles/%d", i + 3);
        keep_path(key);
    }
    store_turn(t_store.store, t_store.now);
    CHECK_INT(t_store_report().waiting, 0);
    t_store_end();
}

TEST_MAIN({"what was kept is there after a restart",
           what_was_kept_is_there_after_a_restart},
          {"answers wait for others after a transaction",
           answers_wait_for_others_after_a_transaction},
          {"many answers do not wait", many_answers_do_not_wait},
          {"what waits is kept at the end", what_waits_is_kept_at_the_end},
          {"all of a record comes back", all_of_a_record_comes_back},
          {"an absence is kept, too", an_absence_is_kept_too},
          {"a body may be empty or long", a_body_may_be_empty_or_long},
          {"the key is path, query and accept",
           the_key_is_path_query_and_accept},
          {"another server has answers of its own",
           another_server_has_answers_of_its_own},
          {"each server has its keys", each_server_has_its_keys},
          {"an old document is found", an_old_document_is_found},
          {"the latest takes the place of others",
           the_latest_takes_the_place_of_others},
          {"a reader who leaves is not called",
           a_reader_who_leaves_is_not_called},
          {"those asked in one turn are answered in one",
           those_asked_in_one_turn_are_answered_in_one},
          {"only its user can read it", only_its_user_can_read_it},
          {"reading marks a record now and then",
           reading_marks_a_record_now_and_then},
          {"an idle store wakes nobody", an_idle_store_wakes_nobody},
          {"paths of handles wait for more", paths_of_handles_wait_for_more},
          {"an answer takes them along", an_answer_takes_them_along},
          {"many paths do not wait", many_paths_do_not_wait})
