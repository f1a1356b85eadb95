/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/http: what is kept, what is left behind, and a thousand at once.
 */
#include "http-fixture.h"

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

/* The server let a kept connection go while our request was on its way. */
static void kept_connection_breaks(void)
{
    static struct got g;

    open_with(TOTAL_MS);
    fetch("/x", &g);
    CHECK_INT(g.requests, 1);
    fetch("/reset", &g);
    CHECK_INT(g.transport, TRANSPORT_LOST);
    CHECK_INT(g.requests, loopback_requests(server) - 1);
    shut();
}

/* A proxy of the environment must not see what goes out in clear. */
static void a_proxy_is_passed_by(void)
{
    static struct got g;

    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    open_with(TOTAL_MS);
    fetch("/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK_INT(loopback_requests(server), 1);
    shut();
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
}

/* One that was named goes before the environment's: no host name is looked up
 * here, the proxy is told it. It refuses the tunnel. */
static void a_proxy_that_was_named(void)
{
    static struct got g;

    setenv("https_proxy", "http://127.0.0.1:1", 1);
    open_through_proxy(TOTAL_MS, true);
    memset(&g, 0, sizeof(g));
    start("GET", "https://ops.invalid/x", &g);
    run_until(&g.calls, 1);
    CHECK(g.transport != TRANSPORT_OK);
    CHECK_INT(loopback_requests(server), 1);
    fetch("/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK_INT(loopback_requests(server), 2);
    shut();
    unsetenv("https_proxy");
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

TEST_MAIN({"cancelled", cancelled},
          {"a connection is kept", connection_is_kept},
          {"a kept connection breaks", kept_connection_breaks},
          {"a proxy is passed by", a_proxy_is_passed_by},
          {"a proxy that was named", a_proxy_that_was_named},
          {"idle is idle", idle_is_idle},
          {"done starts another", done_starts_another},
          {"a thousand at once", many_at_once})
