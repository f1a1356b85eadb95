/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/token: refusals, rests, and that their text says nothing it should not.
 */
#include "token-fixture.h"

static void refusals(void)
{
    static const struct {
        int status;
        const char *body;
    } refused[] = {
        {400, "{\"error\":\"invalid_client\"}"},
        {400, ""},
        {401, "ClientId is Invalid: " T_TOKEN_KEY},
        {401, "{\"access_token\":\"abc\"}"},
        {403, "<error><message>Developer account is blocked</message></error>"},
    };

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        t_token_begin();
        t_token_say(refused[i].status, refused[i].body);
        t_token_ask();
        CHECK_INT(t_token_state(), TOKEN_REFUSED);
        CHECK_INT(token_error(t_token.token), -EACCES);
        CHECK(strstr(token_trouble(t_token.token), "OPS refuses") != NULL);
        t_token_discreet();
        token_ask(t_token.token, t_token_moment());
        t_token.ahead = TOKEN_REFUSED_MS - 5000;
        token_ask(t_token.token, t_token_moment());
        CHECK_INT(token_requests(t_token.token), 1);
        CHECK(token_deadline(t_token.token) > t_token_moment().ms);
        t_token.ahead = TOKEN_REFUSED_MS + 100;
        CHECK_INT(t_token_state(), TOKEN_ABSENT);
        t_token_say(200, "{\"access_token\":\"abc\"}");
        t_token_ask();
        CHECK_INT(t_token_state(), TOKEN_READY);
        CHECK_STR(token_trouble(t_token.token), "");
        t_token_end();
    }
}

static void refused_by_data(void)
{
    t_token_begin();
    t_token_ask();
    token_refuse(t_token.token, -EACCES, "OPS refuses the account",
                 t_token_moment());
    CHECK_INT(t_token_state(), TOKEN_REFUSED);
    CHECK(token_bearer(t_token.token) == NULL);
    CHECK_STR(token_trouble(t_token.token), "OPS refuses the account");
    t_token.ahead = TOKEN_REFUSED_MS + 100;
    token_ask(t_token.token, t_token_moment());
    token_refuse(t_token.token, -EACCES, "again", t_token_moment());
    CHECK_INT(t_token_state(), TOKEN_REFUSED);
    t_token_end();
}

/* 1, 2, 4, … 30 s, and never a request before its time. */
static void backs_off(void)
{
    static const int64_t rests[] = {1, 2, 4, 8, 16, 30, 30};

    t_token_begin();
    t_token_say(503, "later");
    for (size_t i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
        t_token_ask();
        CHECK_INT(t_token_state(), TOKEN_UNREACHABLE);
        CHECK_INT(token_requests(t_token.token), i + 1);
        CHECK(llabs(token_deadline(t_token.token) - t_token_moment().ms -
                    rests[i] * 1000) < 900);
        token_ask(t_token.token, t_token_moment());
        CHECK_INT(token_requests(t_token.token), i + 1);
        t_token.ahead += token_deadline(t_token.token) - t_token_moment().ms;
        CHECK_INT(t_token_state(), TOKEN_ABSENT);
        CHECK(strstr(token_trouble(t_token.token), "503") != NULL);
    }
    t_token_say(200, "{\"access_token\":\"abc\"}");
    t_token_ask();
    token_stale(t_token.token, token_serial(t_token.token));
    t_token_say(500, "");
    t_token_ask();
    CHECK(token_deadline(t_token.token) - t_token_moment().ms <= 1000);
    t_token_end();
}

static void troubles_of_the_way(void)
{
    static const enum loopback_then ways[] = {THEN_RESET, THEN_CLOSE,
                                              THEN_HANG};

    for (size_t i = 0; i < 3; i++) {
        t_token_begin();
        t_token.then = ways[i];
        token_ask(t_token.token, t_token_moment());
        for (int k = 0; k < 1000 && t_token_state() == TOKEN_GETTING; k++) {
            t_token_turn();
            if (t_loopback_held(t_token.server) && !t_token.ahead)
                t_token.ahead = 20500;
        }
        CHECK_INT(t_token_state(), TOKEN_UNREACHABLE);
        CHECK(token_error(t_token.token) < 0);
        CHECK(strstr(token_trouble(t_token.token), "cannot be reached") !=
              NULL);
        t_token_discreet();
        t_token_end();
    }
}

static void redirects_are_no_tokens(void)
{
    t_token_begin();
    t_token_say(302, "");
    t_token_ask();
    CHECK_INT(t_token_state(), TOKEN_UNREACHABLE);
    CHECK_INT(t_loopback_requests(t_token.server), 1);
    t_token_end();
}

static void url_that_cannot_be(void)
{
    struct credentials c = {T_TOKEN_KEY, T_TOKEN_SECRET};
    struct token *t;

    t_token_begin();
    t = token_new(t_token.http, "gopher://x", &c, NULL);
    token_ask(t, t_token_moment());
    CHECK_INT(token_state(t, t_token_moment()), TOKEN_UNREACHABLE);
    CHECK_INT(token_error(t), -EINVAL);
    token_free(t);
    t_token_end();
}

TEST_MAIN({"refusals", refusals}, {"refused by data", refused_by_data},
          {"backs off", backs_off},
          {"troubles of the way", troubles_of_the_way},
          {"redirects are no tokens", redirects_are_no_tokens},
          {"a URL that cannot be", url_that_cannot_be})
