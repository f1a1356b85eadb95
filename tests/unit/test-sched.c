/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: every way of a job, what it costs, and its token.
 */
#include "sched-fixture.h"

static void one_answer(void)
{
    struct want *w;
    struct sched_report r;

    begin();
    w = ask("o", SOURCE_BIBLIO);
    CHECK_INT(job_state(w->job), JOB_WAITS_TOKEN);
    CHECK_INT(job_last(w->job)->action, ACTION_OK);
    CHECK_INT(loopback_requests(server), 0);
    CHECK(sched_deadline(sched) <= moment().ms);
    run(1);
    CHECK_INT(w->calls, 1);
    CHECK_INT(w->verdict.action, ACTION_OK);
    CHECK_INT(w->status, 200);
    CHECK(is_body(w, "good"));
    CHECK(strncmp(seen[0], "GET /3.2/rest-services/x/o-1\r\n", 30) == 0);
    CHECK(strstr(seen[0], "Authorization: Bearer token-1\r\n") != NULL);
    CHECK(strstr(seen[0], "Accept: application/x-a\r\n") != NULL);
    sched_report(sched, &r);
    CHECK_INT(total(&r).requests, 1);
    CHECK_INT(total(&r).bytes, 4);
    CHECK_INT(r.queued + r.sent_now + total(&r).retries + r.renewals, 0);
    CHECK_INT(sched_deadline(sched), NEVER);
    end();
}

static void idle_asks_for_nothing(void)
{
    begin();
    for (int i = 0; i < 10; i++) {
        sched_turn(sched, moment());
        http_turn(http, moment());
    }
    loopback_step(server, -1, 0);
    CHECK_INT(loopback_connections(server), 0);
    CHECK_INT(sched_deadline(sched), NEVER);
    CHECK_INT(http_deadline(http), NEVER);
    end();
}

static void a_hundred_cost_one_token(void)
{
    begin();
    for (int i = 0; i < 100; i++)
        ask("o", SOURCE_BIBLIO);
    run(100);
    CHECK_INT(tokens, 1);
    CHECK_INT(data_requests(), 100);
    end();
}

static void token_expires_between(void)
{
    begin();
    ask("o", SOURCE_BIBLIO);
    run(1);
    ahead += 1190000;
    ask("o", SOURCE_BIBLIO);
    run(2);
    CHECK_INT(tokens, 2);
    CHECK_INT(data_requests(), 2);
    CHECK(strstr(seen[0], "token-2") != NULL);
    end();
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
        struct pace_report r;
        struct want *w;

        begin();
        w = ask(cases[i].script, SOURCE_BIBLIO);
        run(1);
        printf("# %s\n", cases[i].script);
        CHECK_INT(w->calls, 1);
        CHECK_INT(w->verdict.action, cases[i].action);
        CHECK_INT(w->verdict.error, cases[i].error);
        CHECK_INT(data_requests(), cases[i].requests);
        CHECK_INT(tokens, cases[i].tokens);
        pace_report(pace, moment(), &r);
        CHECK_INT(r.classes[CLASS_RETRIEVAL].sent, cases[i].requests);
        end();
    }
}

static void silent_then_good(void)
{
    struct want *w;

    begin();
    w = ask("ho", SOURCE_BIBLIO);
    run_until_held(1);
    ahead += STALL_MS + 100;
    http_turn(http, moment());
    CHECK_INT(job_state(w->job), JOB_WAITS_RETRY);
    CHECK_INT(job_last(w->job)->error, -ETIMEDOUT);
    run(1);
    CHECK_INT(w->verdict.action, ACTION_OK);
    end();
}

static void unreachable_ops(void)
{
    struct want *w;

    begin_at("http://127.0.0.1:1/3.2");
    w = ask("o", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK(w->verdict.error < 0);
    CHECK_INT(w->status, 0);
    end();
}

static void cannot_be_sent(void)
{
    struct want *w;

    begin_at("gopher://127.0.0.1");
    w = ask("o", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK_INT(w->verdict.error, -EINVAL);
    end();
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
    begin();
    ask("to", SOURCE_BIBLIO);
    run(1);
    CHECK(strstr(seen[1], "Bearer token-1\r\n") != NULL);
    CHECK(strstr(seen[0], "Bearer token-2\r\n") != NULL);
    blank_token(seen[0]);
    blank_token(seen[1]);
    CHECK_STR(seen[0], seen[1]);
    end();
}

/* Ten under way with one stale token: one new token. */
static void one_renewal_for_all(void)
{
    struct sched_report r;

    begin();
    for (int i = 0; i < 10; i++)
        ask("to", SOURCE_BIBLIO);
    run(10);
    CHECK_INT(tokens, 2);
    CHECK_INT(data_requests(), 20);
    sched_report(sched, &r);
    CHECK_INT(r.renewals, 10);
    CHECK_INT(total(&r).retries, 0);
    end();
}

static void late_stale_keeps_the_new_token(void)
{
    begin();
    ask("ht", SOURCE_BIBLIO);
    run_until_held(1);
    ask("to", SOURCE_BIBLIO);
    run(1);
    CHECK_INT(tokens, 2);
    loopback_release(server);
    for (int i = 0; i < 100 && data_requests() < 4; i++)
        turn();
    CHECK_INT(tokens, 2);
    end();
}

/* 70,000 bytes grew through a buffer of 131,072. */
static void body_is_shrunk(void)
{
    struct want *w;

    begin();
    w = ask("L", SOURCE_BIBLIO);
    run(1);
    CHECK(w->body && w->body->size == LONG_BODY);
    CHECK(w->body && malloc_usable_size(w->body->data) < LONG_BODY * 5 / 4);
    end();
}

/* Many jobs, each of a random fate: every one ends once, none costs more than
 * its fate allows. */
static void random_fates(void)
{
    static const char *const fates[] = {"o",  "eo", "4",  "ro", "co", "to",
                                        "wo", "e",  "o",  "o",  "o",  "eeo"};
    static const enum source_id kinds[] = {SOURCE_BIBLIO, SOURCE_SEARCH,
                                           SOURCE_FAMILY, SOURCE_NUMBER};
    unsigned cost = 0;

    begin();
    srand(7);
    for (int i = 0; i < 300; i++)
        ask(fates[rand() % 12], kinds[rand() % 4]);
    run(300);
    for (unsigned i = 0; i < 300; i++) {
        CHECK_INT(wants[i].calls, 1);
        CHECK(wants[i].verdict.action == ACTION_OK ||
              wants[i].verdict.error == -ENOENT ||
              wants[i].verdict.error == -EIO);
        cost += tally[i].times;
    }
    CHECK_INT(cost, data_requests());
    printf("# %u requests, %u tokens, %lld s of virtual time\n", cost, tokens,
           (long long)ahead / 1000);
    CHECK_INT(sched_deadline(sched), NEVER);
    end();
}

TEST_MAIN({"one answer", one_answer},
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
