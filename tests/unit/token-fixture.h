/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/token against a loopback token service: the parts that its tests share.
 */
#ifndef OPSFS_TESTS_TOKEN_FIXTURE_H
#define OPSFS_TESTS_TOKEN_FIXTURE_H

#include "check.h"
#include "loopback.h"
#include "net/token.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define KEY "the-key"
#define SECRET "the-secret"
#define BASIC "Basic dGhlLWtleTp0aGUtc2VjcmV0"

static struct loopback *server;
static struct http *http;
static struct log *journal;
static struct token *token;
static int64_t ahead;
static char seen[8192];
static int status;
static char body[8192];
static enum loopback_then then;

static inline struct instant moment(void)
{
    struct instant now = clock_now();

    now.ms += ahead;
    return now;
}

static inline void answer(void *arg, const struct loopback_request *q,
                   struct loopback_reply *r)
{
    (void)arg;
    snprintf(seen, sizeof(seen), "%s %s\r\n%s%s", q->method, q->path, q->head,
             q->body);
    if (then == THEN_KEEP)
        reply_with(r, status, "Content-Type: application/json\r\n", body);
    r->then = then;
}

static inline void begin(void)
{
    struct http_options options = {
        .stall_ms = 20000, .total_ms = 60000, .agent = "test/1"};
    struct credentials credentials = {KEY, SECRET};

    ahead = 0;
    status = 200;
    then = THEN_KEEP;
    snprintf(body, sizeof(body), "{\"access_token\":\"abc\","
                                 "\"expires_in\":\"1199\"}");
    server = loopback_new(answer, NULL);
    http = http_new(&options);
    journal = log_new(100, LOG_DEBUG, ECHO_NONE);
    token = token_new(http, loopback_url(server, "/auth/accesstoken"),
                      &credentials, journal);
}

static inline void end(void)
{
    token_free(token);
    log_free(journal);
    http_free(http);
    loopback_free(server);
}

static inline enum token_state state(void)
{
    return token_state(token, moment());
}

static inline void turn(void)
{
    int64_t deadline = http_deadline(http);

    loopback_step(server, http_fd(http),
                  deadline == NEVER ? NEVER : deadline - ahead);
    http_turn(http, moment());
}

static inline void ask(void)
{
    token_ask(token, moment());
    for (int i = 0; i < 10000 && state() == TOKEN_GETTING; i++)
        turn();
    CHECK(state() != TOKEN_GETTING);
}

static inline void say(int with, const char *text)
{
    status = with;
    snprintf(body, sizeof(body), "%s", text);
}

/* Neither key nor secret, plain or in Base64, nor a token was written down. */
static inline void check_discreet(void)
{
    struct buf lines = BUF_INIT(1 << 20);

    log_print(journal, &lines);
    for (int i = 0; i < 2; i++) {
        const char *text = i ? buf_text(&lines) : token_trouble(token);

        CHECK(!strstr(text, KEY) && !strstr(text, SECRET));
        CHECK(!strstr(text, "dGhlLWtleTp") && !strstr(text, "abc"));
    }
    buf_fini(&lines);
}

#endif
