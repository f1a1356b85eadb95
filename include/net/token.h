/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OAuth 2.0 client credentials (RFC 6749 4.4, OPS guide 2.2.2): the only
 * reader of key and secret, and the only holder of the token. None of the
 * three is ever logged or put into a message.
 *
 * States: ABSENT -> token_ask() -> GETTING -> READY until shortly before it
 * expires; REFUSED is final (key or secret wrong, account blocked) for
 * TOKEN_REFUSED_MS, then it may be asked again; UNREACHABLE rests with backoff.
 * However many requests wait, one token request is under way at most.
 */
#ifndef OPSFS_NET_TOKEN_H
#define OPSFS_NET_TOKEN_H

#include "net/http.h"

enum token_state {
    TOKEN_ABSENT,
    TOKEN_GETTING,
    TOKEN_READY,
    TOKEN_REFUSED,
    TOKEN_UNREACHABLE,
};

#define TOKEN_REFUSED_MS 60000

/* What the mount knows of OPS's account; wiped when freed. */
struct credentials {
    char key[256];
    char secret[256];
};

struct token;

/* `url`: of the token service. Copies the credentials. */
struct token *token_new(struct http *http, const char *url,
                        const struct credentials *credentials, struct log *log);
void token_free(struct token *t);

/* Another key and secret from now on: the current token and a refusal are of
 * the old ones and are dropped. Copies the credentials. */
void token_rekey(struct token *t, const struct credentials *credentials);

/* The state at this moment: a READY token near its expiry reads as ABSENT. */
enum token_state token_state(struct token *t, struct instant now);

/* Starts a token request unless one runs, or a refusal or rest says no. */
void token_ask(struct token *t, struct instant now);

/* OPS said the token is stale. Only the one that was used is dropped: an
 * answer that was under way while it was renewed must not drop its successor.
 * `serial` is what token_serial() said when the request went out. */
void token_stale(struct token *t, unsigned serial);
unsigned token_serial(const struct token *t);

/* OPS refused the account on a request that carried a token: REFUSED, as if
 * the token service had said so. `why` is static. */
void token_refuse(struct token *t, int error, const char *why,
                  struct instant now);

/* "Bearer …" for the Authorization header, NULL unless READY. Secret. */
const char *token_bearer(const struct token *t);

/* When the state changes by itself (a rest ends), or NEVER. */
int64_t token_deadline(const struct token *t);

int64_t token_expires(const struct token *t); /* monotonic ms; 0 unless READY */
unsigned token_requests(const struct token *t);

/* For people: why there is no token, with what to do; "" when there is one.
 * `token_error` is the errno that goes with it (-EACCES, -ETIMEDOUT, …). */
const char *token_trouble(const struct token *t);
int token_error(const struct token *t);

#endif
