/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs on their way to OPS: order within a class, the token, the pace, retries
 * with backoff and jitter. It knows no XML and no file: others examine what
 * came (`examine`), and the server's table says what it means (ops/verdict).
 *
 * A job belongs to the scheduler from sched_ask() until `done` is called, or
 * sched_drop() said true. It is asked for by exactly one owner; sharing one
 * flight between readers is the owner's business (tree/cache).
 */
#ifndef OPSFS_NET_SCHED_H
#define OPSFS_NET_SCHED_H

#include "base/blob.h"
#include "base/worker.h"
#include "net/counters.h"
#include "net/http.h"
#include "net/inspection.h"
#include "net/throttle.h"
#include "net/token.h"

struct sched;
struct job;

/* How a job ended: ACTION_OK, with a blob whose reference is taken over, or why
 * not; status and finding are of the response, if there was one. Borrowed. */
typedef void job_done(void *owner, const struct response *response);

/* Why a job is not answered yet: what a reader sees whose time is up. */
enum job_state {
    JOB_WAITS_TOKEN,
    JOB_THROTTLED, /* throttled or out of turn: EBUSY */
    JOB_WAITS_RETRY,
    JOB_SENT,
};

struct sched_options {
    struct http *http;
    struct token *token; /* NULL: the service takes none, and is sent none */
    struct throttle *throttle;
    struct log *log;
    const char *base_url; /* without a slash at the end; borrowed for good */
    enum server server;
    const char *below; /* where the tree has its paths; NULL: at the root */
    /* As doc/intake and doc/exchange. Pure: a long body is examined, and taken
     * apart, in the worker's thread, while its jobs count as sent. */
    void (*examine)(const struct identity *asked, const struct received *got,
                    struct finding *ret_finding);
    struct inspection inspection; /* of what `examine` finds good */
    /* Reports how each reference fared, in any order, once each; NULL: nothing
     * is asked for together. Comes before `examine`, and reads all of a body
     * before it reports anything. */
    int (*split)(struct slice body, const char *path,
                 const struct slice *references, size_t count, fate_each *each,
                 void *arg);
    /* Receives a fault that no reader will see, should the next try succeed:
     * `below` as here, and the request's path. NULL: nobody does. */
    void (*report)(void *arg, const char *below, const char *path,
                   const struct response *response);
    void *report_arg;
    struct worker *worker; /* NULL: there is none. It is freed first. */
    unsigned retries;      /* of one job, at most; not counting throttling */
    int64_t patience;      /* ms: no reader waits for longer; 0: any time */
    unsigned spare; /* percent of a quota that may be used ahead of readers */
    int64_t ahead_rate; /* bytes a second ahead of readers, at most; 0: any */
};

struct sched *sched_new(const struct sched_options *options);
void sched_free(struct sched *s); /* jobs still here are dropped, silently */

/* Queues; sends nothing before sched_turn(). `done` is never called from
 * inside. NULL when memory is out. */
struct job *sched_ask(struct sched *s, const struct request *request,
                      job_done *done, void *owner);

/* Nobody waits any more. True: it was not on the wire; it is gone, `done` will
 * not be called. False: it is under way, its answer will come; it is not
 * retried. */
bool sched_drop(struct job *j);
/* Somebody waits for what sched_drop() said false to, or was asked for ahead
 * (net/prefetch.h): it is like any other from now on. */
void sched_resume(struct job *j);

/* One try will do: there is an older answer. It ends with -EBUSY when its class
 * has to wait for longer than any reader does. */
void sched_once(struct job *j);

enum job_state job_state(const struct job *j);
/* The verdict on the last attempt, ACTION_OK when there was none yet, and what
 * it was made of. */
const struct verdict *job_last(const struct job *j);
const struct finding *job_finding(const struct job *j);

void sched_turn(struct sched *s, struct instant now);
int64_t sched_deadline(const struct sched *s); /* monotonic ms, or NEVER */

/* For the files of `.ops`. */
struct sched_report {
    unsigned queued, sent_now;
    bool offline;
    int64_t away_until; /* ms: OPS is away, tried again then; 0: it is not */
    uint64_t renewals;  /* tokens that OPS did not accept any more */
    struct counters counters;
};
void sched_report(const struct sched *s, struct sched_report *ret_report);

#endif
