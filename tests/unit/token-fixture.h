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

#define T_TOKEN_KEY "the-key"
#define T_TOKEN_SECRET "the-secret"
#define T_TOKEN_BASIC "Basic dGhlLWtleTp0aGUtc2VjcmV0"

struct t_token {
    struct t_loopback *server;
    struct http *http;
    struct log *journal;
    struct token *token;
    int64_t ahead;   /* of the real clock, ms */
    char seen[8192]; /* the last request */
    int status;      /* of the answers, as `body` */
    char body[8192];
    enum loopback_then then; /* what follows an answer */
};

/* Of the case that runs, between t_token_begin() and t_token_end(). */
extern struct t_token t_token;

struct instant t_token_moment(void); /* now, `ahead` added */

/* Keeps what was asked, and answers with `status` and `body`. */
void t_token_answer(void *arg, const struct loopback_request *q,
                    struct loopback_reply *r);

void t_token_begin(void);
void t_token_end(void);
void t_token_turn(void); /* of the server, then of the client */

/* Asks, until it is answered. */
void t_token_ask(void);
enum token_state t_token_state(void);

/* What the next answers say. */
void t_token_say(int with, const char *text);

/* Neither key nor secret, plain or in Base64, nor a token was written down. */
void t_token_discreet(void);

#endif
