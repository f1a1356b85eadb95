/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made of a neighbour's answer, and what is asked for together. */
#include "cache-fixture.h"

#define N "register/publication/epodoc/EP1/"
#define BIBLIO N "biblio"
#define EVENTS N "events"
#define STEPS N "procedural-steps"
#define ALL N "biblio,events,procedural-steps"

#define REGISTER(inside)                                                       \
    T_OPEN "<r:register-document xmlns:r=\"http://www.epo.org/register\">"     \
           "<r:ep-patent-statuses/>" inside "</r:register-document>" T_CLOSE
#define B "<r:bibliographic-data/>"
#define E1 "<r:events-data/><r:events-data/>"
#define S "<r:procedural-data/>"

#define D "published-data/publication/docdb/EP.1.A1/"
#define EXCHANGE(id, inside)                                                   \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                             \
    "<o:world-patent-data xmlns:o=\"http://ops.epo.org\" "                     \
    "xmlns=\"http://www.epo.org/exchange\"><exchange-documents>\n"             \
    "<exchange-document" id " country=\"EP\" doc-number=\"1\" kind=\"A1\">"    \
    "<bibliographic-data><publication-reference/>" inside                      \
    "</exchange-document>\n</exchange-documents></o:world-patent-data>\n"
#define RECORD(inside)                                                         \
    EXCHANGE(" family-id=\"1\"",                                               \
             "<invention-title/><parties/></bibliographic-data>" inside)
#define ABSTRACT "<abstract>a</abstract>"

static void send_all(void)
{
    list_each(at, &t_cache.jobs)
        container_of(at, struct t_job, link)->state = JOB_SENT;
}

/* All parts were had in one answer. */
static void have_all(struct t_reader *r)
{
    CHECK_INT(t_want(r, ALL), -EINPROGRESS);
    t_answer(t_only_job(), 200, REGISTER(B E1 S));
}

static void parts_of_what_is_had_are_free(void)
{
    static const char *const paths[] = {BIBLIO,
                                        EVENTS,
                                        STEPS,
                                        N "biblio,events",
                                        N "biblio,procedural-steps",
                                        N "events,procedural-steps"};
    static const char *const texts[] = {REGISTER(B),   REGISTER(E1),
                                        REGISTER(S),   REGISTER(B E1),
                                        REGISTER(B S), REGISTER(E1 S)};
    struct t_reader r[7] = {0};

    t_begin();
    have_all(&r[6]);
    for (int i = 0; i < 6; i++) {
        CHECK_INT(t_want(&r[i], paths[i]), 0);
        T_CHECK_GOT(&r[i], texts[i]);
    }
    CHECK_INT(t_cache.asked, 1);
    CHECK_INT(t_report().hits, 6);
    T_DONE_WITH(r);
    t_end();
}

static void what_is_made_is_no_fresher(void)
{
    struct t_reader r[3] = {0};

    t_begin();
    have_all(&r[0]);
    t_later(T_FRESH_MS - 1);
    CHECK_INT(t_want(&r[1], EVENTS), 0);
    t_later(1);
    CHECK_INT(t_want(&r[2], EVENTS), -EINPROGRESS);
    T_DONE_WITH(r);
    t_end();
}

static void a_first_part_is_asked_for_alone(void)
{
    struct t_reader r[2] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    t_answer(t_job_for(BIBLIO), 200, REGISTER(B));
    CHECK_INT(t_want(&r[1], N "upp"), -EINPROGRESS);
    CHECK(t_job_for(N "upp") != NULL);
    T_DONE_WITH(r);
    t_end();
}

static void a_second_part_brings_the_third(void)
{
    struct t_reader r[4] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    t_answer(t_job_for(BIBLIO), 200, REGISTER(B));
    CHECK_INT(t_want(&r[1], EVENTS), -EINPROGRESS);
    CHECK_INT(t_want(&r[2], EVENTS), -EINPROGRESS);
    CHECK(t_only_job() == t_job_for(ALL));
    t_answer(t_only_job(), 200, REGISTER(B E1 S));
    T_CHECK_GOT(&r[1], REGISTER(E1));
    T_CHECK_GOT(&r[2], REGISTER(E1));
    CHECK_INT(t_want(&r[3], STEPS), 0);
    T_CHECK_GOT(&r[3], REGISTER(S));
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(r);
    t_end();
}

static void those_who_wait_go_together(void)
{
    struct t_reader r[4] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    CHECK_INT(t_want(&r[1], EVENTS), -EINPROGRESS);
    CHECK_INT(t_want(&r[2], STEPS), -EINPROGRESS);
    CHECK_INT(t_want(&r[3], BIBLIO), -EINPROGRESS);
    t_answer(t_only_job(), 200, REGISTER(B E1 S));
    T_CHECK_GOT(&r[0], REGISTER(B));
    T_CHECK_GOT(&r[1], REGISTER(E1));
    T_CHECK_GOT(&r[2], REGISTER(S));
    T_CHECK_GOT(&r[3], REGISTER(B));
    CHECK_INT(t_report().waiting, 0);
    T_DONE_WITH(r);
    t_end();
}

static void what_is_on_the_wire_stays_there(void)
{
    struct t_reader r[2] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    send_all();
    CHECK_INT(t_want(&r[1], EVENTS), -EINPROGRESS);
    t_answer(t_job_for(ALL), 200, REGISTER(B E1 S));
    CHECK_INT(r[0].woken, 0);
    T_CHECK_GOT(&r[1], REGISTER(E1));
    t_answer(t_only_job(), 200, REGISTER(B));
    CHECK_INT(r[0].woken, 1);
    T_DONE_WITH(r);
    t_end();
}

static void the_last_follower_takes_the_request_along(void)
{
    struct t_reader r[3] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    CHECK_INT(t_want(&r[1], EVENTS), -EINPROGRESS);
    cache_leave(&r[0].w);
    CHECK(t_only_job() == t_job_for(ALL));
    cache_leave(&r[1].w);
    CHECK(list_empty(&t_cache.jobs));
    CHECK_INT(t_report().entries, 0);
    CHECK_INT(t_want(&r[2], STEPS), -EINPROGRESS);
    CHECK(t_only_job() == t_job_for(STEPS));
    T_DONE_WITH(r);
    t_end();
}

/* The request for all says nothing about one: that one is asked for alone. */
static void who_gets_nothing_asks_alone(void)
{
    struct t_reader r[2] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    CHECK_INT(t_want(&r[1], EVENTS), -EINPROGRESS);
    t_answer(t_only_job(), 200, REGISTER(B S));
    T_CHECK_GOT(&r[0], REGISTER(B));
    CHECK_INT(r[1].woken, 0);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r[1].r, -ENOENT);
    T_DONE_WITH(r);
    t_end();

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    CHECK_INT(t_want(&r[1], EVENTS), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    t_answer(t_job_for(BIBLIO), 200, REGISTER(B));
    t_answer(t_only_job(), 200, REGISTER(E1));
    T_CHECK_GOT(&r[0], REGISTER(B));
    T_CHECK_GOT(&r[1], REGISTER(E1));
    t_later(T_FRESH_MS);
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    CHECK(t_only_job() == t_job_for(ALL));
    T_DONE_WITH(r);
    t_end();
}

static void what_fails_all_fails_each(void)
{
    struct t_reader r[2] = {0};
    struct outcome o = {.verdict = {.action = ACTION_QUOTA,
                                    .error = -EDQUOT,
                                    .advice = "wait"}};

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    CHECK_INT(t_want(&r[1], EVENTS), -EINPROGRESS);
    t_finish(t_only_job(), &o);
    CHECK_INT(r[0].r, -EDQUOT);
    CHECK_INT(r[1].r, -EDQUOT);
    CHECK(r[1].has_why);
    CHECK(list_empty(&t_cache.jobs));
    T_DONE_WITH(r);
    t_end();
}

static void a_follower_has_its_own_patience(void)
{
    struct t_reader r[3] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], BIBLIO), -EINPROGRESS);
    t_later(T_TIMEOUT_MS - 1);
    CHECK_INT(t_want(&r[1], EVENTS), -EINPROGRESS);
    t_only_job()->last = (struct verdict){.action = ACTION_WAIT,
                                          .error = -EBUSY,
                                          .advice = "busy"};
    t_later(1);
    CHECK_INT(r[0].r, -EBUSY);
    CHECK_INT(r[1].woken, 0);
    t_later(T_TIMEOUT_MS);
    CHECK_INT(r[1].r, -EBUSY);
    CHECK(list_empty(&t_cache.jobs));
    T_DONE_WITH(r);
    t_end();
}

/* Yesterday's parts are all of yesterday: one request renews them. */
static void the_stale_are_renewed_together(void)
{
    struct t_reader r[5] = {0};

    t_begin();
    have_all(&r[0]);
    CHECK_INT(t_want(&r[1], BIBLIO), 0);
    CHECK_INT(t_want(&r[2], EVENTS), 0);
    t_later(T_FRESH_MS);
    CHECK_INT(t_want(&r[3], EVENTS), -EINPROGRESS);
    t_answer(t_job_for(ALL), 200, REGISTER(B E1 E1 S));
    T_CHECK_GOT(&r[3], REGISTER(E1 E1));
    CHECK_INT(t_want(&r[4], BIBLIO), 0);
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(r);
    t_end();
}

static void what_waits_for_its_turn_is_served(void)
{
    struct t_reader r[3] = {0};

    t_begin();
    CHECK_INT(t_want(&r[0], EVENTS), -EINPROGRESS);
    CHECK_INT(t_want(&r[1], N "biblio,events"), -EINPROGRESS);
    CHECK_INT(t_want(&r[2], ALL), -EINPROGRESS);
    t_job_for(N "biblio,events")->state = JOB_SENT;
    t_answer(t_job_for(ALL), 200, REGISTER(B E1 S));
    T_CHECK_GOT(&r[0], REGISTER(E1));
    CHECK_INT(r[1].woken, 0);
    CHECK(t_only_job() == t_job_for(N "biblio,events"));
    T_DONE_WITH(r);
    t_end();
}

/* --- abstracts ----------------------------------------------------------- */

static void an_abstract_of_a_biblio_is_free(void)
{
    struct t_reader r[4] = {0};

    t_begin();
    CHECK_INT(t_want_from(&r[0], SOURCE_BIBLIO, D "biblio"), -EINPROGRESS);
    CHECK_INT(t_want_from(&r[1], SOURCE_BIBLIO, D "abstract"), -EINPROGRESS);
    t_answer(t_job_for(D "biblio"), 200, RECORD(ABSTRACT));
    CHECK_INT(r[1].woken, 1);
    CHECK_INT(t_cache.dropped, 1);
    CHECK_INT(t_want_from(&r[2], SOURCE_BIBLIO, D "abstract"), 0);
    T_CHECK_GOT(&r[2],
                EXCHANGE("", "<parties/></bibliographic-data>" ABSTRACT));
    CHECK(r[1].blob == r[2].blob);
    CHECK(list_empty(&t_cache.jobs));
    CHECK_INT(t_want_from(&r[3], SOURCE_BIBLIO,
                          "published-data/publication/epodoc/EP1/abstract"),
              -EINPROGRESS);
    T_DONE_WITH(r);
    t_end();
}

static void without_an_abstract_ops_is_asked(void)
{
    struct t_reader r[2] = {0};

    t_begin();
    CHECK_INT(t_want_from(&r[0], SOURCE_BIBLIO, D "biblio"), -EINPROGRESS);
    t_answer(t_only_job(), 200, RECORD(""));
    CHECK_INT(t_want_from(&r[1], SOURCE_BIBLIO, D "abstract"), -EINPROGRESS);
    CHECK(t_only_job() == t_job_for(D "abstract"));
    CHECK_INT(t_cache.asked, 2);
    T_DONE_WITH(r);
    t_end();
}

TEST_MAIN({"parts of what is had are free", parts_of_what_is_had_are_free},
          {"what is made is no fresher", what_is_made_is_no_fresher},
          {"a first part is asked for alone", a_first_part_is_asked_for_alone},
          {"a second part brings the third", a_second_part_brings_the_third},
          {"those who wait go together", those_who_wait_go_together},
          {"what is on the wire stays there", what_is_on_the_wire_stays_there},
          {"the last follower takes the request along",
           the_last_follower_takes_the_request_along},
          {"who gets nothing asks alone", who_gets_nothing_asks_alone},
          {"what fails all fails each", what_fails_all_fails_each},
          {"a follower has its own patience", a_follower_has_its_own_patience},
          {"the stale are renewed together", the_stale_are_renewed_together},
          {"what waits for its turn is served",
           what_waits_for_its_turn_is_served},
          {"an abstract of a biblio is free", an_abstract_of_a_biblio_is_free},
          {"without an abstract OPS is asked",
           without_an_abstract_ops_is_asked})
