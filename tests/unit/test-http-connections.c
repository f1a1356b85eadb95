/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/http: what is kept, what is left behind, and a thousand at once.
 */
#include "http-fixture.h"

static void cancelled(void)
{
    static struct t_http_got g;
    struct transfer *t;

    t_http_open(T_HTTP_TOTAL_MS);
    memset(&g, 0, sizeof(g));
    http_cancel(t_http.http, NULL);
    t = t_http_start("GET", t_loopback_url(t_http.server, "/x"), &g);
    http_cancel(t_http.http, t);
    t = t_http_start("GET", t_loopback_url(t_http.server, "/hang"), &g);
    while (t_loopback_held(t_http.server) < 1)
        t_http_turn();
    http_cancel(t_http.http, t);
    while (t_loopback_open(t_http.server) > 0)
        t_http_turn();
    t_http_start("GET", t_loopback_url(t_http.server, "/hang"), &g);
    while (t_loopback_held(t_http.server) < 1)
        t_http_turn();
    t_http_shut();
    CHECK_INT(g.calls, 0);
}

static void connection_is_kept(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    for (int i = 0; i < 10; i++)
        t_http_fetch("/x", &g);
    CHECK_INT(t_loopback_requests(t_http.server), 10);
    CHECK_INT(t_loopback_connections(t_http.server), 1);
    t_http_shut();
}

/* The server let a kept connection go while our request was on its way. */
static void kept_connection_breaks(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/x", &g);
    CHECK_INT(g.requests, 1);
    t_http_fetch("/reset", &g);
    CHECK_INT(g.transport, TRANSPORT_LOST);
    CHECK_INT(g.requests, t_loopback_requests(t_http.server) - 1);
    t_http_shut();
}

/* The environment's proxy must not see a plain http request. */
static void a_proxy_is_passed_by(void)
{
    static struct t_http_got g;

    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK_INT(t_loopback_requests(t_http.server), 1);
    t_http_shut();
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
}

/* One that was named takes precedence over the environment's: it gets the host
 * name, which is not looked up here. It refuses the tunnel. */
static void a_proxy_that_was_named(void)
{
    static struct t_http_got g;

    setenv("https_proxy", "http://127.0.0.1:1", 1);
    t_http_open_proxied(T_HTTP_TOTAL_MS, true);
    memset(&g, 0, sizeof(g));
    t_http_start("GET", "https://ops.invalid/x", &g);
    t_http_until(&g.calls, 1);
    CHECK(g.transport != TRANSPORT_OK);
    CHECK_INT(t_loopback_requests(t_http.server), 1);
    t_http_fetch("/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK_INT(t_loopback_requests(t_http.server), 2);
    t_http_shut();
    unsetenv("https_proxy");
}

/* Nothing to do: nothing to wake for, not even when the peer hangs up. */
static void idle_is_idle(void)
{
    static struct t_http_got g;
    struct pollfd fd = {.events = POLLIN};

    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/x", &g);
    CHECK_INT(http_deadline(t_http.http), NEVER);
    t_loopback_free(t_http.server);
    t_http.server = t_loopback_new(t_http_answer, NULL);
    fd.fd = http_fd(t_http.http);
    CHECK_INT(poll(&fd, 1, 20), 0);
    t_http_shut();
}

struct chain {
    unsigned calls;
    char url[100];
};

static void on_chain(void *arg, struct response *a)
{
    struct chain *c = arg;
    struct http_request request = {.method = "GET",
                                   .url = c->url,
                                   .ceiling = 1000};
    struct transfer *t;

    CHECK_INT(a->status, 200);
    if (++c->calls < 5)
        CHECK_INT(http_start(t_http.http, &request, on_chain, c, &t), 0);
}

static void done_starts_another(void)
{
    struct chain c = {0};
    struct http_request request = {.method = "GET",
                                   .url = c.url,
                                   .ceiling = 1000};
    struct transfer *t;

    t_http_open(T_HTTP_TOTAL_MS);
    snprintf(c.url, sizeof(c.url), "%s", t_loopback_url(t_http.server, "/x"));
    CHECK_INT(http_start(t_http.http, &request, on_chain, &c, &t), 0);
    t_http_until(&c.calls, 5);
    CHECK_INT(t_loopback_requests(t_http.server), 5);
    t_http_shut();
}

static unsigned raise_files(unsigned wanted)
{
    struct rlimit limit;

    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur > 2 * wanted + 100 ? wanted : 50;
}

static void on_count(void *arg, struct response *a)
{
    unsigned *calls = arg;

    *calls += a->transport == TRANSPORT_OK && a->status == 404;
}

static void say_404(void *arg, const struct loopback_request *q,
                    struct loopback_reply *r)
{
    if (*(bool *)arg)
        t_reply_with(r, 404, "", q->path);
    else
        r->then = THEN_HANG;
}

/* libcurl's timers of connecting (happy eyeballs) are over. */
static bool rests(void)
{
    return http_deadline(t_http.http) - t_http_moment().ms > 5000;
}

/* All on the wire at once, then no more than a few connections stay. */
static void many_at_once(void)
{
    unsigned many = raise_files(T_HTTP_MANY), calls = 0, turns;
    bool speak = false;
    struct transfer *t;

    t_http_open(T_HTTP_TOTAL_MS);
    t_loopback_free(t_http.server);
    t_http.server = t_loopback_new(say_404, &speak);
    for (unsigned i = 0; i < many; i++) {
        struct http_request request = {.method = "GET", .ceiling = 1000};

        request.url = t_loopback_url(t_http.server, "/x");
        CHECK_INT(http_start(t_http.http, &request, on_count, &calls, &t), 0);
    }
    while (t_loopback_held(t_http.server) < many)
        t_http_turn();
    CHECK_INT(t_loopback_requests(t_http.server), many);
    for (turns = 0; turns < 200 && !rests(); turns++)
        t_http_turn();
    printf("# at rest after %u turns\n", turns);
    CHECK(rests());
    speak = true;
    t_loopback_release(t_http.server);
    t_http_until(&calls, many);
    for (int i = 0; i < 1000 && t_loopback_open(t_http.server) > 16; i++)
        t_loopback_step(t_http.server, http_fd(t_http.http), 0);
    printf("# %u at once, %u connections stay\n", many,
           t_loopback_open(t_http.server));
    CHECK(t_loopback_open(t_http.server) <= 16 &&
          t_loopback_open(t_http.server) > 0);
    CHECK_INT(http_deadline(t_http.http), NEVER);
    t_http_shut();
}

TEST_MAIN({"cancelled", cancelled},
          {"a connection is kept", connection_is_kept},
          {"a kept connection breaks", kept_connection_breaks},
          {"a proxy is passed by", a_proxy_is_passed_by},
          {"a proxy that was named", a_proxy_that_was_named},
          {"idle is idle", idle_is_idle},
          {"done starts another", done_starts_another},
          {"a thousand at once", many_at_once})
