/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/http against a loopback server that answers by path: the parts that the
 * tests of net/http share.
 */
#ifndef OPSFS_TESTS_HTTP_FIXTURE_H
#define OPSFS_TESTS_HTTP_FIXTURE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "check.h"
#include "loopback.h"
#include "net/http.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define STALL_MS 20000
#define TOTAL_MS 60000
#define SECRET "Bearer of-a-secret"
#define MANY 1000

struct got {
    unsigned calls;
    enum transport transport;
    int status;
    unsigned requests;
    char body[65536];
    char headers[1024];
    char media[128];
    char trouble[256];
    char location[600]; /* "" for none */
    int64_t elapsed_ms;
};

static struct loopback *server, *other;
static struct http *http;
static int64_t ahead; /* of the real clock */
static char seen[65536];
static unsigned other_asked;

static inline struct instant moment(void)
{
    struct instant now = clock_now();

    now.ms += ahead;
    return now;
}

static inline void turn(void)
{
    int64_t deadline = http_deadline(http);

    loopback_step(server, http_fd(http),
                  deadline == NEVER ? NEVER : deadline - ahead);
    http_turn(http, moment());
}

static inline void run_until(const unsigned *calls, unsigned count)
{
    for (int i = 0; i < 100000 && *calls < count; i++)
        turn();
    CHECK_INT(*calls, count);
}

static inline void on_done(void *arg, struct http_answer *a)
{
    struct got *g = arg;

    g->calls++;
    g->transport = a->transport;
    g->status = a->status;
    g->requests = a->requests;
    g->elapsed_ms = a->elapsed_ms;
    snprintf(g->body, sizeof(g->body), "%s", buf_text(a->body));
    snprintf(g->headers, sizeof(g->headers), "%.*s", (int)a->headers.len,
             a->headers.at);
    snprintf(g->media, sizeof(g->media), "%.*s", (int)a->media.len,
             a->media.at);
    snprintf(g->location, sizeof(g->location), "%s",
             a->location ? a->location : "");
    snprintf(g->trouble, sizeof(g->trouble), "%s", a->trouble);
}

/* --- the server ----------------------------------------------------------- */

static inline void say_raw(struct loopback_reply *r, const char *bytes,
                    enum loopback_then then)
{
    buf_puts(&r->bytes, bytes);
    r->then = then;
}

static inline void say_redirect(struct loopback_reply *r, const char *to)
{
    char field[600];

    snprintf(field, sizeof(field), "Location: %s\r\n", to);
    reply_with(r, 303, field, "see there");
}

static inline void say_big(struct loopback_reply *r, bool announced)
{
    buf_puts(&r->bytes, announced ? "HTTP/1.1 200 Y\r\nContent-Length: 90000"
                                    "\r\n\r\n"
                                  : "HTTP/1.1 200 Y\r\n\r\n");
    for (int i = 0; i < 9000; i++)
        buf_puts(&r->bytes, "0123456789");
    r->then = THEN_CLOSE;
}

static inline void say_headers(struct loopback_reply *r)
{
    buf_puts(&r->bytes, "HTTP/1.1 200 Y\r\n");
    for (int i = 0; i < 2000; i++)
        buf_printf(&r->bytes, "X-Field-%d: 0123456789\r\n", i);
    buf_puts(&r->bytes, "Content-Length: 0\r\n\r\n");
}

static inline void say_slowly(struct loopback_reply *r)
{
    buf_puts(&r->bytes, "HTTP/1.1 200 Y\r\nContent-Length: 40000\r\n\r\n");
    for (int i = 0; i < 4000; i++)
        buf_puts(&r->bytes, "0123456789");
    r->then = THEN_DRIP;
}

static const struct {
    const char *path;
    const char *bytes;
    enum loopback_then then;
} raw[] = {
    {"/cut", "HTTP/1.1 200 Y\r\nContent-Length: 100\r\n\r\n0123", THEN_CLOSE},
    {"/cut-chunk", "HTTP/1.1 200 Y\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "5\r\nab", THEN_CLOSE},
    {"/longer", "HTTP/1.1 200 Y\r\nContent-Length: 4\r\n\r\n0123456789",
     THEN_KEEP},
    {"/garbage", "SSH-2.0-Other\r\n\r\n", THEN_CLOSE},
    {"/no-status", "HTTP/1.1 abc\r\n\r\n", THEN_CLOSE},
    {"/nothing", "", THEN_CLOSE},
    {"/reset", "", THEN_RESET},
    {"/hang", "", THEN_HANG},
    {"/half-head", "HTTP/1.1 200 Y\r\nContent-", THEN_CLOSE},
    {"/interim", "HTTP/1.1 100 Continue\r\nX-Old: 1\r\n\r\n"
                 "HTTP/1.1 200 Y\r\nX-New: 2\r\nContent-Length: 2\r\n\r\nok",
     THEN_KEEP},
    {"/until-close", "HTTP/1.1 200 Y\r\n\r\nall of it", THEN_CLOSE},
    {"/bad-length", "HTTP/1.1 200 Y\r\nContent-Length: -5\r\n\r\nx",
     THEN_CLOSE},
};

static inline bool answer_raw(const char *path, struct loopback_reply *r)
{
    for (size_t i = 0; i < sizeof(raw) / sizeof(raw[0]); i++) {
        if (strcmp(raw[i].path, path) != 0)
            continue;
        say_raw(r, raw[i].bytes, raw[i].then);
        return true;
    }
    return false;
}

static inline void answer(void *arg, const struct loopback_request *q,
                   struct loopback_reply *r)
{
    (void)arg;
    snprintf(seen, sizeof(seen), "%s %s\r\n%s%s", q->method, q->path, q->head,
             q->body);
    if (answer_raw(q->path, r))
        return;
    if (strcmp(q->path, "/big") == 0 || strcmp(q->path, "/endless") == 0)
        say_big(r, q->path[1] == 'b');
    else if (strcmp(q->path, "/drip") == 0)
        say_slowly(r);
    else if (strcmp(q->path, "/headers") == 0)
        say_headers(r);
    else if (strncmp(q->path, "/to=", 4) == 0)
        say_redirect(r, q->path + 4);
    else if (strncmp(q->path, "/status/", 8) == 0)
        reply_with(r, atoi(q->path + 8), "", "body");
    else
        reply_with(r, 200, "Content-Type: text/x-test\r\nX-A: b\r\n", "hello");
}

static inline void answer_other(void *arg, const struct loopback_request *q,
                         struct loopback_reply *r)
{
    (void)arg;
    (void)q;
    other_asked++;
    reply_with(r, 200, "", "other");
}

/* --- set-up --------------------------------------------------------------- */

/* `server` is the proxy, too, for what is not in clear. */
static inline void open_through_proxy(int64_t total_ms, bool proxy)
{
    struct http_options options = {
        .stall_ms = STALL_MS,
        .total_ms = total_ms,
        .agent = "test/1",
    };

    ahead = 0;
    server = loopback_new(answer, NULL);
    other = loopback_new(answer_other, NULL);
    if (proxy)
        options.proxy = loopback_url(server, "");
    http = http_new(&options);
}

static inline void open_with(int64_t total_ms)
{
    open_through_proxy(total_ms, false);
}

static inline void shut(void)
{
    http_free(http);
    loopback_free(server);
    loopback_free(other);
}

static inline struct transfer *start(const char *method, const char *url,
                              struct got *g)
{
    struct http_request request = {
        .method = method,
        .url = url,
        .accept = "application/x-test",
        .authorization = SECRET,
        .ceiling = 50000,
    };
    struct transfer *t = NULL;

    if (strcmp(method, "POST") == 0) {
        request.content_type = "text/plain";
        request.body = SLICE("some body");
    }
    CHECK_INT(http_start(http, &request, on_done, g, &t), 0);
    CHECK_INT(g->calls, 0);
    return t;
}

static inline void fetch(const char *path, struct got *g)
{
    memset(g, 0, sizeof(*g));
    start("GET", loopback_url(server, path), g);
    run_until(&g->calls, 1);
}

#endif
