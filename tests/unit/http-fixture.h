/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/http against a loopback server that answers by path: the parts that the
 * tests of net/http share.
 */
#ifndef OPSFS_TESTS_HTTP_FIXTURE_H
#define OPSFS_TESTS_HTTP_FIXTURE_H

#include "check.h"
#include "loopback.h"
#include "net/http.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define T_HTTP_STALL_MS 20000
#define T_HTTP_TOTAL_MS 60000
#define T_HTTP_SECRET "Bearer of-a-secret"
#define T_HTTP_MANY 1000

struct t_http_got {
    unsigned calls;
    enum transport transport;
    int status;
    unsigned requests;
    char body[65536];
    char headers[1024];
    char media[128];
    char last_error[256];
    char location[600]; /* "" for none */
    int64_t elapsed_ms;
};

struct t_http {
    struct t_loopback *server, *other;
    struct http *http;
    int64_t ahead;    /* of the real clock, ms */
    char seen[65536]; /* the last request of `server` */
    unsigned other_asked;
    bool holds; /* "/held" is not answered yet */
};

/* Of the case that runs, between t_http_open() and t_http_shut(). */
extern struct t_http t_http;

/* What `server` does: by the path, as the .c says. */
void t_http_answer(void *arg, const struct loopback_request *q,
                   struct loopback_reply *r);

void t_http_answer_other(void *arg, const struct loopback_request *q,
                         struct loopback_reply *r);

/* Writes into `arg`, a struct t_http_got. */
void t_http_done(void *arg, struct response *a);

struct instant t_http_moment(void); /* now, `ahead` added */
void t_http_turn(void);             /* of the server, then of the client */
void t_http_until(const unsigned *calls, unsigned count);

/* With `proxy`, `server` is also the proxy for what is not plain HTTP. */
void t_http_open_proxied(int64_t total_ms, bool proxy);

void t_http_open(int64_t total_ms);
void t_http_shut(void);

/* Its end is written into `g`. */
struct transfer *t_http_start(const char *method, const char *url,
                              struct t_http_got *g);

/* A GET, up to its end. */
void t_http_fetch(const char *path, struct t_http_got *g);

#endif
