/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A job, and its way between the scheduler's lists. Private to net/.
 *
 * A job is on one list at a time: a queue of its class (in the order of
 * asking), those that rest before another try (by time), or its flight's
 * (net/flight.h). What goes back into a queue goes to where its number says, so
 * a job that was throttled does not lose its place.
 *
 * A job that went back because those it was sent with failed as a whole has a
 * `half`, the one that it is in: that goes without delay and without others,
 * is halved again should it fail, and ends as jobs that go alone, so that a
 * good record is never refused because of those it was sent with.
 */
#ifndef OPSFS_NET_JOB_H
#define OPSFS_NET_JOB_H

#include "net/queues.h"

#include <string.h>

#define HOPS_MAX 3 /* redirects in a row */

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
    bool of_list;    /* with others, by one reader */
    bool once;       /* the first failure ends it: there is something else */
    int64_t rests;   /* ms, on the list `resting` */
    unsigned serial; /* of the token it was sent with */
    int64_t since;   /* ms of the first turn that saw it; 0: none yet */
    uint64_t came;   /* that turn */
    int64_t back;    /* ms when it went back into its queue; 0: never */
    struct verdict last;
    struct finding finding; /* of the attempt that `last` is on */
    const char *bulk;       /* path to go to with others; NULL: never */
    bool has_kind;          /* its reference has one */
    const char *reference;
    uint64_t hash;     /* a hash of the reference */
    bool alone;        /* went with others in vain */
    char *hop;         /* where an answer points to instead of `url`, or NULL */
    unsigned hops;     /* followed in this try */
    unsigned index;    /* of its reference in the bundle */
    unsigned halved;   /* how often its bundle was */
    uint64_t half;     /* 0: it may go with anybody */
    uint64_t lingered; /* the turn in which company was waited for */
    char url[];
};

static inline struct job *job_at(struct list *link)
{
    return container_of(link, struct job, link);
}

static inline const char *job_path(const struct job *j)
{
    return j->url + strlen(j->sched->options.base_url) +
           strlen(server_roots[j->sched->options.server]);
}

static inline enum ops_class job_class(const struct job *j)
{
    return sources[j->source].class;
}

/* Could this request go with others, and does the job still? */
bool job_may_bundle(const struct sched *s, const struct request *r);
/* It is waited for by a reader who may ask for one like it next. */
static inline bool job_is_followed(const struct job *j)
{
    return j->bulk && !j->unwanted && !j->of_list;
}

static inline bool job_is_bulk(const struct job *j)
{
    return j->bulk && !j->alone;
}

/* A new one, in its queue; NULL: no memory. */
struct job *job_ask(struct sched *s, const struct request *request,
                    job_done *done, void *owner, bool ahead);

/* What is ahead of readers has a queue of its own. */
struct list *job_queue(const struct job *j);

/* Both take a job that is on no list. */
void job_enqueue(struct job *j);
void job_rest(struct job *j, int64_t until);
bool job_is_spent(const struct job *j); /* it had all its tries */
/* Rests, and counts one more failure; false when it is spent. */
bool job_retry(struct job *j, int64_t until);

/* When to try again (ms) after `failures` in a row: backoff with jitter. */
int64_t job_next_try(struct sched *s, unsigned failures, struct instant now);

/* Takes a waiting job off its list. */
void job_leave(struct job *j);

/* Takes it off its list and sends it on to where an answer points; false when
 * it points nowhere, or has done so too often. */
bool job_follow(struct job *j, const char *location);

void job_free(struct job *j); /* on no list; without `done` */
/* The one end of a job that is on no list: `done` is called, the job gone. */
void job_finish(struct job *j, const struct response *response);
void job_fail(struct job *j, int status, const struct verdict *verdict);
void job_fail_with(struct job *j, int status, int error, const char *advice);

#endif
