/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/http: which redirects are named as such. None is followed: whoever counts
 * and paces requests asks for the next hop.
 */
#include "http-fixture.h"

static void redirect_at_home(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    t_http_fetch("/to=/x", &g);
    CHECK_INT(g.transport, TRANSPORT_OK);
    CHECK_INT(g.status, 303);
    CHECK_STR(g.body, "see there");
    CHECK_STR(g.location, t_loopback_url(t_http.server, "/x"));
    CHECK_INT(g.requests, 1);
    CHECK_INT(t_loopback_requests(t_http.server), 1);
    t_http_fetch("/status/200", &g);
    CHECK_STR(g.location, "");
    t_http_shut();
}

/* Neither to another port, nor to another name of the same host, nor with a
 * user in the URL, nor to another scheme: the 303 is the answer. */
static void redirect_abroad(void)
{
    static struct t_http_got g;
    const char *home, *port;
    char away[5][200];

    t_http_open(T_HTTP_TOTAL_MS);
    snprintf(away[0], 200, "/to=%s", t_loopback_url(t_http.other, "/x"));
    home = t_loopback_url(t_http.server, "/x");
    port = strrchr(home, ':');
    snprintf(away[1], 200, "/to=http://localhost%s", port);
    snprintf(away[2], 200, "/to=http://a:b@%s", home + 7);
    snprintf(away[3], 200, "/to=https://%s", home + 7);
    snprintf(away[4], 200, "/to=file:///etc/passwd");
    for (size_t i = 0; i < 5; i++) {
        t_http_fetch(away[i], &g);
        CHECK_INT(g.transport, TRANSPORT_OK);
        CHECK_INT(g.status, 303);
        CHECK_STR(g.location, "");
    }
    CHECK_INT(t_loopback_requests(t_http.server), 5);
    t_loopback_step(t_http.other, -1, 0);
    CHECK_INT(t_http.other_asked, 0);
    CHECK_INT(t_loopback_connections(t_http.other), 0);
    t_http_shut();
}

static void redirect_of_a_post(void)
{
    static struct t_http_got g;

    t_http_open(T_HTTP_TOTAL_MS);
    memset(&g, 0, sizeof(g));
    t_http_start("POST", t_loopback_url(t_http.server, "/to=/x"), &g);
    t_http_until(&g.calls, 1);
    CHECK_INT(g.status, 303);
    CHECK_STR(g.location, "");
    CHECK_INT(t_loopback_requests(t_http.server), 1);
    t_http_shut();
}

TEST_MAIN({"redirect to the same host", redirect_at_home},
          {"redirect to elsewhere", redirect_abroad},
          {"redirect of a POST", redirect_of_a_post})
