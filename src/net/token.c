/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One token for all: whoever needs one looks at the state; whoever finds it
 * absent asks, and the first to ask is the only one that sends.
 *
 * A token is used until shortly before its end, counted from the moment it was
 * asked for: OPS's clock cannot have started earlier. What a refusal's body
 * says is not repeated to people, because it may echo the key.
 */
#include "net/token.h"

#include "base/day.h"
#include "base/json.h"
#include "net/backoff.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIFE_UNTOLD 1199 /* seconds: what OPS always said so far */
#define LIFE_MIN 60
#define LIFE_MAX DAY_SECONDS
#define RENEW_EARLIER 60   /* seconds before the end */
#define LONGEST 4096       /* characters of a token */
#define CEILING 65536      /* bytes of an answer */
#define AUTHORIZATION 1024 /* bytes: Base64 of 511 and the word before it */
#define FIRST_RENEWAL_MS 1000
#define LONGEST_RENEWAL_MS 30000

static const char scheme[] = "Bearer ";

struct token {
    struct http *http;
    struct transfer *transfer; /* while GETTING */
    struct log *log;
    char *url;
    struct credentials credentials;
    enum token_state state;
    unsigned serial; /* of the current token, or of the last one */
    unsigned requests;
    unsigned failures; /* in a row */
    int64_t asked;     /* ms */
    int64_t renew;     /* ms: not used from here on */
    int64_t expires;   /* ms */
    int64_t rests;     /* ms: REFUSED and UNREACHABLE end here */
    int error;
    char last_error[256];
    char bearer[sizeof(scheme) + LONGEST];
};

struct token *token_new(struct http *http, const char *url,
                        const struct credentials *credentials, struct log *log)
{
    struct token *t = calloc(1, sizeof(*t));

    if (!t)
        return NULL;
    t->http = http;
    t->log = log;
    t->credentials = *credentials;
    t->url = strdup(url);
    if (!t->url) {
        token_free(t);
        return NULL;
    }
    return t;
}

void token_free(struct token *t)
{
    if (!t)
        return;
    http_cancel(t->http, t->transfer);
    free(t->url);
    explicit_bzero(t, sizeof(*t));
    free(t);
}

static void drop(struct token *t)
{
    explicit_bzero(t->bearer, sizeof(t->bearer));
    t->state = TOKEN_ABSENT;
}

void token_rekey(struct token *t, const struct credentials *credentials)
{
    http_cancel(t->http, t->transfer);
    t->transfer = NULL;
    t->credentials = *credentials;
    t->failures = 0;
    t->error = 0;
    t->last_error[0] = '\0';
    drop(t);
}

enum token_state token_state(struct token *t, struct instant now)
{
    if (t->state == TOKEN_READY && now.ms >= t->renew)
        drop(t);
    if ((t->state == TOKEN_REFUSED || t->state == TOKEN_UNREACHABLE) &&
        now.ms >= t->rests)
        t->state = TOKEN_ABSENT;
    return t->state;
}

static void base64(struct buf *to, const char *text, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < len; i += 3) {
        size_t n = len - i < 3 ? len - i : 3;
        unsigned bits = 0;

        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (k < n ? (unsigned char)text[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            buf_putc(to, k > n ? '=' : digits[bits >> (18 - 6 * k) & 63]);
    }
}

/* "Basic …" into a buffer whose memory was all got at once, so that growing
 * leaves no copy of the secret. */
static int basic(struct buf *to, const struct credentials *c)
{
    char pair[sizeof(c->key) + sizeof(c->secret)];
    int len = snprintf(pair, sizeof(pair), "%s:%s", c->key, c->secret);

    buf_printf(to, "%*s", (int)to->ceiling, "");
    buf_reset(to);
    buf_puts(to, "Basic ");
    base64(to, pair, (size_t)len);
    explicit_bzero(pair, sizeof(pair));
    return to->error;
}

static void refuse(struct token *t, int error, const char *why, int64_t now)
{
    drop(t);
    t->state = TOKEN_REFUSED;
    t->rests = now + TOKEN_REFUSED_MS;
    t->error = error;
    snprintf(t->last_error, sizeof(t->last_error), "%s", why);
    log_line(t->log, LOG_ERROR, "token: %s", t->last_error);
}

static void rest(struct token *t, int error, const char *why, int64_t now)
{
    int64_t ms = backoff_ms(t->failures++, FIRST_RENEWAL_MS,
                            LONGEST_RENEWAL_MS);

    t->state = TOKEN_UNREACHABLE;
    t->rests = now + ms;
    t->error = error;
    snprintf(t->last_error, sizeof(t->last_error), "%s", why);
    log_line(t->log, LOG_WARNING, "token: %s; asked again in %lld s",
             t->last_error, (long long)(ms / 1000));
}

/* Printable ASCII without blanks: no other byte belongs in a header. */
static bool is_token(const char *text)
{
    size_t len = text ? strlen(text) : 0;

    if (len == 0 || len > LONGEST)
        return false;
    for (size_t i = 0; i < len; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return false;
    return true;
}

static int64_t life_of(const struct json *j)
{
    int64_t seconds = LIFE_UNTOLD;

    json_number(j, "expires_in", &seconds);
    if (seconds < LIFE_MIN)
        return LIFE_MIN;
    return seconds < LIFE_MAX ? seconds : LIFE_MAX;
}

static void take(struct token *t, const char *text, int64_t life)
{
    int64_t early = life < 2 * RENEW_EARLIER ? life / 2 : RENEW_EARLIER;

    snprintf(t->bearer, sizeof(t->bearer), "%s%s", scheme, text);
    t->state = TOKEN_READY;
    t->serial++;
    t->failures = 0;
    t->expires = t->asked + life * 1000;
    t->renew = t->expires - early * 1000;
    t->error = 0;
    t->last_error[0] = '\0';
    log_line(t->log, LOG_INFO, "token: got one for %lld s", (long long)life);
}

static void read_token(struct token *t, struct response *r)
{
    struct json *j = json_parse(buf_text(r->body), r->body->len);
    const char *text = j ? json_string(j, "access_token") : NULL;

    if (is_token(text))
        take(t, text, life_of(j));
    else
        rest(t, -EBADMSG, "the token service's answer is malformed", r->now.ms);
    json_free(j);
    if (r->body->data)
        explicit_bzero(r->body->data, r->body->len);
}

/* The errno that any other transfer with this outcome would get. */
static int error_of(const struct response *r)
{
    struct limits limits;
    struct finding unread = {.intake = INTAKE_MALFORMED};
    int error;

    limits_init(&limits);
    error =
        verdict_of(SERVER_OPS, r->transport, r->status, &unread, &limits).error;
    return error < 0 ? error : -EIO;
}

static void read_failure(struct token *t, const struct response *r)
{
    const char *proxy = strncmp(t->url, "https:", 6) == 0
                            ? http_proxy_name(t->http)
                            : NULL;
    char why[sizeof(t->last_error) - 32];

    if (r->transport == TRANSPORT_OK)
        snprintf(why, sizeof(why), "the token service answers HTTP %d%s",
                 r->status,
                 r->status == 404 ? "; check the address, -o base_url" : "");
    else if (r->transport == TRANSPORT_REFUSED)
        snprintf(why, sizeof(why),
                 "OPS's certificate is not trusted: %s; if its certificate "
                 "authority is your own, name it with -o ca_file=FILE",
                 r->last_error);
    else
        snprintf(why, sizeof(why),
                 "OPS cannot be reached: %s; check network, %s%s and name "
                 "service",
                 r->last_error, proxy ? "the proxy of " : "proxy",
                 proxy ? proxy : "");
    if (r->transport == TRANSPORT_REFUSED ||
        (r->transport == TRANSPORT_OK && r->status == 404))
        refuse(t, error_of(r), why, r->now.ms);
    else
        rest(t, error_of(r), why, r->now.ms);
}

static void on_response(void *arg, struct response *r)
{
    struct token *t = arg;
    int status = r->transport == TRANSPORT_OK ? r->status : 0;

    t->transfer = NULL;
    if (status == 200)
        read_token(t, r);
    else if (status == 400 || status == 401)
        refuse(t, -EACCES,
               "OPS refuses the key or the secret: check both, then the "
               "account at the EPO",
               r->now.ms);
    else if (status == 403)
        refuse(t, -EACCES,
               "OPS refuses the account: it may be blocked, ask the EPO",
               r->now.ms);
    else
        read_failure(t, r);
}

static int start(struct token *t)
{
    struct buf authorization = BUF_INIT(AUTHORIZATION);
    struct http_request request = {
        .method = "POST",
        .url = t->url,
        .accept = "application/json",
        .content_type = "application/x-www-form-urlencoded",
        .body = SLICE("grant_type=client_credentials"),
        .ceiling = CEILING,
    };
    int r = basic(&authorization, &t->credentials);

    request.authorization = buf_text(&authorization);
    if (r == 0)
        r = http_start(t->http, &request, on_response, t, &t->transfer);
    if (authorization.data)
        explicit_bzero(authorization.data, authorization.cap);
    buf_fini(&authorization);
    return r;
}

void token_ask(struct token *t, struct instant now)
{
    int r;

    if (token_state(t, now) != TOKEN_ABSENT)
        return;
    t->asked = now.ms;
    r = start(t);
    if (r < 0) {
        rest(t, r, "the token service cannot be asked", now.ms);
        return;
    }
    t->state = TOKEN_GETTING;
    t->requests++;
}

void token_stale(struct token *t, unsigned serial)
{
    if (t->state == TOKEN_READY && t->serial == serial)
        drop(t);
}

unsigned token_serial(const struct token *t)
{
    return t->serial;
}

void token_refuse(struct token *t, int error, const char *why,
                  struct instant now)
{
    http_cancel(t->http, t->transfer);
    t->transfer = NULL;
    refuse(t, error, why, now.ms);
}

const char *token_bearer(const struct token *t)
{
    return t->state == TOKEN_READY ? t->bearer : NULL;
}

int64_t token_deadline(const struct token *t)
{
    bool resting = t->state == TOKEN_REFUSED || t->state == TOKEN_UNREACHABLE;

    return resting ? t->rests : NEVER;
}

int64_t token_expires(const struct token *t)
{
    return t->state == TOKEN_READY ? t->expires : 0;
}

unsigned token_requests(const struct token *t)
{
    return t->requests;
}

const char *token_trouble(const struct token *t)
{
    return t->last_error;
}

int token_error(const struct token *t)
{
    return t->error;
}
