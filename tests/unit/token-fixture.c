/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "token-fixture.h"

struct t_token t_token;

struct instant t_token_moment(void)
{
    struct instant now = clock_now();

    now.ms += t_token.ahead;
    return now;
}

void t_token_answer(void *arg, const struct loopback_request *q,
                    struct loopback_reply *r)
{
    (void)arg;
    snprintf(t_token.seen, sizeof(t_token.seen), "%s %s\r\n%s%s", q->method,
             q->path, q->head, q->body);
    if (t_token.then == THEN_KEEP)
        t_reply_with(r, t_token.status, "Content-Type: application/json\r\n",
                     t_token.body);
    r->then = t_token.then;
}

void t_token_begin(void)
{
    struct http_options options = {.stall_ms = 20000,
                                   .total_ms = 60000,
                                   .agent = "test/1"};
    struct credentials credentials = {T_TOKEN_KEY, T_TOKEN_SECRET};

    t_token.ahead = 0;
    t_token.status = 200;
    t_token.then = THEN_KEEP;
    snprintf(t_token.body, sizeof(t_token.body),
             "{\"access_token\":\"abc\","
             "\"expires_in\":\"1199\"}");
    t_token.server = t_loopback_new(t_token_answer, NULL);
    t_token.http = http_new(&options);
    t_token.journal = log_new(100, LOG_DEBUG, ECHO_NONE);
    t_token.token =
        token_new(t_token.http,
                  t_loopback_url(t_token.server, "/auth/accesstoken"),
                  &credentials, t_token.journal);
}

void t_token_end(void)
{
    token_free(t_token.token);
    log_free(t_token.journal);
    http_free(t_token.http);
    t_loopback_free(t_token.server);
}

enum token_state t_token_state(void)
{
    return token_state(t_token.token, t_token_moment());
}

void t_token_turn(void)
{
    int64_t deadline = http_deadline(t_token.http);

    t_loopback_step(t_token.server, http_fd(t_token.http),
                    deadline == NEVER ? NEVER : deadline - t_token.ahead);
    http_turn(t_token.http, t_token_moment());
}

void t_token_ask(void)
{
    token_ask(t_token.token, t_token_moment());
    for (int i = 0; i < 10000 && t_token_state() == TOKEN_GETTING; i++)
        t_token_turn();
    CHECK(t_token_state() != TOKEN_GETTING);
}

void t_token_say(int with, const char *text)
{
    t_token.status = with;
    snprintf(t_token.body, sizeof(t_token.body), "%s", text);
}

void t_token_discreet(void)
{
    struct buf lines = BUF_INIT(1 << 20);

    log_print(t_token.journal, &lines);
    for (int i = 0; i < 2; i++) {
        const char *text = i ? buf_text(&lines) : token_trouble(t_token.token);

        CHECK(!strstr(text, T_TOKEN_KEY) && !strstr(text, T_TOKEN_SECRET));
        CHECK(!strstr(text, "dGhlLWtleTp") && !strstr(text, "abc"));
    }
    buf_fini(&lines);
}
