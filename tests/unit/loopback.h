/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A server on 127.0.0.1 inside the test program: no thread and no child, it
 * takes its turn in the same loop as the client under test. Whatever a peer
 * may do is a reply: bytes as they are, then keep, close, reset, hang or drip.
 *
 * Speaks just enough HTTP/1.1 to cut requests out of the stream; what it
 * counts is what the tests assert: requests and connections.
 */
#ifndef OPSFS_TESTS_LOOPBACK_H
#define OPSFS_TESTS_LOOPBACK_H

#include "base/buf.h"
#include "base/clock.h"

#include <stdbool.h>

struct t_loopback;

enum loopback_then {
    THEN_KEEP,  /* the connection stays */
    THEN_CLOSE, /* in order, after the bytes */
    THEN_RESET, /* at once; no byte is sent */
    THEN_HANG,  /* no byte; answered again by t_loopback_release() */
    THEN_DRIP,  /* one byte a turn */
};

struct loopback_request {
    const char *method;
    const char *path; /* and query */
    const char *head; /* all header lines, as they came */
    const char *body;
    unsigned number; /* of all requests, from 1 */
};

struct loopback_reply {
    struct buf bytes;
    enum loopback_then then;
};

typedef void t_loopback_answer(void *arg,
                               const struct loopback_request *request,
                               struct loopback_reply *reply);

struct t_loopback *t_loopback_new(t_loopback_answer *answer, void *arg);
void t_loopback_free(struct t_loopback *l);

/* `http://127.0.0.1:PORT` and the path; valid until the next call. */
const char *t_loopback_url(struct t_loopback *l, const char *path);

unsigned t_loopback_requests(const struct t_loopback *l);
unsigned t_loopback_connections(const struct t_loopback *l); /* ever accepted */
unsigned t_loopback_open(const struct t_loopback *l);        /* open now */
unsigned t_loopback_held(const struct t_loopback *l);

/* Waits for the server or for `fd` until `deadline` (real monotonic ms), then
 * serves. */
void t_loopback_step(struct t_loopback *l, int fd, int64_t deadline);

/* Asks `answer` again for every request that hangs. */
void t_loopback_release(struct t_loopback *l);

/* A whole answer: status, further header lines (each ended by CRLF), body. */
void t_reply_with(struct loopback_reply *reply, int status, const char *headers,
                  const char *body);

#endif
