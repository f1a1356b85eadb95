/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/bundle: bundles that fail, in part or as a whole. A good record is never
 * refused for its company.
 */
#include "bundle-fixture.h"

static const struct want *want(unsigned number)
{
    return &wants[number - 1];
}

static void check_fails(unsigned number, int error, enum remember remember,
                        int status)
{
    const struct want *w = want(number);

    CHECK_INT(w->calls, 1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, error);
    CHECK_INT(w->verdict.remember, remember);
    CHECK_INT(w->status, status);
}

static void missing_ones(void)
{
    begin_bundling();
    ask_bulk("o1", "e");
    ask_bulk("m2", "e");
    ask_bulk("o3", "e");
    run(3);
    CHECK_INT(data_requests(), 1);
    CHECK(is_body(want(1), "text of o1"));
    check_fails(2, -ENOENT, REMEMBER_SOURCE, 404);
    CHECK_STR(want(2)->verdict.advice,
              "OPS has no such record: check the number and its kind");
    CHECK(is_body(want(3), "text of o3"));
    end_bundling();
}

/* Then they go alone, and never with others again, not even when tried again. */
static void untold_ones(void)
{
    begin_bundling();
    ask_bulk("u1", "eeo");
    ask_bulk("o2", "e");
    ask_bulk("u3", "o");
    ask_bulk("u4", "4");
    run(4);
    CHECK_STR(buf_text(&posts), "u1,o2,u3,u4 ");
    CHECK_INT(data_requests(), 1 + 3 + 1 + 1);
    CHECK(is_body(want(1), "good"));
    CHECK(is_body(want(2), "text of o2"));
    CHECK(is_body(want(3), "good"));
    check_fails(4, -ENOENT, REMEMBER_SOURCE, 404);
    end_bundling();
}

static void an_unreadable_one(void)
{
    begin_bundling();
    ask_many(2);
    ask_bulk("x3", "4");
    ask_many(5);
    run(8);
    CHECK_STR(buf_text(&posts), "o1,o2,x3,o4,o5,o6,o7,o8 o1,o2,x3,o4 "
                                "o5,o6,o7,o8 o1,o2 x3,o4 ");
    CHECK_STR(asked, "4-3 o-4 ");
    CHECK(is_body(want(4), "good"));
    CHECK(is_body(want(8), "text of o8"));
    check_fails(3, -ENOENT, REMEMBER_SOURCE, 404);
    end_bundling();
}

static void unreadable_among_many(void)
{
    begin_bundling();
    ask_many(37);
    ask_bulk("x38", "4");
    ask_many(62);
    run(100);
    CHECK_INT(data_requests(), 13);
    all_good(0, 37);
    all_good(38, 62);
    end_bundling();
}

static void all_unreadable(void)
{
    begin_bundling();
    for (int i = 0; i < 16; i++)
        ask_bulk("x", "4");
    CHECK(sched_drop(sched, wants[15].job));
    ask_bulk("x17", "4");
    for (int i = 0; i < 6; i++)
        ask_bulk(i % 2 ? "xa" : "xb", "4");
    run(22);
    CHECK_INT(post_count, 3);
    CHECK_INT(data_requests(), 3 + 22);
    end_bundling();
}

/* A newcomer is not put to those who are under suspicion. */
static void suspects_stay_among_themselves(void)
{
    begin_bundling();
    post_script = "h";
    ask_many(2);
    ask_bulk("x3", "4");
    run_until_held(1);
    pace_rest(pace, CLASS_RETRIEVAL, 5000, moment());
    loopback_release(server);
    while (on_wire())
        turn();
    ask_many(2);
    run(5);
    CHECK_STR(buf_text(&posts), "o1,o2,x3 o1,o2,x3 o1,o2 o4,o5 ");
    CHECK_STR(asked, "4-3 ");
    end_bundling();
}

static void what_cannot_be_split(void)
{
    begin_bundling();
    ask_many(3);
    ask_bulk("s4", "o");
    run(4);
    CHECK_STR(buf_text(&posts), "o1,o2,o3,s4 o1,o2 o3,s4 ");
    CHECK_INT(data_requests(), 5);
    all_good(0, 4);
    end_bundling();
}

static void too_many_for_the_service(void)
{
    static const int statuses[] = {413, 503};

    for (int i = 0; i < 2; i++) {
        int64_t began;

        begin_bundling();
        room = 30;
        room_status = statuses[i];
        began = moment().ms;
        ask_many(100);
        run(100);
        CHECK_INT(data_requests(), 1 + 2 + 4);
        all_good(0, 100);
        CHECK_INT(moment().ms - began >= 125 + 250, statuses[i] == 503);
        end_bundling();
    }
}

/* Five tries are for those alone; the halves have not used them up. */
static void out_of_order_for_long(void)
{
    begin_bundling();
    room = 1;
    room_status = 503;
    for (int i = 0; i < 90; i++) {
        char reference[8];

        snprintf(reference, sizeof(reference), "o%d", i);
        ask_bulk(reference, "eeeeeo");
    }
    run(90);
    all_good(0, 90);
    CHECK_INT(data_requests(), 89 + 90 * 6);
    end_bundling();
}

/* --- as a whole ----------------------------------------------------------- */

static void every_script(void)
{
    static const struct {
        const char *script; /* of the bundle */
        enum action action;
        int error;
        unsigned posts, gets, tokens;
    } cases[] = {
        {"o", ACTION_OK, 0, 1, 0, 1},
        {"eo", ACTION_OK, 0, 2, 0, 1},
        {"eeeeeo", ACTION_OK, 0, 6, 0, 1},
        {"eeeeee", ACTION_FAIL, -EIO, 6, 0, 1},
        {"to", ACTION_OK, 0, 2, 0, 2},
        {"ttt", ACTION_FAIL, -EACCES, 3, 0, 3},
        {"wwo", ACTION_OK, 0, 3, 0, 1},
        {"co", ACTION_OK, 0, 2, 0, 1},
        {"cccccc", ACTION_OK, 0, 8, 0, 1},
        {"cccccccc", ACTION_OK, 0, 8, 4, 1},
        {"444", ACTION_OK, 0, 3, 4, 1},
        {"4", ACTION_OK, 0, 3, 0, 1},
        {"B", ACTION_OK, 0, 3, 0, 1},
        {"5", ACTION_OK, 0, 1, 4, 1},
        {"f", ACTION_FAIL, -EACCES, 1, 0, 1},
        {"q", ACTION_QUOTA, -EDQUOT, 1, 0, 1},
        {"b", ACTION_REFUSED, -EACCES, 1, 0, 1},
        {"a", ACTION_REFUSED, -EACCES, 1, 0, 1},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        begin_bundling();
        post_script = cases[i].script;
        ask_many(4);
        run(4);
        printf("# %s\n", cases[i].script);
        for (unsigned n = 1; n <= 4; n++) {
            CHECK_INT(want(n)->calls, 1);
            CHECK_INT(want(n)->verdict.action, cases[i].action);
            CHECK_INT(want(n)->verdict.error, cases[i].error);
        }
        CHECK_INT(post_count, cases[i].posts);
        CHECK_INT(data_requests(), cases[i].posts + cases[i].gets);
        CHECK_INT(tokens, cases[i].tokens);
        CHECK_INT(sched_deadline(sched), NEVER);
        end_bundling();
    }
}

static void states_are_told(void)
{
    begin_bundling();
    post_script = "hee";
    ask_many(3);
    CHECK_INT(job_state(wants[2].job), JOB_WAITS_TOKEN);
    run_until_held(1);
    CHECK_INT(job_state(wants[2].job), JOB_SENT);
    loopback_release(server);
    while (on_wire())
        turn();
    CHECK_INT(job_state(wants[2].job), JOB_WAITS_RETRY);
    CHECK_INT(job_last(wants[2].job)->error, -EIO);
    run(3);
    end_bundling();
}

static void silent_then_good(void)
{
    begin_bundling();
    post_script = "ho";
    ask_many(3);
    run_until_held(1);
    ahead += STALL_MS + 100;
    http_turn(http, moment());
    CHECK_INT(job_last(wants[0].job)->error, -ETIMEDOUT);
    run(3);
    all_good(0, 3);
    CHECK_STR(buf_text(&posts), "o1,o2,o3 o1,o2,o3 ");
    end_bundling();
}

static void cannot_be_reached(void)
{
    bulk_in_use = &the_bulk_calls;
    posts = BUF_INIT(1 << 20);
    begin_at("http://127.0.0.1:1/3.2");
    ask_many(3);
    run(3);
    for (unsigned n = 1; n <= 3; n++)
        check_fails(n, -EIO, REMEMBER_NOT, 0);
    end_bundling();
    begin_at("gopher://127.0.0.1");
    ask_many(3);
    run(3);
    for (unsigned n = 1; n <= 3; n++)
        check_fails(n, -EINVAL, REMEMBER_NOT, 0);
    end_bundling();
}

/* --- nobody waits any more ------------------------------------------------ */

/* The first of two is dropped while both are under way. What it is told is
 * never an absence that was its neighbour's. */
static void dropped_on_the_wire(void)
{
    static const struct {
        const char *script, *reference;
        bool keep;
        enum action action;
        int error;
        const char *posts;
    } cases[] = {
        {"ho", "o1", false, ACTION_OK, 0, ""},
        {"ho", "m1", false, ACTION_FAIL, -ENOENT, ""},
        {"ho", "u1", false, ACTION_FAIL, -EIO, ""},
        {"ho", "u1", true, ACTION_OK, 0, ""},
        {"he", "o1", false, ACTION_FAIL, -EIO, "o2,o3 "},
        {"he", "o1", true, ACTION_OK, 0, "o1,o2,o3 "},
        {"ht", "o1", false, ACTION_FAIL, -EACCES, "o2,o3 "},
        {"hw", "o1", false, ACTION_FAIL, -EBUSY, "o2,o3 "},
        {"h4", "o1", false, ACTION_FAIL, -EIO, ""},
        {"h4", "o1", true, ACTION_OK, 0, "o1,o2 "},
        {"ho", "s1", false, ACTION_FAIL, -EIO, ""},
        {"h5", "o1", false, ACTION_FAIL, -EIO, ""},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t from;

        begin_bundling();
        post_script = cases[i].script;
        ask_bulk(cases[i].reference, "o");
        ask_many(2);
        run_until_held(1);
        CHECK(!sched_drop(sched, wants[0].job));
        if (cases[i].keep)
            sched_keep(wants[0].job);
        from = posts.len * 2; /* the held one is noted once more */
        loopback_release(server);
        run(3);
        printf("# %s %s\n", cases[i].script, cases[i].reference);
        CHECK_INT(want(1)->verdict.action, cases[i].action);
        CHECK_INT(want(1)->verdict.error, cases[i].error);
        CHECK_STR(posts.data + from, cases[i].posts);
        all_good(1, 2);
        end_bundling();
    }
}

static void freed_with_all_of_it(void)
{
    begin_bundling();
    post_script = "hhhe";
    ask_many(250);
    run_until_held(2);
    ahead += 2 * CROWD_MOST_MS;
    run_until_held(3);
    ask_many(100);
    while (post_count < 4)
        turn();
    ask_many(20);
    sched_turn(sched, moment());
    end_bundling();
    for (unsigned i = 0; i < want_count; i++)
        CHECK_INT(wants[i].calls, 0);
}

/* --- anything ------------------------------------------------------------- */

static void random_fates(void)
{
    static const char *const refs[] = {"o", "o", "o", "o", "m", "u", "x", "s"};
    static const char *const alone[] = {"o", "4", "eo", "wo", "to", "co"};

    srand(9);
    for (int round = 0; round < 20; round++) {
        begin_bundling();
        room = (unsigned)rand() % 60;
        room_status = rand() % 2 ? 413 : 503;
        post_script = rand() % 2 ? "ewtcB4o5e" : "twoeco";
        for (int i = 0; i < 300; i++) {
            char reference[16];

            snprintf(reference, sizeof(reference), "%s%d", refs[rand() % 8],
                     rand() % 250);
            ask_bulk(reference, alone[rand() % 6]);
        }
        run(300);
        for (unsigned n = 1; n <= 300; n++) {
            CHECK_INT(want(n)->calls, 1);
            CHECK(want(n)->verdict.action == ACTION_OK ||
                  want(n)->verdict.error == -ENOENT);
        }
        CHECK_INT(sched_deadline(sched), NEVER);
        end_bundling();
    }
}

TEST_MAIN({"missing ones", missing_ones}, {"untold ones", untold_ones},
          {"an unreadable one", an_unreadable_one},
          {"unreadable among many", unreadable_among_many},
          {"all unreadable", all_unreadable},
          {"suspects stay among themselves", suspects_stay_among_themselves},
          {"what cannot be split", what_cannot_be_split},
          {"too many for the service", too_many_for_the_service},
          {"out of order for long", out_of_order_for_long},
          {"every script", every_script}, {"states are told", states_are_told},
          {"silent then good", silent_then_good},
          {"cannot be reached", cannot_be_reached},
          {"dropped on the wire", dropped_on_the_wire},
          {"freed with all of it", freed_with_all_of_it},
          {"random fates", random_fates})
