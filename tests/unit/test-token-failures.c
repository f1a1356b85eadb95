/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/token: refusals, rests, and that their text tells nothing it should not.
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
        {401, "ClientId is Invalid: " KEY},
        {401, "{\"access_token\":\"abc\"}"},
        {403, "<error><message>Developer account is blocked</message></error>"},
    };

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        begin();
        say(refused[i].status, refused[i].body);
        ask();
        CHECK_INT(state(), TOKEN_REFUSED);
        CHECK_INT(token_error(token), -EACCES);
        CHECK(strstr(token_trouble(token), "OPS refuses") != NULL);
        check_discreet();
        token_ask(token, moment());
        ahead = TOKEN_REFUSED_MS - 5000;
        token_ask(token, moment());
        CHECK_INT(token_requests(token), 1);
        CHECK(token_deadline(token) > moment().ms);
        ahead = TOKEN_REFUSED_MS + 100;
        CHECK_INT(state(), TOKEN_ABSENT);
        say(200, "{\"access_token\":\"abc\"}");
        ask();
        CHECK_INT(state(), TOKEN_READY);
        CHECK_STR(token_trouble(token), "");
        end();
    }
}

static void refused_by_data(void)
{
    begin();
    ask();
    token_refuse(token, -EACCES, "OPS refuses the account", moment());
    CHECK_INT(state(), TOKEN_REFUSED);
    CHECK(token_bearer(token) == NULL);
    CHECK_STR(token_trouble(token), "OPS refuses the account");
    ahead = TOKEN_REFUSED_MS + 100;
    token_ask(token, moment());
    token_refuse(token, -EACCES, "again", moment());
    CHECK_INT(state(), TOKEN_REFUSED);
    end();
}

/* 1, 2, 4, … 30 s, and never a request before its time. */
static void backs_off(void)
{
    static const int64_t rests[] = {1, 2, 4, 8, 16, 30, 30};

    begin();
    say(503, "later");
    for (size_t i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
        ask();
        CHECK_INT(state(), TOKEN_UNREACHABLE);
        CHECK_INT(token_requests(token), i + 1);
        CHECK(llabs(token_deadline(token) - moment().ms - rests[i] * 1000) <
              900);
        token_ask(token, moment());
        CHECK_INT(token_requests(token), i + 1);
        ahead += token_deadline(token) - moment().ms;
        CHECK_INT(state(), TOKEN_ABSENT);
        CHECK(strstr(token_trouble(token), "503") != NULL);
    }
    say(200, "{\"access_token\":\"abc\"}");
    ask();
    token_stale(token, token_serial(token));
    say(500, "");
    ask();
    CHECK(token_deadline(token) - moment().ms <= 1000);
    end();
}

static void troubles_of_the_way(void)
{
    static const enum loopback_then ways[] = {THEN_RESET, THEN_CLOSE,
                                              THEN_HANG};

    for (size_t i = 0; i < 3; i++) {
        begin();
        then = ways[i];
        token_ask(token, moment());
        for (int k = 0; k < 1000 && state() == TOKEN_GETTING; k++) {
            turn();
            if (loopback_held(server) && !ahead)
                ahead = 20500;
        }
        CHECK_INT(state(), TOKEN_UNREACHABLE);
        CHECK(token_error(token) < 0);
        CHECK(strstr(token_trouble(token), "cannot be reached") != NULL);
        check_discreet();
        end();
    }
}

static void redirects_are_no_tokens(void)
{
    begin();
    say(302, "");
    ask();
    CHECK_INT(state(), TOKEN_UNREACHABLE);
    CHECK_INT(loopback_requests(server), 1);
    end();
}

static void url_that_cannot_be(void)
{
    struct credentials c = {KEY, SECRET};
    struct token *t;

    begin();
    t = token_new(http, "gopher://x", &c, NULL);
    token_ask(t, moment());
    CHECK_INT(token_state(t, moment()), TOKEN_UNREACHABLE);
    CHECK_INT(token_error(t), -EINVAL);
    token_free(t);
    end();
}

TEST_MAIN({"refusals", refusals}, {"refused by data", refused_by_data},
          {"backs off", backs_off},
          {"troubles of the way", troubles_of_the_way},
          {"redirects are no tokens", redirects_are_no_tokens},
          {"a URL that cannot be", url_that_cannot_be})
