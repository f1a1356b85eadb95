/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/http: every way a transfer may end, in what time, and what is sent.
 */
#include "http-fixture.h"

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
        {"/headers", TRANSPORT_LOST, 200},
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

TEST_MAIN({"a whole answer", whole_answer}, {"every ending", every_ending},
          {"an interim answer's headers", interim_headers_are_gone},
          {"longer than announced", longer_than_announced},
          {"nobody listens", unreachable}, {"no TLS there", no_tls},
          {"a silent peer", silent_peer},
          {"silence counts from the start", silence_counts_from_the_start},
          {"bounded in all", bounded_in_all}, {"what is sent", what_is_sent},
          {"a bare request", bare_request}, {"a POST", posts},
          {"refused at once", refused_at_once})
