/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The row of places: one more between memory and OPS, handed in. It is a shelf
 * that answers on command, as a store in a thread of its own does.
 */
#include "cache-fixture.h"

#define DAY (24 * 60 * 60)

/* --- a shelf ------------------------------------------------------------- */

static struct {
    unsigned asked, dropped, resumed, kept, kept_absent;
    bool shut;                 /* says at once that it has nothing */
    bool ahead;                /* so was the latest question */
    struct question *question; /* the only one; NULL: none */
    char path[REQUEST_PATH];   /* of the latest, or the latest kept */
    struct blob *body;         /* the latest kept */
} shelf;

static int shelf_ask(struct answer_place *p, const struct request *request,
                     struct instant at, unsigned how, struct question *q)
{
    (void)p;
    (void)at;
    shelf.asked++;
    shelf.ahead = how & ASKED_AHEAD;
    snprintf(shelf.path, sizeof(shelf.path), "%s", request->path);
    if (shelf.shut)
        return -ENODATA;
    CHECK(!shelf.question);
    shelf.question = q;
    return 0;
}

static bool shelf_drop(struct answer_place *p, struct question *q)
{
    (void)p;
    CHECK(shelf.question == q);
    shelf.dropped++;
    shelf.question = NULL;
    return true;
}

static void shelf_resume(struct answer_place *p, struct question *q)
{
    (void)p;
    CHECK(shelf.question == q);
    shelf.resumed++;
}

static void shelf_keep(struct answer_place *p, const struct answer_key *key,
                       const struct outcome *outcome)
{
    (void)p;
    CHECK_INT(key->source, SOURCE_REGISTER);
    CHECK_INT(key->form, FORM_XML);
    snprintf(shelf.path, sizeof(shelf.path), "%.*s", (int)key->path.len,
             key->path.at);
    shelf.kept++;
    shelf.kept_absent += outcome->verdict.error == -ENOENT;
    blob_unref(shelf.body);
    shelf.body = outcome->body ? blob_ref(outcome->body) : NULL;
}

static struct answer_place the_shelf = {
    .ask = shelf_ask,
    .drop = shelf_drop,
    .resume = shelf_resume,
    .keep = shelf_keep,
};

static void shelf_says(const struct outcome *outcome)
{
    struct question *q = shelf.question;

    shelf.question = NULL;
    fetch_answered(q, outcome);
}

static void shelf_has(const char *text, int64_t age)
{
    shelf_says(&(struct outcome){.verdict = {.action = ACTION_OK},
                                 .status = 200,
                                 .body = blob_copy(text, strlen(text)),
                                 .wall = t_cache.now.wall - age});
}

static void shelf_has_absence(int64_t age)
{
    shelf_says(&(struct outcome){.verdict = {.action = ACTION_FAIL,
                                             .error = -ENOENT,
                                             .remember = REMEMBER_SOURCE,
                                             .advice = "kept"},
                                 .status = 404,
                                 .wall = t_cache.now.wall - age});
}

static void begin_with_shelf(void)
{
    static struct answer_place *row[] = {&the_shelf, &t_ops};

    t_begin();
    t_take_down();
    memset(&shelf, 0, sizeof(shelf));
    t_build(T_BUDGET, &(struct makers_options){.places = row, .count = 2});
}

static void end_with_shelf(void)
{
    blob_unref(shelf.body);
    t_end();
}

/* --- the order ----------------------------------------------------------- */

static void what_a_place_has_is_not_asked_of_the_next(void)
{
    struct t_reader r[3] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(&r[0], "a"), -EINPROGRESS);
    CHECK_INT(t_want(&r[1], "a"), -EINPROGRESS);
    CHECK_INT(shelf.asked, 1);
    CHECK(strcmp(shelf.path, "a") == 0);
    shelf_has("kept", 60);
    CHECK_INT(r[0].woken, 1);
    CHECK_INT(r[1].woken, 1);
    T_CHECK_GOT(&r[0], "kept");
    CHECK_INT(r[0].wall, t_cache.now.wall - 60);
    CHECK_INT(t_want(&r[2], "a"), 0);
    CHECK_INT(shelf.asked, 1);
    CHECK_INT(t_cache.asked, 0);
    CHECK_INT(shelf.kept, 0);
    T_DONE_WITH(r);
    end_with_shelf();
}

static void what_a_place_has_not_is_asked_of_the_next(void)
{
    for (int shut = 0; shut < 2; shut++) {
        struct t_reader r[1] = {0};

        begin_with_shelf();
        shelf.shut = shut;
        CHECK_INT(t_want(r, "a"), -EINPROGRESS);
        CHECK_INT(t_cache.asked, shut);
        if (!shut)
            shelf_says(NULL);
        CHECK_INT(r->woken, 0);
        t_answer(t_job_for("a"), 200, T_OPEN T_CLOSE);
        T_CHECK_GOT(r, T_OPEN T_CLOSE);
        CHECK_INT(shelf.asked, 1);
        T_DONE_WITH(r);
        end_with_shelf();
    }
}

/* As old as it is, not as when it came. */
static void what_a_place_has_is_fresh_for_the_rest_of_its_time(void)
{
    struct t_reader r[1] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    shelf_has("kept", T_FRESH_MS / 1000 - 100);
    T_CHECK_GOT(r, "kept");
    t_later(99 * 1000);
    CHECK_INT(t_peek("a"), 0);
    t_later(1000);
    CHECK_INT(t_peek("a"), -EAGAIN);
    T_DONE_WITH(r);
    end_with_shelf();
}

/* A clock that was set back since. */
static void what_comes_from_the_future_is_new(void)
{
    struct t_reader r[1] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    shelf_has("kept", -DAY);
    T_CHECK_GOT(r, "kept");
    t_later(T_FRESH_MS);
    CHECK_INT(t_peek("a"), -EAGAIN);
    T_DONE_WITH(r);
    end_with_shelf();
}

static void absences_are_kept_for_their_time(void)
{
    struct t_reader r[2] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(&r[0], "a"), -EINPROGRESS);
    shelf_has_absence(T_ABSENT_MS / 1000 - 10);
    CHECK_INT(r[0].r, -ENOENT);
    CHECK_INT(t_cache.asked, 0);
    CHECK_INT(t_want(&r[1], "b"), -EINPROGRESS);
    shelf_has_absence(T_ABSENT_MS / 1000);
    CHECK_INT(r[1].woken, 0);
    t_answer(t_job_for("b"), 200, T_OPEN T_CLOSE);
    T_CHECK_GOT(&r[1], T_OPEN T_CLOSE);
    T_DONE_WITH(r);
    end_with_shelf();
}

/* --- what is old --------------------------------------------------------- */

static void what_is_old_is_asked_for_anew(void)
{
    struct t_reader r[1] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    shelf_has("old", T_FRESH_MS / 1000);
    CHECK_INT(r->woken, 0);
    CHECK_INT(t_peek("a"), -EAGAIN);
    t_answer(t_job_for("a"), 200, T_OPEN T_CLOSE);
    T_CHECK_GOT(r, T_OPEN T_CLOSE);
    CHECK_INT(r->wall, t_cache.now.wall);
    T_DONE_WITH(r);
    end_with_shelf();
}

static void what_is_old_is_shown_when_nobody_has_better(void)
{
    struct t_reader r[2] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(&r[0], "a"), -EINPROGRESS);
    shelf_has("old", DAY);
    t_answer(t_job_for("a"), 500, T_FAULT("SERVER.DomainAccess"));
    T_CHECK_GOT(&r[0], "old");
    CHECK_INT(r[0].wall, t_cache.now.wall - DAY);
    CHECK_INT(t_want(&r[1], "a"), 0);
    CHECK_INT(shelf.asked, 1);
    T_DONE_WITH(r);
    end_with_shelf();
}

static void what_is_old_is_shown_at_once_while_the_next_is_away(void)
{
    for (int trial = 0; trial < 2; trial++) {
        struct t_reader r[2] = {0};

        begin_with_shelf();
        t_cache.reach = trial ? REACH_TRIAL : REACH_SHUT;
        CHECK_INT(t_want(&r[0], "a"), -EINPROGRESS);
        CHECK_INT(t_want(&r[1], "a"), -EINPROGRESS);
        shelf_has("old", 400 * DAY);
        T_CHECK_GOT(&r[0], "old");
        T_CHECK_GOT(&r[1], "old");
        CHECK_INT(t_cache.asked, trial);
        CHECK_INT(t_want(&r[1], "a"), 0);
        CHECK_INT(shelf.asked, 1);
        if (trial)
            t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
        T_DONE_WITH(r);
        end_with_shelf();
    }
}

static void what_is_old_is_shown_to_whose_time_is_up(void)
{
    struct t_reader r[1] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    shelf_has("old", DAY);
    t_later(T_TIMEOUT_MS);
    T_CHECK_GOT(r, "old");
    CHECK_INT(t_cache.dropped, 1);
    T_DONE_WITH(r);
    end_with_shelf();
}

static void what_is_gone_is_not_shown(void)
{
    struct t_reader r[1] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    shelf_has("old", DAY);
    t_answer(t_job_for("a"), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r->r, -ENOENT);
    T_DONE_WITH(r);
    end_with_shelf();
}

/* --- what is kept -------------------------------------------------------- */

static void what_the_next_has_is_kept(void)
{
    struct t_reader r[1] = {0};

    begin_with_shelf();
    shelf.shut = true;
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_answer(t_job_for("a"), 200, T_OPEN T_CLOSE);
    CHECK_INT(shelf.kept, 1);
    CHECK(strcmp(shelf.path, "a") == 0);
    CHECK(shelf.body == r->blob);
    T_DONE_WITH(r);
    end_with_shelf();
}

static void only_what_is_said_for_some_time_is_kept(void)
{
    struct t_reader r[3] = {0};

    begin_with_shelf();
    shelf.shut = true;
    CHECK_INT(t_want(&r[0], "a"), -EINPROGRESS);
    t_answer(t_job_for("a"), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(shelf.kept, 0);
    CHECK_INT(t_want(&r[1], "b"), -EINPROGRESS);
    t_fail_unjudged(t_job_for("b"), -EDQUOT);
    CHECK_INT(shelf.kept, 0);
    CHECK_INT(t_want(&r[2], "c"), -EINPROGRESS);
    t_answer(t_job_for("c"), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(shelf.kept, 1);
    CHECK_INT(shelf.kept_absent, 1);
    T_DONE_WITH(r);
    end_with_shelf();
}

/* --- readers ------------------------------------------------------------- */

static void who_leaves_has_nobody_else_asked(void)
{
    struct t_reader r[1] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    cache_leave(&r->w);
    CHECK_INT(shelf.dropped, 1);
    CHECK_INT(t_report().entries, 0);
    CHECK_INT(t_cache.asked, 0);
    end_with_shelf();
}

static void whose_time_is_up_at_a_place_has_it_let_go(void)
{
    struct t_reader r[1] = {0};

    begin_with_shelf();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    t_later(T_TIMEOUT_MS);
    CHECK_INT(r->r, -ETIMEDOUT);
    CHECK_INT(shelf.dropped, 1);
    CHECK_INT(t_cache.asked, 0);
    T_DONE_WITH(r);
    end_with_shelf();
}

static void what_is_asked_ahead_is_so_of_each(void)
{
    struct request request = t_request_of("a");

    begin_with_shelf();
    CHECK_INT(cache_ahead(t_cache.cache, &request, t_cache.now), 0);
    CHECK(shelf.ahead);
    shelf_says(NULL);
    CHECK(t_only_job()->unwanted);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    CHECK_INT(t_report().ahead, 1);
    CHECK_INT(t_report().ahead_read, 0);
    end_with_shelf();
}

static void a_reader_who_comes_meanwhile_is_one_for_the_next(void)
{
    struct request request = t_request_of("a");
    struct t_reader r[1] = {0};

    begin_with_shelf();
    CHECK_INT(cache_ahead(t_cache.cache, &request, t_cache.now), 0);
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    CHECK_INT(shelf.asked, 1);
    CHECK_INT(shelf.resumed, 1);
    shelf_says(NULL);
    CHECK(!t_only_job()->unwanted);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    T_CHECK_GOT(r, T_OPEN T_CLOSE);
    T_DONE_WITH(r);
    end_with_shelf();
}

/* All three parts are fetched, and the shelf is still looking for one of
 * them. */
static void an_answer_that_comes_otherwise_ends_the_search(void)
{
    struct t_reader r[2] = {0};
    const char *all = T_OPEN
        "<r:register-document xmlns:r=\"http://www.epo.org/register\">"
        "<r:ep-patent-statuses/><r:bibliographic-data/><r:events-data/>"
        "<r:procedural-data/></r:register-document>" T_CLOSE;

    begin_with_shelf();
    CHECK_INT(t_want(&r[0], "n/biblio,events,procedural-steps"), -EINPROGRESS);
    shelf_says(NULL);
    CHECK_INT(t_want(&r[1], "n/biblio,events"), -EINPROGRESS);
    CHECK(shelf.question != NULL);
    t_answer(t_only_job(), 200, all);
    CHECK_INT(shelf.dropped, 1);
    CHECK_INT(r[1].woken, 1);
    CHECK_INT(r[1].r, 0);
    CHECK_INT(t_cache.asked, 1);
    T_DONE_WITH(r);
    end_with_shelf();
}

/* --- the end of the row -------------------------------------------------- */

static void begin_with_the_shelf_alone(void)
{
    static struct answer_place *row[] = {&the_shelf};

    begin_with_shelf();
    t_take_down();
    t_build(T_BUDGET, &(struct makers_options){.places = row, .count = 1});
}

static void where_no_place_is_left_a_reader_learns_it(void)
{
    for (int shut = 0; shut < 2; shut++) {
        struct t_reader r[1] = {0};

        begin_with_the_shelf_alone();
        shelf.shut = shut;
        CHECK_INT(t_want(r, "a"), shut ? -EHOSTUNREACH : -EINPROGRESS);
        if (!shut)
            shelf_says(NULL);
        CHECK_INT(r->r, -EHOSTUNREACH);
        CHECK(r->has_why);
        CHECK(strstr(r->why.advice, "not kept") != NULL);
        T_DONE_WITH(r);
        end_with_shelf();
    }
}

static void the_last_place_may_have_what_is_old(void)
{
    struct t_reader r[1] = {0};

    begin_with_the_shelf_alone();
    CHECK_INT(t_want(r, "a"), -EINPROGRESS);
    shelf_has("old", DAY);
    T_CHECK_GOT(r, "old");
    T_DONE_WITH(r);
    end_with_shelf();
}

TEST_MAIN(
    {"what a place has is not asked of the next",
     what_a_place_has_is_not_asked_of_the_next},
    {"what a place has not is asked of the next",
     what_a_place_has_not_is_asked_of_the_next},
    {"what a place has is fresh for the rest of its time",
     what_a_place_has_is_fresh_for_the_rest_of_its_time},
    {"what comes from the future is new", what_comes_from_the_future_is_new},
    {"absences are kept for their time", absences_are_kept_for_their_time},
    {"what is old is asked for anew", what_is_old_is_asked_for_anew},
    {"what is old is shown when nobody has better",
     what_is_old_is_shown_when_nobody_has_better},
    {"what is old is shown at once while the next is away",
     what_is_old_is_shown_at_once_while_the_next_is_away},
    {"what is old is shown to whose time is up",
     what_is_old_is_shown_to_whose_time_is_up},
    {"what is gone is not shown", what_is_gone_is_not_shown},
    {"what the next has is kept", what_the_next_has_is_kept},
    {"only what is said for some time is kept",
     only_what_is_said_for_some_time_is_kept},
    {"who leaves has nobody else asked", who_leaves_has_nobody_else_asked},
    {"whose time is up at a place has it let go",
     whose_time_is_up_at_a_place_has_it_let_go},
    {"what is asked ahead is so of each", what_is_asked_ahead_is_so_of_each},
    {"a reader who comes meanwhile is one for the next",
     a_reader_who_comes_meanwhile_is_one_for_the_next},
    {"an answer that comes otherwise ends the search",
     an_answer_that_comes_otherwise_ends_the_search},
    {"where no place is left a reader gets to know",
     where_no_place_is_left_a_reader_learns_it},
    {"the last place may have what is old",
     the_last_place_may_have_what_is_old})
