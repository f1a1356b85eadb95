/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: every way of a job, what it costs, and its token.
 */
#include "sched-fixture.h"

static void one_answer(void)
{
    struct t_sched_want *w;
    struct sched_report r;

    t_sched_begin();
    w = t_sched_ask("o", SOURCE_BIBLIO);
    CHECK_INT(job_state(w->job), JOB_WAITS_TOKEN);
    CHECK_INT(job_last(w->job)->action, ACTION_OK);
    CHECK_INT(t_loopback_requests(t_sched.server), 0);
    CHECK(sched_deadline(t_sched.sched) <= t_sched_moment().ms);
    t_sched_run(1);
    CHECK_INT(w->calls, 1);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_INT(w->status, 200);
    CHECK(t_sched_is_body(w, "good"));
    CHECK(strncmp(t_sched.seen[0], "GET /3.2/rest-services/x/o-1\r\n", 30) ==
          0);
    CHECK(strstr(t_sched.seen[0], "Authorization: Bearer token-1\r\n") != NULL);
    CHECK(strstr(t_sched.seen[0], "Accept: application/x-a\r\n") != NULL);
    sched_report(t_sched.sched, &r);
    CHECK_INT(t_sched_total(&r).requests, 1);
    CHECK_INT(t_sched_total(&r).bytes, 4);
    CHECK_INT(r.queued + r.sent_now + t_sched_total(&r).retries + r.renewals,
              0);
    CHECK_INT(sched_deadline(t_sched.sched), NEVER);
    t_sched_end();
}

static void idle_asks_for_nothing(void)
{
    t_sched_begin();
    for (int i = 0; i < 10; i++) {
        sched_turn(t_sched.sched, t_sched_moment());
        http_turn(t_sched.http, t_sched_moment());
    }
    t_loopback_step(t_sched.server, -1, 0);
    CHECK_INT(t_loopback_connections(t_sched.server), 0);
    CHECK_INT(sched_deadline(t_sched.sched), NEVER);
    CHECK_INT(http_deadline(t_sched.http), NEVER);
    t_sched_end();
}

static void a_hundred_cost_one_token(void)
{
    t_sched_begin();
    for (int i = 0; i < 100; i++)
        t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(100);
    CHECK_INT(t_sched.tokens, 1);
    CHECK_INT(t_sched_data_requests(), 100);
    t_sched_end();
}

static void token_expires_between(void)
{
    t_sched_begin();
    t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(1);
    t_sched.ahead += 1190000;
    t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(2);
    CHECK_INT(t_sched.tokens, 2);
    CHECK_INT(t_sched_data_requests(), 2);
    CHECK(strstr(t_sched.seen[0], "token-2") != NULL);
    t_sched_end();
}

/* "r" costs one more: the first request goes over the connection that brought
 * the token, and libcurl repeats what was reset there; it is counted. */
static void every_script(void)
{
    static const struct {
        const char *script;
        enum action action;
        int error;
        unsigned requests, tokens;
    } cases[] = {
        {"o", ACTION_OK, 0, 1, 1},
        {"4", ACTION_FAIL, -ENOENT, 1, 1},
        {"eo", ACTION_OK, 0, 2, 1},
        {"eeeeeo", ACTION_OK, 0, 6, 1},
        {"e", ACTION_FAIL, -EIO, 6, 1},
        {"r", ACTION_FAIL, -EIO, 7, 1},
        {"co", ACTION_OK, 0, 2, 1},
        {"c", ACTION_FAIL, -EIO, 6, 1},
        {"e4", ACTION_FAIL, -ENOENT, 2, 1},
        {"to", ACTION_OK, 0, 2, 2},
        {"tto", ACTION_OK, 0, 3, 3},
        {"t", ACTION_FAIL, -EACCES, 3, 3},
        {"eteto", ACTION_OK, 0, 5, 3},
        {"wo", ACTION_OK, 0, 2, 1},
        {"wwwwwwwwo", ACTION_OK, 0, 9, 1},
        {"B", ACTION_FAIL, -EFBIG, 1, 1},
        {"q", ACTION_QUOTA, -EDQUOT, 1, 1},
        {"b", ACTION_REFUSED, -EACCES, 1, 1},
        {"a", ACTION_REFUSED, -EACCES, 1, 1},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct throttle_report r;
        struct t_sched_want *w;

        t_sched_begin();
        w = t_sched_ask(cases[i].script, SOURCE_BIBLIO);
        t_sched_run(1);
        printf("# %s\n", cases[i].script);
        CHECK_INT(w->calls, 1);
        CHECK_INT(w->verdict.action, cases[i].action);
        CHECK_INT(w->verdict.error, cases[i].error);
        CHECK_INT(t_sched_data_requests(), cases[i].requests);
        CHECK_INT(t_sched.tokens, cases[i].tokens);
        throttle_report(t_sched.throttle, t_sched_moment(), &r);
        CHECK_INT(r.classes[CLASS_RETRIEVAL].sent, cases[i].requests);
        t_sched_end();
    }
}

static void silent_then_good(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("ho", SOURCE_BIBLIO);
    t_sched_hold(1);
    t_sched.ahead += T_SCHED_STALL_MS + 100;
    http_turn(t_sched.http, t_sched_moment());
    CHECK_INT(job_state(w->job), JOB_WAITS_RETRY);
    CHECK_INT(job_last(w->job)->error, -ETIMEDOUT);
    t_sched_run(1);
    CHECK_INT(w->verdict.action, ACTION_OK);
    t_sched_end();
}

static void unreachable_ops(void)
{
    struct t_sched_want *w;

    t_sched_begin_at("http://127.0.0.1:1/3.2");
    w = t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK(w->verdict.error < 0);
    CHECK_INT(w->status, 0);
    t_sched_end();
}

static void cannot_be_sent(void)
{
    struct t_sched_want *w;

    t_sched_begin_at("gopher://127.0.0.1");
    w = t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, -EINVAL);
    t_sched_end();
}

static void blank_token(char *text)
{
    char *at = strstr(text, "token-");

    CHECK(at != NULL);
    if (at)
        at[6] = '?';
}

static void repeated_exactly(void)
{
    t_sched_begin();
    t_sched_ask("to", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK(strstr(t_sched.seen[1], "Bearer token-1\r\n") != NULL);
    CHECK(strstr(t_sched.seen[0], "Bearer token-2\r\n") != NULL);
    blank_token(t_sched.seen[0]);
    blank_token(t_sched.seen[1]);
    CHECK_STR(t_sched.seen[0], t_sched.seen[1]);
    t_sched_end();
}

/* Ten under way with one stale token: one new token. */
static void one_renewal_for_all(void)
{
    struct sched_report r;

    t_sched_begin();
    for (int i = 0; i < 10; i++)
        t_sched_ask("to", SOURCE_BIBLIO);
    t_sched_run(10);
    CHECK_INT(t_sched.tokens, 2);
    CHECK_INT(t_sched_data_requests(), 20);
    sched_report(t_sched.sched, &r);
    CHECK_INT(r.renewals, 10);
    CHECK_INT(t_sched_total(&r).retries, 0);
    t_sched_end();
}

static void late_stale_keeps_the_new_token(void)
{
    t_sched_begin();
    t_sched_ask("ht", SOURCE_BIBLIO);
    t_sched_hold(1);
    t_sched_ask("to", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(t_sched.tokens, 2);
    t_loopback_release(t_sched.server);
    for (int i = 0; i < 100 && t_sched_data_requests() < 4; i++)
        t_sched_turn();
    CHECK_INT(t_sched.tokens, 2);
    t_sched_end();
}

/* 70,000 bytes grew through a buffer of 131,072. */
static void body_is_shrunk(void)
{
    struct t_sched_want *w;

    t_sched_begin();
    w = t_sched_ask("L", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK(w->body && w->body->size == T_SCHED_LONG);
    CHECK(w->body && malloc_usable_size(w->body->data) < T_SCHED_LONG * 5 / 4);
    t_sched_end();
}

/* Many jobs, each of a random fate: every one ends once, none costs more than
 * its fate allows. */
static void random_fates(void)
{
    static const char *const fates[] = {"o",  "eo", "4", "ro", "co", "to",
                                        "wo", "e",  "o", "o",  "o",  "eeo"};
    static const enum source_id kinds[] = {SOURCE_BIBLIO, SOURCE_SEARCH,
                                           SOURCE_FAMILY, SOURCE_NUMBER};
    unsigned cost = 0;

    t_sched_begin();
    srand(7);
    for (int i = 0; i < 300; i++)
        t_sched_ask(fates[rand() % 12], kinds[rand() % 4]);
    t_sched_run(300);
    for (unsigned i = 0; i < 300; i++) {
        CHECK_INT(t_sched.wants[i].calls, 1);
        CHECK(t_sched.wants[i].verdict.action == ACTION_OK ||
              t_sched.wants[i].verdict.error == -ENOENT ||
              t_sched.wants[i].verdict.error == -EIO);
        cost += t_sched.tally[i].times;
    }
    CHECK_INT(cost, t_sched_data_requests());
    printf("# %u requests, %u tokens, %lld s of virtual time\n", cost,
           t_sched.tokens, (long long)t_sched.ahead / 1000);
    CHECK_INT(sched_deadline(t_sched.sched), NEVER);
    t_sched_end();
}

/* What a terminal would obey is escaped in JSON; XML is as OPS sent it. */
static void nothing_raw_in_json(void)
{
    struct t_sched_want *xml, *json;

    t_sched_begin();
    t_sched.form = FORM_XML;
    xml = t_sched_ask("j", SOURCE_BIBLIO);
    t_sched.form = FORM_JSON;
    json = t_sched_ask("j", SOURCE_BIBLIO);
    t_sched_run(2);
    CHECK(t_sched_is_body(xml, "{\"a\": \"\xc2\x9b!\"}"));
    CHECK(t_sched_is_body(json, "{\"a\": \"\\u009b!\"}"));
    t_sched_end();
}

TEST_MAIN({"one answer", one_answer},
          {"nothing raw in JSON", nothing_raw_in_json},
          {"idle asks for nothing", idle_asks_for_nothing},
          {"a hundred cost one token", a_hundred_cost_one_token},
          {"a token expires between two", token_expires_between},
          {"every script", every_script},
          {"silent, then good", silent_then_good},
          {"OPS out of reach", unreachable_ops},
          {"what cannot be sent", cannot_be_sent},
          {"repeated exactly", repeated_exactly},
          {"one renewal for all", one_renewal_for_all},
          {"a late stale answer", late_stale_keeps_the_new_token},
          {"a body is shrunk", body_is_shrunk}, {"random fates", random_fates})
