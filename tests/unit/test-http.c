/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/http against a loopback server: every way a transfer may end, what is
 * sent, where an Authorization goes, what is left behind.
 */
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
    unsigned redirects;
    char body[65536];
    char headers[1024];
    char media[128];
    char trouble[256];
    int64_t elapsed_ms;
};

static struct loopback *server, *other;
static struct http *http;
static int64_t ahead; /* of the real clock */
static char seen[65536];
static unsigned other_asked;

static struct instant moment(void)
{
    struct instant now = clock_now();

    now.ms += ahead;
    return now;
}

static void turn(void)
{
    int64_t deadline = http_deadline(http);

    loopback_step(server, http_fd(http),
                  deadline == NEVER ? NEVER : deadline - ahead);
    http_turn(http, moment());
}

static void run_until(const unsigned *calls, unsigned count)
{
    for (int i = 0; i < 100000 && *calls < count; i++)
        turn();
    CHECK_INT(*calls, count);
}

static void on_done(void *arg, struct http_answer *a)
{
    struct got *g = arg;

    g->calls++;
    g->transport = a->transport;
    g->status = a->status;
    g->redirects = a->redirects;
    g->elapsed_ms = a->elapsed_ms;
    snprintf(g->body, sizeof(g->body), "%s", buf_text(a->body));
    snprintf(g->headers, sizeof(g->headers), "%.*s", (int)a->headers.len,
             a->headers.at);
    snprintf(g->media, sizeof(g->media), "%.*s", (int)a->media.len,
             a->media.at);
    snprintf(g->trouble, sizeof(g->trouble), "%s", a->trouble);
}

/* --- the server ----------------------------------------------------------- */

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
    reply_with(r, 303, field, "see there");
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
    {"/cut-chunk", "HTTP/1.1 200 Y\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
     THEN_CLOSE},
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

static void answer(void *arg, const struct loopback_request *q,
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

static void answer_other(void *arg, const struct loopback_request *q,
                         struct loopback_reply *r)
{
    (void)arg;
    (void)q;
    other_asked++;
    reply_with(r, 200, "", "other");
}

/* --- set-up ---------------------------------------------------------------- */

static void open_with(int64_t total_ms)
{
    struct http_options options = {
        .stall_ms = STALL_MS,
        .total_ms = total_ms,
        .agent = "test/1",
    };

    ahead = 0;
    server = loopback_new(answer, NULL);
    other = loopback_new(answer_other, NULL);
    http = http_new(&options);
}

static void shut(void)
{
    http_free(http);
    loopback_free(server);
    loopback_free(other);
}

static struct transfer *start(const char *method, const char *url,
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

static void fetch(const char *path, struct got *g)
{
    memset(g, 0, sizeof(*g));
    start("GET", loopback_url(server, path), g);
    run_until(&g->calls, 1);
}

/* --- the cases --------------------------------------------------------------*/

static void whole_answer(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    fetch("/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK_INT(g.status, 200);
    CHECK_STR(g.body, "hello");
    CHECK_STR(g.media, "text/x-test");
    CHECK_STR(g.trouble, "");
    CHECK(strncmp(g.headers, "Content-Type: text/x-test\r\nX-A: b\r\n", 35) ==
          0);
    shut();
}

static void every_ending(void)
{
    static const struct {
        const char *path;
        enum transport transport;
        int status;
    } endings[] = {
        {"/status/404", TRANSPORT_OK, 404},
        {"/status/500", TRANSPORT_OK, 500},
        {"/until-close", TRANSPORT_OK, 200},
        {"/interim", TRANSPORT_OK, 200},
        {"/cut", TRANSPORT_LOST, 200},
        {"/cut-chunk", TRANSPORT_LOST, 200},
        {"/garbage", TRANSPORT_LOST, 0},
        {"/nothing", TRANSPORT_LOST, 0},
        {"/reset", TRANSPORT_LOST, 0},
        {"/big", TRANSPORT_TOO_BIG, 200},
        {"/endless", TRANSPORT_TOO_BIG, 200},
        {"/headers", TRANSPORT_TOO_BIG, 200},
        {"/bad-length", TRANSPORT_LOST, 200},
    };
    static struct got g;

    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        open_with(TOTAL_MS);
        fetch(endings[i].path, &g);
        printf("# %s: %s\n", endings[i].path, g.trouble);
        CHECK_INT(g.transport, endings[i].transport);
        CHECK_INT(g.status, endings[i].status);
        CHECK((g.trouble[0] == '\0') == (g.transport == TRANSPORT_OK));
        CHECK(!strstr(g.trouble, "of-a-secret"));
        shut();
    }
}

static void interim_headers_are_gone(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    fetch("/interim", &g);
    CHECK(strstr(g.headers, "X-New") && !strstr(g.headers, "X-Old"));
    shut();
}

/* More bytes than announced: the answer ends where it was announced to end,
 * and the rest is not taken for the next answer. */
static void longer_than_announced(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    fetch("/longer", &g);
    CHECK(g.transport == TRANSPORT_LOST || strcmp(g.body, "0123") == 0);
    fetch("/x", &g);
    CHECK_INT(g.status, 200);
    CHECK_STR(g.body, "hello");
    CHECK_INT(loopback_connections(server), 2);
    shut();
}

static void unreachable(void)
{
    static struct got g;
    char url[100];

    open_with(TOTAL_MS);
    snprintf(url, sizeof(url), "%s", loopback_url(other, "/x"));
    loopback_free(other);
    memset(&g, 0, sizeof(g));
    start("GET", url, &g);
    run_until(&g.calls, 1);
    CHECK_INT(g.transport, TRANSPORT_UNREACHABLE);
    CHECK_INT(g.status, 0);
    CHECK(g.trouble[0] != '\0');
    other = loopback_new(answer_other, NULL);
    shut();
}

/* A server that speaks no TLS. */
static void no_tls(void)
{
    static struct got g;
    char url[100];

    open_with(TOTAL_MS);
    snprintf(url, sizeof(url), "https%s", loopback_url(server, "/x") + 4);
    memset(&g, 0, sizeof(g));
    start("GET", url, &g);
    run_until(&g.calls, 1);
    CHECK_INT(g.transport, TRANSPORT_UNREACHABLE);
    CHECK_INT(g.status, 0);
    CHECK_INT(loopback_requests(server), 0);
    shut();
}

static void silent_peer(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    memset(&g, 0, sizeof(g));
    start("GET", loopback_url(server, "/hang"), &g);
    while (loopback_held(server) < 1)
        turn();
    ahead += STALL_MS - 500;
    http_turn(http, moment());
    CHECK_INT(g.calls, 0);
    CHECK(http_deadline(http) > moment().ms);
    ahead += 1000;
    http_turn(http, moment());
    CHECK_INT(g.calls, 1);
    CHECK_INT(g.transport, TRANSPORT_TIMEOUT);
    CHECK_INT(g.status, 0);
    CHECK(g.elapsed_ms >= STALL_MS && g.elapsed_ms < STALL_MS + 5000);
    CHECK(g.trouble[0] != '\0');
    shut();
}

/* After an hour without a transfer the first one has its whole time. */
static void silence_counts_from_the_start(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    fetch("/x", &g);
    ahead += 3600000;
    fetch("/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    shut();
}

static void bounded_in_all(void)
{
    static struct got g;

    open_with(100);
    fetch("/drip", &g);
    CHECK_INT(g.transport, TRANSPORT_TIMEOUT);
    CHECK_INT(g.status, 200);
    shut();
}

static void what_is_sent(void)
{
    static const char *const wanted[] = {
        "Accept: application/x-test\r\n",
        "Authorization: " SECRET "\r\n",
        "User-Agent: test/1\r\n",
    };
    static const char *const unwanted[] = {
        "Accept-Encoding", "Cookie", "Expect", "Referer", "Content-Type",
        "Content-Length",
    };
    static struct got g;

    open_with(TOTAL_MS);
    fetch("/a/./b/../c?q=%25", &g);
    CHECK(strncmp(seen, "GET /a/./b/../c?q=%25\r\n", 23) == 0);
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
        CHECK(strstr(seen, wanted[i]) != NULL);
    for (size_t i = 0; i < sizeof(unwanted) / sizeof(unwanted[0]); i++)
        CHECK(strcasestr(seen, unwanted[i]) == NULL);
    shut();
}

static void bare_request(void)
{
    static struct got g;
    struct http_request request = {.method = "GET", .ceiling = 100};
    struct transfer *t;

    open_with(TOTAL_MS);
    memset(&g, 0, sizeof(g));
    request.url = loopback_url(server, "/x");
    CHECK_INT(http_start(http, &request, on_done, &g, &t), 0);
    run_until(&g.calls, 1);
    CHECK(!strstr(seen, "Accept") && !strstr(seen, "Authorization"));
    shut();
}

static void posts(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    memset(&g, 0, sizeof(g));
    start("POST", loopback_url(server, "/x"), &g);
    run_until(&g.calls, 1);
    CHECK(strncmp(seen, "POST /x\r\n", 9) == 0);
    CHECK(strstr(seen, "Content-Type: text/plain\r\n") != NULL);
    CHECK(strstr(seen, "Content-Length: 9\r\n") != NULL);
    CHECK(strstr(seen, "\r\n\r\nsome body") != NULL);
    shut();
}

static void redirect_at_home(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    fetch("/to=/to=/x", &g);
    CHECK_INT(g.status, 200);
    CHECK_STR(g.body, "hello");
    CHECK_INT(g.redirects, 2);
    CHECK_INT(loopback_requests(server), 3);
    CHECK(strstr(seen, "Authorization: " SECRET) != NULL);
    CHECK_INT(loopback_connections(server), 1);
    shut();
}

static void redirect_for_ever(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    fetch("/to=/to=/to=/to=/to=/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK_INT(g.status, 303);
    CHECK_STR(g.body, "see there");
    CHECK_INT(loopback_requests(server), 4);
    shut();
}

/* Neither to another port, nor to another name of the same host, nor with a
 * user in the URL, nor to another scheme: the 303 is the answer. */
static void redirect_abroad(void)
{
    static struct got g;
    const char *home, *port;
    char away[5][200];

    open_with(TOTAL_MS);
    snprintf(away[0], 200, "/to=%s", loopback_url(other, "/x"));
    home = loopback_url(server, "/x");
    port = strrchr(home, ':');
    snprintf(away[1], 200, "/to=http://localhost%s", port);
    snprintf(away[2], 200, "/to=http://a:b@%s", home + 7);
    snprintf(away[3], 200, "/to=https://%s", home + 7);
    snprintf(away[4], 200, "/to=file:///etc/passwd");
    for (size_t i = 0; i < 5; i++) {
        fetch(away[i], &g);
        CHECK_INT(g.transport, TRANSPORT_OK);
        CHECK_INT(g.status, 303);
        CHECK_INT(g.redirects, 0);
    }
    CHECK_INT(loopback_requests(server), 5);
    loopback_step(other, -1, 0);
    CHECK_INT(other_asked, 0);
    CHECK_INT(loopback_connections(other), 0);
    shut();
}

static void redirect_of_a_post(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    memset(&g, 0, sizeof(g));
    start("POST", loopback_url(server, "/to=/x"), &g);
    run_until(&g.calls, 1);
    CHECK_INT(g.status, 303);
    CHECK_INT(loopback_requests(server), 1);
    shut();
}

static void refused_at_once(void)
{
    static const struct http_request bad[] = {
        {.method = "GET", .url = "ftp://127.0.0.1/x", .ceiling = 9},
        {.method = "GET", .url = "file:///etc/passwd", .ceiling = 9},
        {.method = "GET", .url = "", .ceiling = 9},
        {.method = "GET", .url = "http://", .ceiling = 9},
        {.method = "GET", .url = "http://a:b@127.0.0.1/", .ceiling = 9},
        {.method = "GET", .url = "http://127.0.0.1:99999/", .ceiling = 9},
        {.method = "GET", .url = "http://127.0.0.1/a b\n", .ceiling = 9},
        {.method = "PUT", .url = "http://127.0.0.1/", .ceiling = 9},
        {.method = "GET", .url = "http://127.0.0.1/", .accept = "a\r\nb: c"},
        {.method = "GET", .url = "http://127.0.0.1/", .authorization = "a\nb"},
    };
    static struct got g;
    struct transfer *t;

    open_with(TOTAL_MS);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        CHECK_INT(http_start(http, &bad[i], on_done, &g, &t), -EINVAL);
    CHECK_INT(http_deadline(http), NEVER);
    shut();
}

static void cancelled(void)
{
    static struct got g;
    struct transfer *t;

    open_with(TOTAL_MS);
    memset(&g, 0, sizeof(g));
    http_cancel(http, NULL);
    t = start("GET", loopback_url(server, "/x"), &g);
    http_cancel(http, t);
    t = start("GET", loopback_url(server, "/hang"), &g);
    while (loopback_held(server) < 1)
        turn();
    http_cancel(http, t);
    while (loopback_open(server) > 0)
        turn();
    start("GET", loopback_url(server, "/hang"), &g);
    while (loopback_held(server) < 1)
        turn();
    shut();
    CHECK_INT(g.calls, 0);
}

static void connection_is_kept(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    for (int i = 0; i < 10; i++)
        fetch("/x", &g);
    CHECK_INT(loopback_requests(server), 10);
    CHECK_INT(loopback_connections(server), 1);
    shut();
}

/* Nothing to do: nothing to wake for, not even when the peer hangs up. */
static void idle_is_idle(void)
{
    static struct got g;
    struct pollfd fd = {.events = POLLIN};

    open_with(TOTAL_MS);
    fetch("/x", &g);
    CHECK_INT(http_deadline(http), NEVER);
    loopback_free(server);
    server = loopback_new(answer, NULL);
    fd.fd = http_fd(http);
    CHECK_INT(poll(&fd, 1, 20), 0);
    shut();
}

struct chain {
    unsigned calls;
    char url[100];
};

static void on_chain(void *arg, struct http_answer *a)
{
    struct chain *c = arg;
    struct http_request request = {
        .method = "GET", .url = c->url, .ceiling = 1000};
    struct transfer *t;

    CHECK_INT(a->status, 200);
    if (++c->calls < 5)
        CHECK_INT(http_start(http, &request, on_chain, c, &t), 0);
}

static void done_starts_another(void)
{
    struct chain c = {0};
    struct http_request request = {
        .method = "GET", .url = c.url, .ceiling = 1000};
    struct transfer *t;

    open_with(TOTAL_MS);
    snprintf(c.url, sizeof(c.url), "%s", loopback_url(server, "/x"));
    CHECK_INT(http_start(http, &request, on_chain, &c, &t), 0);
    run_until(&c.calls, 5);
    CHECK_INT(loopback_requests(server), 5);
    shut();
}

static unsigned raise_files(unsigned wanted)
{
    struct rlimit limit;

    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur > 2 * wanted + 100 ? wanted : 50;
}

static void on_count(void *arg, struct http_answer *a)
{
    unsigned *calls = arg;

    *calls += a->transport == TRANSPORT_OK && a->status == 404;
}

static void say_404(void *arg, const struct loopback_request *q,
                    struct loopback_reply *r)
{
    if (*(bool *)arg)
        reply_with(r, 404, "", q->path);
    else
        r->then = THEN_HANG;
}

/* libcurl's timers of connecting (happy eyeballs) are over. */
static bool rests(void)
{
    return http_deadline(http) - moment().ms > 5000;
}

/* All on the wire at once, then no more than a few connections stay. */
static void many_at_once(void)
{
    unsigned many = raise_files(MANY), calls = 0, turns;
    bool speak = false;
    struct transfer *t;

    open_with(TOTAL_MS);
    loopback_free(server);
    server = loopback_new(say_404, &speak);
    for (unsigned i = 0; i < many; i++) {
        struct http_request request = {.method = "GET", .ceiling = 1000};

        request.url = loopback_url(server, "/x");
        CHECK_INT(http_start(http, &request, on_count, &calls, &t), 0);
    }
    while (loopback_held(server) < many)
        turn();
    CHECK_INT(loopback_requests(server), many);
    for (turns = 0; turns < 200 && !rests(); turns++)
        turn();
    printf("# at rest after %u turns\n", turns);
    CHECK(rests());
    speak = true;
    loopback_release(server);
    run_until(&calls, many);
    for (int i = 0; i < 1000 && loopback_open(server) > 16; i++)
        loopback_step(server, http_fd(http), 0);
    printf("# %u at once, %u connections stay\n", many, loopback_open(server));
    CHECK(loopback_open(server) <= 16 && loopback_open(server) > 0);
    CHECK_INT(http_deadline(http), NEVER);
    shut();
}

TEST_MAIN({"a whole answer", whole_answer}, {"every ending", every_ending},
          {"an interim answer's headers", interim_headers_are_gone},
          {"longer than announced", longer_than_announced},
          {"nobody listens", unreachable}, {"no TLS there", no_tls},
          {"a silent peer", silent_peer},
          {"silence counts from the start", silence_counts_from_the_start},
          {"bounded in all", bounded_in_all}, {"what is sent", what_is_sent},
          {"a bare request", bare_request}, {"a POST", posts},
          {"redirect to the same host", redirect_at_home},
          {"redirects without end", redirect_for_ever},
          {"redirect to elsewhere", redirect_abroad},
          {"redirect of a POST", redirect_of_a_post},
          {"refused at once", refused_at_once}, {"cancelled", cancelled},
          {"a connection is kept", connection_is_kept},
          {"idle is idle", idle_is_idle},
          {"done starts another", done_starts_another},
          {"a thousand at once", many_at_once})
