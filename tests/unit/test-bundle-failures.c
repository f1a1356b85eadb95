/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/bundle: bundles that fail, in part or as a whole. A good record is never
 * refused for its company.
 */
#include "bundle-fixture.h"
#include "dice.h"

static const struct t_sched_want *want(unsigned number)
{
    return &t_sched.wants[number - 1];
}

static void check_fails(unsigned number, int error, enum remember remember,
                        int status)
{
    const struct t_sched_want *w = want(number);

    CHECK_INT(w->calls, 1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, error);
    CHECK_INT(w->verdict.remember, remember);
    CHECK_INT(w->status, status);
}

static void missing_ones(void)
{
    t_bundle_begin();
    t_bundle_ask("o1", "e");
    t_bundle_ask("m2", "e");
    t_bundle_ask("o3", "e");
    t_sched_run(3);
    CHECK_INT(t_sched_data_requests(), 1);
    CHECK(t_sched_is_body(want(1), "text of o1"));
    check_fails(2, -ENOENT, REMEMBER_SOURCE, 404);
    CHECK_STR(want(2)->verdict.advice,
              "OPS has no such record: check the number and its kind");
    CHECK(t_sched_is_body(want(3), "text of o3"));
    t_bundle_end();
}

/* Then they go alone, and never with others again, not even when tried
 * again. */
static void untold_ones(void)
{
    t_bundle_begin();
    t_bundle_ask("u1", "eeo");
    t_bundle_ask("o2", "e");
    t_bundle_ask("u3", "o");
    t_bundle_ask("u4", "4");
    t_sched_run(4);
    CHECK_STR(buf_text(&t_bundle.posts), "u1,o2,u3,u4 ");
    CHECK_INT(t_sched_data_requests(), 1 + 3 + 1 + 1);
    CHECK(t_sched_is_body(want(1), "good"));
    CHECK(t_sched_is_body(want(2), "text of o2"));
    CHECK(t_sched_is_body(want(3), "good"));
    check_fails(4, -ENOENT, REMEMBER_SOURCE, 404);
    t_bundle_end();
}

static void an_unreadable_one(void)
{
    t_bundle_begin();
    t_bundle_ask_many(2);
    t_bundle_ask("x3", "4");
    t_bundle_ask_many(5);
    t_sched_run(8);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o2,x3,o4,o5,o6,o7,o8 o1,o2,x3,o4 "
                                         "o5,o6,o7,o8 o1,o2 x3,o4 ");
    CHECK_STR(t_sched.asked, "4-3 o-4 ");
    CHECK(t_sched_is_body(want(4), "good"));
    CHECK(t_sched_is_body(want(8), "text of o8"));
    check_fails(3, -ENOENT, REMEMBER_SOURCE, 404);
    t_bundle_end();
}

static void unreadable_among_many(void)
{
    t_bundle_begin();
    t_bundle_ask_many(37);
    t_bundle_ask("x38", "4");
    t_bundle_ask_many(62);
    t_sched_run(100);
    CHECK_INT(t_sched_data_requests(), 13);
    t_bundle_all_good(0, 37);
    t_bundle_all_good(38, 62);
    t_bundle_end();
}

static void all_unreadable(void)
{
    t_bundle_begin();
    for (int i = 0; i < 16; i++)
        t_bundle_ask("x", "4");
    CHECK(sched_drop(t_sched.wants[15].job));
    t_bundle_ask("x17", "4");
    for (int i = 0; i < 6; i++)
        t_bundle_ask(i % 2 ? "xa" : "xb", "4");
    t_sched_run(22);
    CHECK_INT(t_bundle.post_count, 3);
    CHECK_INT(t_sched_data_requests(), 3 + 22);
    t_bundle_end();
}

/* A newcomer is not put to those who are under suspicion. */
static void suspects_stay_among_themselves(void)
{
    t_bundle_begin();
    t_bundle.post_script = "h";
    t_bundle_ask_many(2);
    t_bundle_ask("x3", "4");
    t_sched_hold(1);
    throttle_rest(t_sched.throttle, CLASS_RETRIEVAL, 5000, t_sched_moment());
    t_loopback_release(t_sched.server);
    while (t_sched_on_wire())
        t_sched_turn();
    t_bundle_ask_many(2);
    t_sched_run(5);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o2,x3 o1,o2,x3 o1,o2 o4,o5 ");
    CHECK_STR(t_sched.asked, "4-3 ");
    t_bundle_end();
}

static void what_cannot_be_split(void)
{
    t_bundle_begin();
    t_bundle_ask_many(3);
    t_bundle_ask("s4", "o");
    t_sched_run(4);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o2,o3,s4 o1,o2 o3,s4 ");
    CHECK_INT(t_sched_data_requests(), 5);
    t_bundle_all_good(0, 4);
    t_bundle_end();
}

static void too_many_for_the_service(void)
{
    static const int statuses[] = {413, 503};

    for (int i = 0; i < 2; i++) {
        int64_t began;

        t_bundle_begin();
        t_bundle.limit = 30;
        t_bundle.limit_status = statuses[i];
        began = t_sched_moment().ms;
        t_bundle_ask_many(100);
        t_sched_run(100);
        CHECK_INT(t_sched_data_requests(), 1 + 2 + 4);
        t_bundle_all_good(0, 100);
        CHECK_INT(t_sched_moment().ms - began >= 125 + 250, statuses[i] == 503);
        t_bundle_end();
    }
}

/* Then each is asked for alone, and may be redirected. */
static void where_no_bundles_are_taken(void)
{
    static const char *const answers[] = {"5", "3"};

    for (int i = 0; i < 2; i++) {
        t_bundle_begin();
        t_bundle.post_script = answers[i];
        t_bundle_ask("o1", "o");
        t_bundle_ask("o2", "3");
        t_bundle_ask("o3", "o");
        t_sched_run(3);
        CHECK_STR(buf_text(&t_bundle.posts), "o1,o2,o3 ");
        CHECK_INT(t_sched_data_requests(), 1 + 4);
        for (int at = 1; at <= 3; at++)
            CHECK(t_sched_is_body(want(at), "good"));
        t_bundle_end();
    }
}

/* Five tries are for those alone; the halves have not used them up. */
static void out_of_order_for_long(void)
{
    t_bundle_begin();
    t_bundle.limit = 1;
    t_bundle.limit_status = 503;
    for (int i = 0; i < 90; i++) {
        char reference[8];

        snprintf(reference, sizeof(reference), "o%d", i);
        t_bundle_ask(reference, "eeeeeo");
    }
    t_sched_run(90);
    t_bundle_all_good(0, 90);
    CHECK_INT(t_sched_data_requests(), 89 + 90 * 6);
    t_bundle_end();
}

/* --- as a whole ---------------------------------------------------------- */

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
        t_bundle_begin();
        t_bundle.post_script = cases[i].script;
        t_bundle_ask_many(4);
        t_sched_run(4);
        printf("# %s\n", cases[i].script);
        for (unsigned n = 1; n <= 4; n++) {
            CHECK_INT(want(n)->calls, 1);
            CHECK_INT(want(n)->verdict.action, cases[i].action);
            CHECK_INT(want(n)->verdict.error, cases[i].error);
        }
        CHECK_INT(t_bundle.post_count, cases[i].posts);
        CHECK_INT(t_sched_data_requests(), cases[i].posts + cases[i].gets);
        CHECK_INT(t_sched.tokens, cases[i].tokens);
        CHECK_INT(sched_deadline(t_sched.sched), NEVER);
        t_bundle_end();
    }
}

static void states_are_reported(void)
{
    t_bundle_begin();
    t_bundle.post_script = "hee";
    t_bundle_ask_many(3);
    CHECK_INT(job_state(t_sched.wants[2].job), JOB_WAITS_TOKEN);
    t_sched_hold(1);
    CHECK_INT(job_state(t_sched.wants[2].job), JOB_SENT);
    t_loopback_release(t_sched.server);
    while (t_sched_on_wire())
        t_sched_turn();
    CHECK_INT(job_state(t_sched.wants[2].job), JOB_WAITS_RETRY);
    CHECK_INT(job_last(t_sched.wants[2].job)->error, -EIO);
    t_sched_run(3);
    t_bundle_end();
}

static void silent_then_good(void)
{
    t_bundle_begin();
    t_bundle.post_script = "ho";
    t_bundle_ask_many(3);
    t_sched_hold(1);
    t_sched.ahead += T_SCHED_STALL_MS + 100;
    http_turn(t_sched.http, t_sched_moment());
    CHECK_INT(job_last(t_sched.wants[0].job)->error, -ETIMEDOUT);
    t_sched_run(3);
    t_bundle_all_good(0, 3);
    CHECK_STR(buf_text(&t_bundle.posts), "o1,o2,o3 o1,o2,o3 ");
    t_bundle_end();
}

static void cannot_be_reached(void)
{
    t_sched.setup.split = t_bundle_split;
    t_bundle.posts = BUF_INIT(1 << 20);
    t_sched_begin_at("http://127.0.0.1:1/3.2");
    t_bundle_ask_many(3);
    t_sched_run(3);
    for (unsigned n = 1; n <= 3; n++)
        check_fails(n, -EIO, REMEMBER_NOT, 0);
    t_bundle_end();
    t_sched_begin_at("gopher://127.0.0.1");
    t_bundle_ask_many(3);
    t_sched_run(3);
    for (unsigned n = 1; n <= 3; n++)
        check_fails(n, -EINVAL, REMEMBER_NOT, 0);
    t_bundle_end();
}

/* --- nobody waits any more ----------------------------------------------- */

/* The first of two is dropped while both are under way. What it learns is
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

        t_bundle_begin();
        t_bundle.post_script = cases[i].script;
        t_bundle_ask(cases[i].reference, "o");
        t_bundle_ask_many(2);
        t_sched_hold(1);
        CHECK(!sched_drop(t_sched.wants[0].job));
        if (cases[i].keep)
            sched_resume(t_sched.wants[0].job);
        from = t_bundle.posts.len * 2; /* the held one is noted once more */
        t_loopback_release(t_sched.server);
        t_sched_run(3);
        printf("# %s %s\n", cases[i].script, cases[i].reference);
        CHECK_INT(want(1)->verdict.action, cases[i].action);
        CHECK_INT(want(1)->verdict.error, cases[i].error);
        CHECK_STR(t_bundle.posts.data + from, cases[i].posts);
        t_bundle_all_good(1, 2);
        t_bundle_end();
    }
}

static void freed_with_all_of_it(void)
{
    t_bundle_begin();
    t_bundle.post_script = "hhhe";
    t_bundle_ask_many(250);
    t_sched_hold(2);
    t_sched.ahead += 2 * NAGLE_MAX_MS;
    t_sched_hold(3);
    t_bundle_ask_many(100);
    while (t_bundle.post_count < 4)
        t_sched_turn();
    t_bundle_ask_many(20);
    sched_turn(t_sched.sched, t_sched_moment());
    t_bundle_end();
    for (unsigned i = 0; i < t_sched.want_count; i++)
        CHECK_INT(t_sched.wants[i].calls, 0);
}

/* --- anything ------------------------------------------------------------ */

static void random_fates(void)
{
    static const char *const refs[] = {"o", "o", "o", "o", "m", "u", "x", "s"};
    static const char *const alone[] = {"o", "4", "eo", "wo", "to", "co"};

    srand(9);
    for (int round = 0; round < t_dice_rounds(20); round++) {
        t_bundle_begin();
        t_bundle.limit = (unsigned)rand() % 60;
        t_bundle.limit_status = rand() % 2 ? 413 : 503;
        t_bundle.post_script = rand() % 2 ? "ewtcB4o5e" : "twoeco";
        for (int i = 0; i < 300; i++) {
            char reference[16];

            snprintf(reference, sizeof(reference), "%s%d", refs[rand() % 8],
                     rand() % 250);
            t_bundle_ask(reference, alone[rand() % 6]);
        }
        t_sched_run(300);
        for (unsigned n = 1; n <= 300; n++) {
            CHECK_INT(want(n)->calls, 1);
            CHECK(want(n)->verdict.action == ACTION_OK ||
                  want(n)->verdict.error == -ENOENT);
        }
        CHECK_INT(sched_deadline(t_sched.sched), NEVER);
        t_bundle_end();
    }
}

TEST_MAIN({"missing ones", missing_ones}, {"untold ones", untold_ones},
          {"an unreadable one", an_unreadable_one},
          {"unreadable among many", unreadable_among_many},
          {"all unreadable", all_unreadable},
          {"suspects stay among themselves", suspects_stay_among_themselves},
          {"what cannot be split", what_cannot_be_split},
          {"too many for the service", too_many_for_the_service},
          {"where no bundles are taken", where_no_bundles_are_taken},
          {"out of order for long", out_of_order_for_long},
          {"every script", every_script},
          {"states are reported", states_are_reported},
          {"silent then good", silent_then_good},
          {"cannot be reached", cannot_be_reached},
          {"dropped on the wire", dropped_on_the_wire},
          {"freed with all of it", freed_with_all_of_it},
          {"random fates", random_fates})
