/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The insides of the scheduler. Private to net/sched.c (who goes when),
 * net/job.c (one job's way between the lists) and net/arrival.c (what an
 * answer leads to).
 *
 * A job is on one list at a time: the queue of its class (in the order of
 * asking), the list of those that rest before another try (by time), or the
 * list of those on the wire. What goes back into a queue goes to where its
 * number says, so a job that was throttled does not lose its place.
 */
#ifndef OPSFS_NET_JOB_H
#define OPSFS_NET_JOB_H

#include "base/list.h"
#include "net/backoff.h"
#include "net/sched.h"

struct sched {
    struct sched_options options;
    struct list queues[CLASS_COUNT];
    struct list resting;
    struct list sent;
    struct chance chance;
    uint64_t numbers; /* given to jobs so far */
    bool has_token;   /* at the last turn */
    int64_t deadline; /* ms; 0 when something changed since the last turn */
    struct sched_report report;
};

struct job {
    struct list link;
    struct sched *sched;
    const struct job_owner *calls;
    void *owner;
    uint64_t number; /* in the order of asking */
    enum job_state state;
    enum source_id source;
    const char *accept;
    unsigned retries, renewals;
    bool unwanted;   /* sched_drop() came too late */
    int64_t rests;   /* ms, on the list `resting` */
    unsigned serial; /* of the token it was sent with */
    struct transfer *transfer;
    struct verdict last;
    char url[];
};

static inline struct job *job_at(struct list *link)
{
    return container_of(link, struct job, link);
}

static inline enum ops_class job_class(const struct job *j)
{
    return sources[j->source].class;
}

/* Both take a job that is on no list. */
void job_enqueue(struct job *j);
/* Counts one more failure; false when it had all its tries. */
bool job_rest(struct job *j, struct instant now);

/* Takes a waiting job off its list. */
void job_leave(struct job *j);

/* The one end of a job that is on no list: `done` is called, the job gone. */
void job_finish(struct job *j, const struct outcome *outcome);
void job_fail(struct job *j, int status, const struct verdict *verdict);
void job_fail_with(struct job *j, int status, int error, const char *advice);

/* The http_done of a job on the wire. */
void job_arrived(void *job, struct http_answer *answer);

#endif
