/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static void what_was_kept_is_there_after_a_restart(void)
{
    begin();
    CHECK(has_none("a/b"));
    keep("a/b", "<xml/>");
    until_kept(1);
    CHECK(has("a/b", "<xml/>"));
    reopen();
    CHECK(has("a/b", "<xml/>"));
    CHECK(has_none("a/b/c"));
    end();
}

/* Unmounting at once loses nothing. */
static void what_waits_is_kept_at_the_end(void)
{
    begin();
    CHECK(has_none("a"));
    for (int i = 0; i < 3; i++) {
        keep("a", "x");
        keep("b", "y");
        store_turn(store, now);
    }
    keep("c", "z");
    reopen();
    CHECK(has("a", "x"));
    CHECK(has("b", "y"));
    CHECK(has("c", "z"));
    end();
}

static void all_of_a_record_comes_back(void)
{
    struct store_key key = key_of("a");
    struct record record = {.status = 200,
                            .fetched = 1234567890,
                            .part = true,
                            .etag = "\"0abc\""};
    struct inquiry t;

    begin();
    record.body = blob_copy("\0\xff", 2);
    store_keep(store, &key, &record);
    blob_unref(record.body);
    until_kept(1);
    CHECK(ask(&t, "a"));
    CHECK_INT(t.record.status, 200);
    CHECK_INT(t.record.fetched, 1234567890);
    CHECK(t.record.part);
    CHECK_STR(t.record.etag, "\"0abc\"");
    CHECK_INT(t.record.body->size, 2);
    CHECK(memcmp(t.record.body->data, "\0\xff", 2) == 0);
    blob_unref(t.record.body);
    end();
}

static void an_absence_is_kept_too(void)
{
    struct store_key key = key_of("gone");
    struct record record = {.status = 404,
                            .fetched = 77,
                            .finding = {INTAKE_FAULT, "SERVER.EntityNotFound",
                                        "No results found"}};
    struct inquiry t;

    begin();
    store_keep(store, &key, &record);
    until_kept(1);
    reopen();
    CHECK(ask(&t, "gone"));
    CHECK(t.record.body == NULL);
    CHECK_INT(t.record.status, 404);
    CHECK_INT(t.record.finding.intake, INTAKE_FAULT);
    CHECK_STR(t.record.finding.code, "SERVER.EntityNotFound");
    CHECK_STR(t.record.finding.message, "No results found");
    end();
}

static void a_body_may_be_empty_or_long(void)
{
    size_t len = (size_t)8 << 20;
    char *body = malloc(len + 1);

    for (size_t i = 0; i < len; i++)
        body[i] = (char)('a' + i * i % 26);
    body[len] = '\0';
    begin();
    keep("empty", "");
    keep("long", body);
    until_kept(2);
    CHECK(has("empty", ""));
    CHECK(has("long", body));
    end();
    free(body);
}

static void the_key_is_path_query_and_accept(void)
{
    struct store_key json = {SLICE("a?Range=1-25"), "application/json"};
    struct inquiry t = {.asker.answered = hear};

    begin();
    keep("a?Range=1-25", "x");
    until_kept(1);
    CHECK(has_none("a"));
    CHECK(has_none("a?Range=26-50"));
    CHECK(store_ask(store, &json, now, &t.asker));
    until_answered(&t);
    CHECK(!t.is_found);
    CHECK(has("a?Range=1-25", "x"));
    end();
}

/* What a simulator says is not what OPS says. */
static void another_server_has_answers_of_its_own(void)
{
    begin();
    keep("a", "of one");
    until_kept(1);
    store_free(store);
    open_store_of("https://ops.example/3.2");
    CHECK(has_none("a"));
    keep("a", "of the other");
    until_kept(1);
    CHECK(has("a", "of the other"));
    reopen();
    CHECK(has("a", "of one"));
    end();
}

static void the_latest_takes_the_place_of_others(void)
{
    begin();
    keep("a", "old");
    keep("a", "new");
    until_kept(2);
    CHECK(has("a", "new"));
    keep("a", "newer");
    until_kept(3);
    CHECK(has("a", "newer"));
    end();
}

static void an_asker_who_leaves_is_not_called(void)
{
    struct inquiry one, other;

    begin();
    CHECK(begin_to_ask(&one, "a"));
    CHECK(begin_to_ask(&other, "b"));
    store_leave(&one.asker);
    until_answered(&other);
    CHECK(!one.is_answered);
    store_leave(&other.asker);
    CHECK(begin_to_ask(&one, "a"));
    store_leave(&one.asker);
    end();
}

/* So that what is not kept travels to OPS together. */
static void those_asked_in_one_turn_are_answered_in_one(void)
{
    enum { MANY = 300 };
    static struct inquiry all[MANY];
    char path[20];
    int answered = 0;

    begin();
    CHECK(has_none("a"));
    for (int i = 0; i < MANY; i++) {
        snprintf(path, sizeof(path), "%d", i);
        CHECK(begin_to_ask(&all[i], path));
    }
    until_answered(&all[0]);
    for (int i = 0; i < MANY; i++)
        answered += all[i].is_answered;
    CHECK_INT(answered, MANY);
    end();
}

static void only_its_user_can_read_it(void)
{
    static const char *const names[] = {"", "-wal", "-shm", "-lock"};
    char path[256];
    struct stat st;
    mode_t before = umask(0);

    begin();
    keep("a", "x");
    until_kept(1);
    CHECK(stat(place, &st) == 0 && (st.st_mode & 07777) == 0700);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", file, names[i]);
        CHECK(stat(path, &st) == 0 && (st.st_mode & 07777) == 0600);
    }
    end();
    umask(before);
}

/* Whoever is read often is no reason to write. */
static void reading_marks_a_record_now_and_then(void)
{
    begin();
    keep("a", "x");
    until_kept(1);
    CHECK(has("a", "x"));
    CHECK_INT(report().waiting, 0);
    now.wall += 7 * 3600;
    CHECK(has("a", "x"));
    CHECK_INT(report().found, 2);
    CHECK(store_deadline(store) == NEVER || report().waiting == 1);
    now.wall -= 7 * 3600;
    end();
}

static void an_idle_store_wakes_nobody(void)
{
    begin();
    keep("a", "x");
    until_kept(1);
    CHECK(store_deadline(store) == NEVER);
    end();
}

TEST_MAIN({"what was kept is there after a restart",
           what_was_kept_is_there_after_a_restart},
          {"what waits is kept at the end", what_waits_is_kept_at_the_end},
          {"all of a record comes back", all_of_a_record_comes_back},
          {"an absence is kept, too", an_absence_is_kept_too},
          {"a body may be empty or long", a_body_may_be_empty_or_long},
          {"the key is path, query and accept",
           the_key_is_path_query_and_accept},
          {"another server has answers of its own",
           another_server_has_answers_of_its_own},
          {"the latest takes the place of others",
           the_latest_takes_the_place_of_others},
          {"an asker who leaves is not called",
           an_asker_who_leaves_is_not_called},
          {"those asked in one turn are answered in one",
           those_asked_in_one_turn_are_answered_in_one},
          {"only its user can read it", only_its_user_can_read_it},
          {"reading marks a record now and then",
           reading_marks_a_record_now_and_then},
          {"an idle store wakes nobody", an_idle_store_wakes_nobody})
