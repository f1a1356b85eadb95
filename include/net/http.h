/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request in, one answer out, through one call. With net/transfer and
 * net/wipe the only user of libcurl.
 *
 * Knows no patents, no tokens, no retries, and never blocks.
 *
 * Driven from outside: poll http_fd() for reading until http_deadline(), then
 * call http_turn(). (curl's sockets sit in an epoll set of their own, so that a
 * thousand waiting transfers cost the loop one descriptor.)
 *
 * A transfer belongs to net/http from http_start() until its `done` is called
 * or http_cancel() returns; exactly one of the two happens. Redirects are not
 * followed here: each hop is a request that has to be counted and paced.
 * Connections are kept and shared; HTTP/2 multiplexes where the server offers
 * it.
 *
 * One transfer may be several requests: where the server closes a kept
 * connection before it says a word, libcurl asks again over a new one.
 * `requests` counts them all, for whoever keeps count.
 */
#ifndef OPSFS_NET_HTTP_H
#define OPSFS_NET_HTTP_H

#include "base/blob.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "ops/etag.h"
#include "ops/verdict.h"

struct http;
struct transfer;

struct http_options {
    int64_t stall_ms;  /* without a byte: TRANSPORT_TIMEOUT */
    int64_t total_ms;  /* whole transfer, at most */
    const char *agent; /* User-Agent; borrowed for good */
    /* PEM, trusted beside the system's; NULL: none. Borrowed for good. */
    const char *ca_file;
    const char *proxy; /* of TLS; NULL: the environment's. Borrowed for good. */
    struct log *log;   /* may be NULL */
};

/* Borrowed until http_start() returns; everything is copied. */
struct http_request {
    const char *method; /* "GET" or "POST" */
    const char *url;
    const char *accept;        /* NULL: none */
    const char *authorization; /* value of the header; NULL: none. Secret. */
    const char *content_type;  /* of the body; NULL: no body */
    struct slice body;
    size_t ceiling; /* bytes of the answer's body */
};

/* That brought an answer; `fd` is -1 when it is gone. */
struct http_connection {
    int fd;
    int port; /* ours: it shows that a descriptor was used anew */
    bool is_http2;
};

/* Borrowed during `done`; the body may be taken with buf_take(). */
struct response {
    enum transport transport;
    int status; /* 0 when no status line came */
    struct buf *body;
    struct slice headers; /* of the last answer, CRLF lines */
    struct slice media;   /* value of Content-Type, "" if none */
    struct slice file;    /* value of Content-Disposition, likewise */
    /* Where a redirect of a GET points to, if that is the same scheme, host and
     * port, to which the token may go; else NULL. */
    const char *location;
    int64_t elapsed_ms; /* by the turns, or by libcurl if that is longer */
    struct http_connection connection;
    unsigned requests;      /* that went out for it: two, if it was repeated */
    struct instant now;     /* of the turn that brought it */
    const char *last_error; /* libcurl's words for a transport error, else "" */
    /* What others make of it: */
    struct limits limits;
    char etag[ETAG_MAX];    /* "": none */
    struct finding finding; /* of the body; INTAKE_EMPTY without one */
    struct verdict verdict;
    struct blob *blob; /* the body, to keep */
    bool excerpt;      /* it came with others, and lost its frame */
};

typedef void http_done(void *arg, struct response *response);

struct http *http_new(const struct http_options *options); /* NULL: no memory */
void http_free(struct http *h); /* cancels what runs; done is not called */

/* What names the proxy that https goes through: an option, or a variable of the
 * environment, whose value may hold a password. NULL: nothing does. */
const char *http_proxy_name(const struct http *h);

int http_fd(const struct http *h);
int64_t http_deadline(const struct http *h); /* monotonic ms, or NEVER */
void http_turn(struct http *h, struct instant now);

/* 0 or -ENOMEM, -EINVAL (a URL that curl refuses). `done` is never called from
 * inside http_start. */
int http_start(struct http *h, const struct http_request *request,
               http_done *done, void *arg, struct transfer **ret_transfer);
/* No later request goes over that connection. One of HTTP/2 is ended when none
 * is under way: others may be on it, and a stream is not taken for another. */
void http_distrust(struct http *h, const struct http_connection *connection);
void http_cancel(struct http *h, struct transfer *t); /* NULL is fine */

/* Takes back a body that was moved out of a response: while others are on
 * their way, its memory is for the next of that size. */
void http_reuse(struct http *h, struct buf *body);

#endif
