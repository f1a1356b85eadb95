/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

struct t_http t_http;

struct instant t_http_moment(void)
{
    struct instant now = clock_now();

    now.ms += t_http.ahead;
    return now;
}

void t_http_turn(void)
{
    int64_t deadline = http_deadline(t_http.http);

    t_loopback_step(t_http.server, http_fd(t_http.http),
                    deadline == NEVER ? NEVER : deadline - t_http.ahead);
    http_turn(t_http.http, t_http_moment());
}

void t_http_until(const unsigned *calls, unsigned count)
{
    for (int i = 0; i < 100000 && *calls < count; i++)
        t_http_turn();
    CHECK_INT(*calls, count);
}

void t_http_done(void *arg, struct response *a)
{
    struct t_http_got *g = arg;

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
    snprintf(g->last_error, sizeof(g->last_error), "%s", a->last_error);
}

static void say_raw(struct loopback_reply *r, const char *bytes,
                    enum loopback_then then)
{
    buf_puts(&r->bytes, bytes);
    r->then = then;
}

static void say_redirect(struct loopback_reply *r, const char *to)
{
    char field[600];

    snprintf(field, sizeof(field), "Location: %s\r\n", to);
    t_reply_with(r, 303, field, "see there");
}

static void say_big(struct loopback_reply *r, bool announced)
{
    buf_puts(&r->bytes, announced ? "HTTP/1.1 200 Y\r\nContent-Length: 90000"
                                    "\r\n\r\n"
                                  : "HTTP/1.1 200 Y\r\n\r\n");
    for (int i = 0; i < 9000; i++)
        buf_puts(&r->bytes, "0123456789");
    r->then = THEN_CLOSE;
}

static void say_headers(struct loopback_reply *r)
{
    buf_puts(&r->bytes, "HTTP/1.1 200 Y\r\n");
    for (int i = 0; i < 2000; i++)
        buf_printf(&r->bytes, "X-Field-%d: 0123456789\r\n", i);
    buf_puts(&r->bytes, "Content-Length: 0\r\n\r\n");
}

static void say_slowly(struct loopback_reply *r)
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
    {"/cut-chunk",
     "HTTP/1.1 200 Y\r\nTransfer-Encoding: chunked\r\n\r\n"
     "5\r\nab",
     THEN_CLOSE},
    {"/longer", "HTTP/1.1 200 Y\r\nContent-Length: 4\r\n\r\n0123456789",
     THEN_KEEP},
    {"/garbage", "SSH-2.0-Other\r\n\r\n", THEN_CLOSE},
    {"/no-status", "HTTP/1.1 abc\r\n\r\n", THEN_CLOSE},
    {"/nothing", "", THEN_CLOSE},
    {"/reset", "", THEN_RESET},
    {"/hang", "", THEN_HANG},
    {"/half-head", "HTTP/1.1 200 Y\r\nContent-", THEN_CLOSE},
    {"/interim",
     "HTTP/1.1 100 Continue\r\nX-Old: 1\r\n\r\n"
     "HTTP/1.1 200 Y\r\nX-New: 2\r\nContent-Length: 2\r\n\r\nok",
     THEN_KEEP},
    {"/until-close", "HTTP/1.1 200 Y\r\n\r\nall of it", THEN_CLOSE},
    {"/bad-length", "HTTP/1.1 200 Y\r\nContent-Length: -5\r\n\r\nx",
     THEN_CLOSE},
};

static bool answer_raw(const char *path, struct loopback_reply *r)
{
    for (size_t i = 0; i < sizeof(raw) / sizeof(raw[0]); i++) {
        if (strcmp(raw[i].path, path) != 0)
            continue;
        say_raw(r, raw[i].bytes, raw[i].then);
        return true;
    }
    return false;
}

void t_http_answer(void *arg, const struct loopback_request *q,
                   struct loopback_reply *r)
{
    (void)arg;
    snprintf(t_http.seen, sizeof(t_http.seen), "%s %s\r\n%s%s", q->method,
             q->path, q->head, q->body);
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
    else if (strcmp(q->path, "/held") == 0 && t_http.holds)
        say_raw(r, "", THEN_HANG);
    else if (strncmp(q->path, "/status/", 8) == 0)
        t_reply_with(r, atoi(q->path + 8), "", "body");
    else
        t_reply_with(r, 200, "Content-Type: text/x-test\r\nX-A: b\r\n",
                     "hello");
}

void t_http_answer_other(void *arg, const struct loopback_request *q,
                         struct loopback_reply *r)
{
    (void)arg;
    (void)q;
    t_http.other_asked++;
    t_reply_with(r, 200, "", "other");
}

void t_http_open_proxied(int64_t total_ms, bool proxy)
{
    struct http_options options = {
        .stall_ms = T_HTTP_STALL_MS,
        .total_ms = total_ms,
        .agent = "test/1",
    };

    t_http.ahead = 0;
    t_http.server = t_loopback_new(t_http_answer, NULL);
    t_http.other = t_loopback_new(t_http_answer_other, NULL);
    if (proxy)
        options.proxy = t_loopback_url(t_http.server, "");
    t_http.http = http_new(&options);
}

void t_http_open(int64_t total_ms)
{
    t_http_open_proxied(total_ms, false);
}

void t_http_shut(void)
{
    http_free(t_http.http);
    t_loopback_free(t_http.server);
    t_loopback_free(t_http.other);
}

struct transfer *t_http_start(const char *method, const char *url,
                              struct t_http_got *g)
{
    struct http_request request = {
        .method = method,
        .url = url,
        .accept = "application/x-test",
        .authorization = T_HTTP_SECRET,
        .ceiling = 50000,
    };
    struct transfer *t = NULL;

    if (strcmp(method, "POST") == 0) {
        request.content_type = "text/plain";
        request.body = SLICE("some body");
    }
    CHECK_INT(http_start(t_http.http, &request, t_http_done, g, &t), 0);
    CHECK_INT(g->calls, 0);
    return t;
}

void t_http_fetch(const char *path, struct t_http_got *g)
{
    memset(g, 0, sizeof(*g));
    t_http_start("GET", t_loopback_url(t_http.server, path), g);
    t_http_until(&g->calls, 1);
}
