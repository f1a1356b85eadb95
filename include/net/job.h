/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The insides of the scheduler. Private to net/sched.c (who goes when), net/job.c
 * (a job's way between the lists), net/arrival.c (what an answer leads to),
 * net/bundle.h (jobs that travel together), net/spare.h (those nobody waits for).
 *
 * A job is on one list at a time: a queue of its class (in the order of
 * asking), those that rest before another try (by time), those alone on the
 * wire or being examined, or its bundle's. What goes back into a queue goes to where its number
 * says, so a job that was throttled does not lose its place.
 */
#ifndef OPSFS_NET_JOB_H
#define OPSFS_NET_JOB_H

#include "base/list.h"
#include "net/backoff.h"
#include "net/crowd.h"
#include "net/sched.h"

#include <string.h>

#define HOPS_MOST 3 /* redirects in a row */
#define SERVICES "/rest-services/" /* between the base URL and a path */

struct sched {
    struct sched_options options;
    struct list queues[CLASS_COUNT], aheads[CLASS_COUNT];
    struct list resting;
    struct list sent;
    struct list bundles; /* on the wire */
    struct crowd crowds[CLASS_COUNT];
    struct chance chance;
    uint64_t numbers; /* given to jobs so far */
    uint64_t parts;   /* given to halves of bundles so far */
    uint64_t turns;
    int64_t now;      /* ms of the latest turn or answer */
    bool has_token;   /* at the last turn */
    int64_t paced[CLASS_COUNT]; /* ms since when jobs wait for the pace; 0 */
    int64_t deadline; /* ms; 0 when something changed since the last turn */
    struct sched_report report;
};

struct job {
    struct list link;
    struct sched *sched;
    job_done *done;
    void *owner;
    uint64_t number; /* in the order of asking */
    enum job_state state;
    enum source_id source;
    enum form form;
    const char *accept;
    unsigned retries, renewals, mismatches;
    bool unwanted;   /* sched_drop() came too late, or nobody came yet: */
    bool ahead;      /* it was asked for ahead of readers */
    int64_t rests;   /* ms, on the list `resting` */
    unsigned serial; /* of the token it was sent with */
    int64_t since;   /* ms of the first turn that saw it; 0: none yet */
    int64_t sent;    /* ms, alone on the wire */
    int64_t back;    /* ms when it went back into its queue; 0: never */
    struct transfer *transfer;
    struct verdict last;
    struct finding finding; /* of the attempt that `last` is on */
    const char *bulk; /* path to go to with others; NULL: never */
    bool has_kind;    /* its reference has one */
    const char *reference;
    bool alone;       /* went with others in vain */
    char *hop;        /* where an answer points to instead of `url`, or NULL */
    unsigned hops;    /* followed in this try */
    unsigned index;   /* of its reference in the bundle */
    unsigned halved;  /* how often its bundle was */
    uint64_t part;    /* 0: it may go with anybody; see net/bundle.h */
    uint64_t held;    /* the turn in which company was waited for */
    char url[];
};

static inline struct job *job_at(struct list *link)
{
    return container_of(link, struct job, link);
}

static inline const char *job_path(const struct job *j)
{
    return j->url + strlen(j->sched->options.base_url) + strlen(SERVICES);
}

static inline enum ops_class job_class(const struct job *j)
{
    return sources[j->source].class;
}

/* Both take a job that is on no list. */
void job_enqueue(struct job *j);
void job_rest(struct job *j, int64_t until);
bool job_is_spent(const struct job *j); /* it had all its tries */
/* Rests, and counts one more failure; false when it is spent. */
bool job_retry(struct job *j, int64_t until);

/* When to try again (ms) what failed so often, by chance. */
int64_t job_next_try(struct sched *s, unsigned failures, struct instant now);

/* Takes a waiting job off its list. */
void job_leave(struct job *j);

/* Takes it off its list and sends it on to where an answer points; false when
 * it points nowhere, or has done so too often. */
bool job_follow(struct job *j, const char *location);

void job_free(struct job *j); /* on no list; without `done` */
/* The one end of a job that is on no list: `done` is called, the job gone. */
void job_finish(struct job *j, const struct outcome *outcome);
void job_fail(struct job *j, int status, const struct verdict *verdict);
void job_fail_with(struct job *j, int status, int error, const char *advice);

void job_send(struct job *j, struct instant now); /* alone */
/* The http_done of a job alone on the wire. */
void job_arrived(void *job, struct http_answer *answer);

#endif
