/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/token: what is sent, what is believed, when it is renewed.
 */
#include "token-fixture.h"

static void asks_as_it_should(void)
{
    begin();
    CHECK_INT(state(), TOKEN_ABSENT);
    CHECK(token_bearer(token) == NULL);
    ask();
    CHECK(strncmp(seen, "POST /auth/accesstoken\r\n", 24) == 0);
    CHECK(strstr(seen, "Authorization: " BASIC "\r\n") != NULL);
    CHECK(strstr(seen, "Content-Type: application/x-www-form-urlencoded\r\n") !=
          NULL);
    CHECK(strstr(seen, "\r\n\r\ngrant_type=client_credentials") != NULL);
    CHECK_INT(state(), TOKEN_READY);
    CHECK_STR(token_bearer(token), "Bearer abc");
    CHECK_STR(token_trouble(token), "");
    CHECK_INT(token_error(token), 0);
    CHECK_INT(token_deadline(token), NEVER);
    check_discreet();
    end();
}

static void longest_credentials(void)
{
    struct credentials c;
    struct token *t;

    begin();
    memset(&c, 'k', sizeof(c));
    c.key[255] = c.secret[255] = '\0';
    t = token_new(http, loopback_url(server, "/t"), &c, NULL);
    token_ask(t, moment());
    for (int i = 0; i < 10000 && token_state(t, moment()) == TOKEN_GETTING; i++)
        turn();
    CHECK_INT(token_state(t, moment()), TOKEN_READY);
    CHECK(strstr(seen, "Basic a2tra2tra2tr") != NULL);
    token_free(t);
    end();
}

static void once_however_many_ask(void)
{
    begin();
    for (int i = 0; i < 100; i++)
        token_ask(token, moment());
    CHECK_INT(state(), TOKEN_GETTING);
    ask();
    token_ask(token, moment());
    CHECK_INT(http_deadline(http), NEVER);
    CHECK_INT(loopback_requests(server), 1);
    CHECK_INT(token_requests(token), 1);
    end();
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

        begin();
        say(200, answers[i].text);
        asked = moment().ms;
        ask();
        CHECK_INT(state(), life ? TOKEN_READY : TOKEN_UNREACHABLE);
        CHECK(llabs(token_expires(token) - (life ? asked + life : 0)) < 2000);
        if (!life) {
            CHECK(token_error(token) < 0);
            CHECK(strlen(token_trouble(token)) > 10);
            CHECK(token_bearer(token) == NULL);
        }
        end();
    }
}

static void long_token(size_t len, enum token_state wanted)
{
    begin();
    say(200, "{\"access_token\":\"");
    memset(body + strlen(body), 'x', len);
    strcpy(body + 17 + len, "\"}");
    ask();
    CHECK_INT(state(), wanted);
    end();
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
        begin();
        say(200, lives[i].text);
        ask();
        ahead = lives[i].good * 1000;
        CHECK_INT(state(), TOKEN_READY);
        ahead = lives[i].over * 1000;
        CHECK_INT(state(), TOKEN_ABSENT);
        CHECK(token_bearer(token) == NULL);
        ask();
        CHECK_INT(state(), TOKEN_READY);
        CHECK_INT(loopback_requests(server), 2);
        end();
    }
}

static void stale_once(void)
{
    unsigned first;

    begin();
    ask();
    first = token_serial(token);
    token_stale(token, first + 1);
    CHECK_INT(state(), TOKEN_READY);
    token_stale(token, first);
    CHECK_INT(state(), TOKEN_ABSENT);
    token_ask(token, moment());
    token_stale(token, first);
    CHECK_INT(state(), TOKEN_GETTING);
    ask();
    CHECK(token_serial(token) != first);
    token_stale(token, first);
    CHECK_INT(state(), TOKEN_READY);
    end();
}

/* The old token, and the answer to the old key that is on its way, are gone. */
static void another_key(void)
{
    struct credentials next = {"other", "secret"};

    begin();
    token_ask(token, moment());
    token_rekey(token, &next);
    CHECK_INT(state(), TOKEN_ABSENT);
    token_ask(token, moment());
    while (state() == TOKEN_GETTING)
        turn();
    CHECK_INT(state(), TOKEN_READY);
    CHECK(strstr(seen, "Basic b3RoZXI6c2VjcmV0\r\n") != NULL);
    token_refuse(token, -EACCES, "blocked", moment());
    token_rekey(token, &next);
    CHECK_INT(state(), TOKEN_ABSENT);
    CHECK_STR(token_trouble(token), "");
    CHECK_INT(token_error(token), 0);
    end();
}

static void freed_while_getting(void)
{
    begin();
    then = THEN_HANG;
    token_ask(token, moment());
    while (!loopback_held(server))
        turn();
    end();
}

TEST_MAIN({"asks as it should", asks_as_it_should},
          {"the longest credentials", longest_credentials},
          {"once however many ask", once_however_many_ask},
          {"what is believed", what_is_believed}, {"long tokens", long_tokens},
          {"renewed before its end", renewed_before_its_end},
          {"stale once", stale_once},
          {"another key", another_key},
          {"freed while getting", freed_while_getting})
