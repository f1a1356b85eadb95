/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an answer means: where HTTP becomes an errno. net adds what only a
 * scheduler knows, such as a record that a bundle left out (net/unbundle).
 *
 * One table for each server: (status, code, rejection) -> (action, errno,
 * advice). Pure: doc/intake has read the body, ops/limits the headers.
 */
#ifndef OPSFS_OPS_VERDICT_H
#define OPSFS_OPS_VERDICT_H

#include "ops/limits.h"

#include <stdbool.h>
#include <stdint.h>

/* How the transfer ended, before anybody looks at a status. */
enum transport {
    TRANSPORT_OK,          /* a whole HTTP answer */
    TRANSPORT_UNREACHABLE, /* no name, no connection, no TLS session */
    TRANSPORT_LOST,        /* reset, cut off, wrong Content-Length */
    TRANSPORT_TIMEOUT,     /* no byte for too long, or too long in all */
    TRANSPORT_TOO_BIG,     /* the body passed its ceiling */
    TRANSPORT_REFUSED,     /* TLS certificate refused: never retried */
    TRANSPORT_COUNT
};

/* How the body looked to doc/intake. */
enum intake {
    INTAKE_GOOD,      /* what its type says, whole */
    INTAKE_FAULT,     /* an error of OPS or of its gateway; `code`, `message` */
    INTAKE_MALFORMED, /* does not parse, is cut off, or is something else */
    INTAKE_EMPTY,
    INTAKE_MISMATCH, /* good, but the answer to another request */
    INTAKE_ABSURD,   /* good, but it cannot be true: refused, and not kept */
    INTAKE_HOSTILE,  /* entities, too deep: refused, and not asked again */
};

/* A whole response; "" for a header that did not come. */
struct received {
    int status;
    struct slice body;
    struct slice media; /* value of Content-Type */
    struct slice file;  /* value of Content-Disposition */
    bool split; /* doc/exchange has read it to its end, and taken it apart */
};

#define FAULT_CODE 64
#define FAULT_MESSAGE 400

/* What a body turned out to be. Texts are UTF-8, cut to fit, on one line. */
struct finding {
    enum intake intake;
    char code[FAULT_CODE]; /* of the fault, "" when none */
    char message[FAULT_MESSAGE];
};

enum action {
    ACTION_OK,       /* keep it */
    ACTION_FAIL,     /* report to the reader; `error`, remembered for
                    * `remember` */
    ACTION_RETRY,    /* worth another try, with backoff */
    ACTION_RENEW,    /* the token is stale: renew, then the same once more */
    ACTION_MISMATCH, /* another request's answer: drop the connection, again */
    ACTION_WAIT,     /* throttled: the class rests, then the same again */
    ACTION_QUOTA,    /* bytes used up: fail, and ask nothing until released */
    ACTION_REFUSED,  /* key, secret or account refused: fail, ask nothing */
    ACTION_COUNT
};

/* How long an absence or a refusal is remembered. */
enum remember {
    REMEMBER_NOT,
    REMEMBER_SOURCE, /* as ops/freshness says */
    REMEMBER_LONG,   /* a day: it will not change by asking again */
};

struct verdict {
    enum action action;
    int error; /* negative errno; for RETRY and WAIT what it becomes when the
                * deadline comes first */
    enum remember remember;
    int64_t wait;       /* ms for ACTION_WAIT */
    const char *advice; /* what to do next, one clause for people; static */
};

/* `finding` and `limits` count where there was an answer. Renewing or refusing
 * a token is not among what a server that takes none can mean. */
struct verdict verdict_of(enum server server, enum transport transport,
                          int status, const struct finding *finding,
                          const struct limits *limits);

/* How a record fared that was asked for among others (OPS guide 3.1.1). */
enum fate {
    FATE_FOUND,
    FATE_MISSING, /* OPS has no such record */
    FATE_UNKNOWN, /* the answer is silent about it, or about what is in its full
                   * cycle: abstracts do not name their application */
};

/* Of one reference; `portion` is its answer, when it was found. Borrowed. */
typedef void fate_each(void *arg, size_t index, enum fate fate,
                       struct slice portion);

#endif
