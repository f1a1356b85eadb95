/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/http: every way a transfer may end, in what time, and what is sent.
 */
#include "http-fixture.h"

static void whole_answer(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK_INT(g.status, 200);
    CHECK_STR(g.body, "hello");
    CHECK_STR(g.media, "text/x-test");
    CHECK_STR(g.last_error, "");
    CHECK(strncmp(g.headers, "Content-Type: text/x-test\r\nX-A: b\r\n", 35) ==
          0);
    t_http_shut();
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
        {"/headers", TRANSPORT_LOST, 200},
        {"/bad-length", TRANSPORT_LOST, 200},
    };
    static struct t_http_got g;

    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        t_http_open(T_HTTP_TOTAL_MS);
        t_http_fetch(endings[i].path, &g);
        printf("# %s: %s\n", endings[i].path, g.last_error);
        CHECK_INT(g.transport, endings[i].transport);
        CHECK_INT(g.status, endings[i].status);
        CHECK((g.last_error[0] == '\0') == (g.transport == TRANSPORT_OK));
        CHECK(!strstr(g.last_error, "of-a-secret"));
        t_http_shut();
    }
}

static void interim_headers_are_gone(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/interim", &g);
    CHECK(strstr(g.headers, "X-New") && !strstr(g.headers, "X-Old"));
    t_http_shut();
}

/* More bytes than announced: the answer ends where it was announced to end,
 * and the rest is not taken for the next answer. */
static void longer_than_announced(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/longer", &g);
    CHECK(g.transport == TRANSPORT_LOST || strcmp(g.body, "0123") == 0);
    t_http_fetch("/x", &g);
    CHECK_INT(g.status, 200);
    CHECK_STR(g.body, "hello");
    CHECK_INT(t_loopback_connections(t_http.server), 2);
    t_http_shut();
}

static void unreachable(void)
{
    static struct t_http_got g;
    char url[100];

    t_http_open(T_HTTP_TOTAL_MS);
    snprintf(url, sizeof(url), "%s", t_loopback_url(t_http.other, "/x"));
    t_loopback_free(t_http.other);
    memset(&g, 0, sizeof(g));
    t_http_start("GET", url, &g);
    t_http_until(&g.calls, 1);
    CHECK_INT(g.transport, TRANSPORT_UNREACHABLE);
    CHECK_INT(g.status, 0);
    CHECK(g.last_error[0] != '\0');
    t_http.other = t_loopback_new(t_http_answer_other, NULL);
    t_http_shut();
}

/* A server that speaks no TLS. */
static void no_tls(void)
{
    static struct t_http_got g;
    char url[100];

    t_http_open(T_HTTP_TOTAL_MS);
    snprintf(url, sizeof(url), "https%s",
             t_loopback_url(t_http.server, "/x") + 4);
    memset(&g, 0, sizeof(g));
    t_http_start("GET", url, &g);
    t_http_until(&g.calls, 1);
    CHECK_INT(g.transport, TRANSPORT_UNREACHABLE);
    CHECK_INT(g.status, 0);
    CHECK_INT(t_loopback_requests(t_http.server), 0);
    t_http_shut();
}

static void silent_peer(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    memset(&g, 0, sizeof(g));
    t_http_start("GET", t_loopback_url(t_http.server, "/hang"), &g);
    while (t_loopback_held(t_http.server) < 1)
        t_http_turn();
    t_http.ahead += T_HTTP_STALL_MS / 2;
    http_turn(t_http.http, t_http_moment());
    CHECK_INT(g.calls, 0);
    CHECK(http_deadline(t_http.http) > t_http_moment().ms);
    t_http.ahead += T_HTTP_STALL_MS;
    http_turn(t_http.http, t_http_moment());
    CHECK_INT(g.calls, 1);
    CHECK_INT(g.transport, TRANSPORT_TIMEOUT);
    CHECK_INT(g.status, 0);
    CHECK(g.elapsed_ms >= T_HTTP_STALL_MS &&
          g.elapsed_ms < 3 * T_HTTP_STALL_MS);
    CHECK(g.last_error[0] != '\0');
    t_http_shut();
}

/* After an hour without a transfer the first one has its whole time. */
static void silence_counts_from_the_start(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/x", &g);
    t_http.ahead += 3600000;
    t_http_fetch("/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    t_http_shut();
}

/* The turns' clock stands still, as in one turn that takes long. */
static void stand_still_until(const unsigned *count, int64_t until,
                              struct instant now)
{
    while (*count == 0 && clock_now().ms < until) {
        t_loopback_step(t_http.server, http_fd(t_http.http),
                        clock_now().ms + 1);
        http_turn(t_http.http, now);
    }
}

static void answered_within_one_turn(void)
{
    static struct t_http_got g;
    struct instant now;

    t_http_open(T_HTTP_TOTAL_MS);
    memset(&g, 0, sizeof(g));
    t_http.holds = true;
    t_http_start("GET", t_loopback_url(t_http.server, "/held"), &g);
    while (t_loopback_held(t_http.server) < 1)
        t_http_turn();
    now = t_http_moment();
    stand_still_until(&g.calls, now.ms + 30, now);
    CHECK_INT(g.calls, 0);
    t_http.holds = false;
    t_loopback_release(t_http.server);
    stand_still_until(&g.calls, NEVER, now);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK(g.elapsed_ms >= 29);
    t_http_shut();
}

static void bounded_in_all(void)
{
    static struct t_http_got g;

    t_http_open(100);
    t_http_fetch("/drip", &g);
    CHECK_INT(g.transport, TRANSPORT_TIMEOUT);
    CHECK_INT(g.status, 200);
    t_http_shut();
}

static void what_is_sent(void)
{
    static const char *const wanted[] = {
        "Accept: application/x-test\r\n",
        "Authorization: " T_HTTP_SECRET "\r\n",
        "User-Agent: test/1\r\n",
    };
    static const char *const unwanted[] = {
        "Accept-Encoding", "Cookie",       "Expect",
        "Referer",         "Content-Type", "Content-Length",
    };
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/a/./b/../c?q=%25", &g);
    CHECK(strncmp(t_http.seen, "GET /a/./b/../c?q=%25\r\n", 23) == 0);
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
        CHECK(strstr(t_http.seen, wanted[i]) != NULL);
    for (size_t i = 0; i < sizeof(unwanted) / sizeof(unwanted[0]); i++)
        CHECK(strcasestr(t_http.seen, unwanted[i]) == NULL);
    t_http_shut();
}

static void bare_request(void)
{
    static struct t_http_got g;
    struct http_request request = {.method = "GET", .ceiling = 100};
    struct transfer *t;

    t_http_open(T_HTTP_TOTAL_MS);
    memset(&g, 0, sizeof(g));
    request.url = t_loopback_url(t_http.server, "/x");
    CHECK_INT(http_start(t_http.http, &request, t_http_done, &g, &t), 0);
    t_http_until(&g.calls, 1);
    CHECK(!strstr(t_http.seen, "Accept") &&
          !strstr(t_http.seen, "Authorization"));
    t_http_shut();
}

static void posts(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    memset(&g, 0, sizeof(g));
    t_http_start("POST", t_loopback_url(t_http.server, "/x"), &g);
    t_http_until(&g.calls, 1);
    CHECK(strncmp(t_http.seen, "POST /x\r\n", 9) == 0);
    CHECK(strstr(t_http.seen, "Content-Type: text/plain\r\n") != NULL);
    CHECK(strstr(t_http.seen, "Content-Length: 9\r\n") != NULL);
    CHECK(strstr(t_http.seen, "\r\n\r\nsome body") != NULL);
    t_http_shut();
}

struct taken {
    unsigned calls;
    struct buf body;
};

static void take(void *arg, struct response *a)
{
    struct taken *t = arg;

    t->calls++;
    buf_move(&t->body, a->body);
}

static void fetch_and_take(const char *path, struct taken *t)
{
    struct http_request request = {.method = "GET", .ceiling = 100000};
    struct transfer *transfer;

    *t = (struct taken){.calls = 0};
    request.url = t_loopback_url(t_http.server, path);
    CHECK_INT(http_start(t_http.http, &request, take, t, &transfer), 0);
    t_http_until(&t->calls, 1);
}

/* One that is as large, while something is under way. */
static void a_body_serves_the_next(void)
{
    static struct t_http_got held;
    struct taken t;
    void *other;
    const char *bytes;

    t_http_open(T_HTTP_TOTAL_MS);
    t_http.holds = true;
    memset(&held, 0, sizeof(held));
    t_http_start("GET", t_loopback_url(t_http.server, "/held"), &held);
    fetch_and_take("/big", &t);
    bytes = t.body.data;
    http_reuse(t_http.http, &t.body);
    CHECK(!t.body.data);
    other = malloc(90001); /* what was freed would be here */
    fetch_and_take("/x", &t);
    CHECK(t.body.data != bytes);
    buf_fini(&t.body);
    fetch_and_take("/big", &t);
    CHECK(t.body.data == bytes);
    CHECK_INT(t.body.len, 90000);
    CHECK(strncmp(t.body.data, "0123456789", 10) == 0);
    free(other);
    t_http.holds = false;
    t_loopback_release(t_http.server);
    t_http_until(&held.calls, 1);
    http_reuse(t_http.http, &t.body);
    t_http_shut();
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
    static struct t_http_got g;
    struct transfer *t;

    t_http_open(T_HTTP_TOTAL_MS);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        CHECK_INT(http_start(t_http.http, &bad[i], t_http_done, &g, &t),
                  -EINVAL);
    CHECK_INT(http_deadline(t_http.http), NEVER);
    t_http_shut();
}

TEST_MAIN({"a whole answer", whole_answer}, {"every ending", every_ending},
          {"an interim answer's headers", interim_headers_are_gone},
          {"longer than announced", longer_than_announced},
          {"nobody listens", unreachable}, {"no TLS there", no_tls},
          {"a silent peer", silent_peer},
          {"silence counts from the start", silence_counts_from_the_start},
          {"answered within one turn", answered_within_one_turn},
          {"bounded in all", bounded_in_all}, {"what is sent", what_is_sent},
          {"a bare request", bare_request}, {"a POST", posts},
          {"a body serves the next", a_body_serves_the_next},
          {"refused at once", refused_at_once})
