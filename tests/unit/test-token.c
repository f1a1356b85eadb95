/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/token: what is sent, what is believed, when it is renewed.
 */
#include "token-fixture.h"

static void asks_as_it_should(void)
{
    t_token_begin();
    CHECK_INT(t_token_state(), TOKEN_ABSENT);
    CHECK(token_bearer(t_token.token) == NULL);
    t_token_ask();
    CHECK(strncmp(t_token.seen, "POST /auth/accesstoken\r\n", 24) == 0);
    CHECK(strstr(t_token.seen, "Authorization: " T_TOKEN_BASIC "\r\n") != NULL);
    CHECK(strstr(t_token.seen,
                 "Content-Type: application/x-www-form-urlencoded\r\n") !=
          NULL);
    CHECK(strstr(t_token.seen, "\r\n\r\ngrant_type=client_credentials") !=
          NULL);
    CHECK_INT(t_token_state(), TOKEN_READY);
    CHECK_STR(token_bearer(t_token.token), "Bearer abc");
    CHECK_STR(token_trouble(t_token.token), "");
    CHECK_INT(token_error(t_token.token), 0);
    CHECK_INT(token_deadline(t_token.token), NEVER);
    t_token_discreet();
    t_token_end();
}

static void longest_credentials(void)
{
    struct credentials c;
    struct token *t;

    t_token_begin();
    memset(&c, 'k', sizeof(c));
    c.key[255] = c.secret[255] = '\0';
    t = token_new(t_token.http, t_loopback_url(t_token.server, "/t"), &c, NULL);
    token_ask(t, t_token_moment());
    for (int i = 0;
         i < 10000 && token_state(t, t_token_moment()) == TOKEN_GETTING; i++)
        t_token_turn();
    CHECK_INT(token_state(t, t_token_moment()), TOKEN_READY);
    CHECK(strstr(t_token.seen, "Basic a2tra2tra2tr") != NULL);
    token_free(t);
    t_token_end();
}

static void once_however_many_ask(void)
{
    t_token_begin();
    for (int i = 0; i < 100; i++)
        token_ask(t_token.token, t_token_moment());
    CHECK_INT(t_token_state(), TOKEN_GETTING);
    t_token_ask();
    token_ask(t_token.token, t_token_moment());
    CHECK_INT(http_deadline(t_token.http), NEVER);
    CHECK_INT(t_loopback_requests(t_token.server), 1);
    CHECK_INT(token_requests(t_token.token), 1);
    t_token_end();
}

static void what_is_believed(void)
{
    static const struct {
        const char *text;
        int life; /* seconds; 0: refused as malformed */
    } answers[] = {
        {"{\"access_token\":\"a.b-c\",\"expires_in\":\"1199\"}", 1199},
        {"{ \"expires_in\" : 1199 , \"access_token\" : \"abc\" }\n", 1199},
        {"{\"access_token\":\"abc\"}", 1199},
        {"{\"access_token\":\"abc\",\"expires_in\":\"0\"}", 60},
        {"{\"access_token\":\"abc\",\"expires_in\":61}", 61},
        {"{\"access_token\":\"abc\",\"expires_in\":\"86400\"}", 86400},
        {"{\"access_token\":\"abc\",\"expires_in\":99999999}", 86400},
        {"{\"access_token\":\"abc\",\"expires_in\":-3}", 1199},
        {"{\"access_token\":\"abc\",\"expires_in\":\"soon\"}", 1199},
        {"{\"access_token\":\"abc\",\"expires_in\":[]}", 1199},
        {"{\"access_token\":\"\",\"expires_in\":\"1199\"}", 0},
        {"{\"access_token\":\"a c\"}", 0},
        {"{\"access_token\":\"a\\nc\"}", 0},
        {"{\"access_token\":\"\\u00e9\"}", 0},
        {"{\"access_token\":12345}", 0},
        {"{\"token\":\"abc\"}", 0},
        {"{\"access_token\":\"abc\"", 0},
        {"{\"access_token\":\"abc\"} and more", 0},
        {"[]", 0},
        {"", 0},
        {"<html>maintenance</html>", 0},
    };

    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        int64_t life = answers[i].life * 1000LL, asked;

        t_token_begin();
        t_token_say(200, answers[i].text);
        asked = t_token_moment().ms;
        t_token_ask();
        CHECK_INT(t_token_state(), life ? TOKEN_READY : TOKEN_UNREACHABLE);
        CHECK(llabs(token_expires(t_token.token) - (life ? asked + life : 0)) <
              2000);
        if (!life) {
            CHECK(token_error(t_token.token) < 0);
            CHECK(strlen(token_trouble(t_token.token)) > 10);
            CHECK(token_bearer(t_token.token) == NULL);
        }
        t_token_end();
    }
}

static void long_token(size_t len, enum token_state wanted)
{
    t_token_begin();
    t_token_say(200, "{\"access_token\":\"");
    memset(t_token.body + strlen(t_token.body), 'x', len);
    strcpy(t_token.body + 17 + len, "\"}");
    t_token_ask();
    CHECK_INT(t_token_state(), wanted);
    t_token_end();
}

static void long_tokens(void)
{
    long_token(4096, TOKEN_READY);
    long_token(4097, TOKEN_UNREACHABLE);
}

static void renewed_before_its_end(void)
{
    static const struct {
        const char *text;
        int64_t good, over; /* seconds */
    } lives[] = {
        {"{\"access_token\":\"abc\",\"expires_in\":\"1199\"}", 1130, 1139},
        {"{\"access_token\":\"abc\",\"expires_in\":\"120\"}", 55, 60},
        {"{\"access_token\":\"abc\",\"expires_in\":\"100\"}", 45, 50},
        {"{\"access_token\":\"abc\",\"expires_in\":\"1\"}", 25, 30},
    };

    for (size_t i = 0; i < sizeof(lives) / sizeof(lives[0]); i++) {
        t_token_begin();
        t_token_say(200, lives[i].text);
        t_token_ask();
        t_token.ahead = lives[i].good * 1000;
        CHECK_INT(t_token_state(), TOKEN_READY);
        t_token.ahead = lives[i].over * 1000;
        CHECK_INT(t_token_state(), TOKEN_ABSENT);
        CHECK(token_bearer(t_token.token) == NULL);
        t_token_ask();
        CHECK_INT(t_token_state(), TOKEN_READY);
        CHECK_INT(t_loopback_requests(t_token.server), 2);
        t_token_end();
    }
}

static void stale_once(void)
{
    unsigned first;

    t_token_begin();
    t_token_ask();
    first = token_serial(t_token.token);
    token_stale(t_token.token, first + 1);
    CHECK_INT(t_token_state(), TOKEN_READY);
    token_stale(t_token.token, first);
    CHECK_INT(t_token_state(), TOKEN_ABSENT);
    token_ask(t_token.token, t_token_moment());
    token_stale(t_token.token, first);
    CHECK_INT(t_token_state(), TOKEN_GETTING);
    t_token_ask();
    CHECK(token_serial(t_token.token) != first);
    token_stale(t_token.token, first);
    CHECK_INT(t_token_state(), TOKEN_READY);
    t_token_end();
}

/* The old token, and the answer to the old key that is on its way, are gone. */
static void another_key(void)
{
    struct credentials next = {"other", "secret"};

    t_token_begin();
    token_ask(t_token.token, t_token_moment());
    token_rekey(t_token.token, &next);
    CHECK_INT(t_token_state(), TOKEN_ABSENT);
    token_ask(t_token.token, t_token_moment());
    while (t_token_state() == TOKEN_GETTING)
        t_token_turn();
    CHECK_INT(t_token_state(), TOKEN_READY);
    CHECK(strstr(t_token.seen, "Basic b3RoZXI6c2VjcmV0\r\n") != NULL);
    token_refuse(t_token.token, -EACCES, "blocked", t_token_moment());
    token_rekey(t_token.token, &next);
    CHECK_INT(t_token_state(), TOKEN_ABSENT);
    CHECK_STR(token_trouble(t_token.token), "");
    CHECK_INT(token_error(t_token.token), 0);
    t_token_end();
}

static void freed_while_getting(void)
{
    t_token_begin();
    t_token.then = THEN_HANG;
    token_ask(t_token.token, t_token_moment());
    while (!t_loopback_held(t_token.server))
        t_token_turn();
    t_token_end();
}

TEST_MAIN({"asks as it should", asks_as_it_should},
          {"the longest credentials", longest_credentials},
          {"once however many ask", once_however_many_ask},
          {"what is believed", what_is_believed}, {"long tokens", long_tokens},
          {"renewed before its end", renewed_before_its_end},
          {"stale once", stale_once}, {"another key", another_key},
          {"freed while getting", freed_while_getting})
