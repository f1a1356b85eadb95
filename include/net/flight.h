/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request on the wire, and the jobs that its response is for: one that asks
 * by its own path, or up to BULK_MAX whose references were sent together.
 *
 * It is on sched.flights, and owns its jobs, until the response has been
 * examined. Then each of them is done, rests, or is back in its queue, and the
 * flight is gone.
 */
#ifndef OPSFS_NET_FLIGHT_H
#define OPSFS_NET_FLIGHT_H

#include "net/job.h"

/* How one of the references fared. */
struct portion {
    bool reported;
    enum fate fate;
    struct blob *body; /* of FATE_FOUND */
};

struct flight {
    struct list link;
    struct sched *sched;
    struct list jobs; /* in the order of asking */
    struct transfer *transfer;
    int64_t sent;  /* ms … */
    uint64_t turn; /* … and the scheduler's */
    struct identity asked;
    struct response *response; /* once it is there; borrowed, or owned */
    struct portion *portions;  /* as many as references; NULL: not read */
    int portions_error;        /* of all of them */
    int64_t rests; /* ms, should jobs rest: alike for all; 0: not drawn yet */
    struct task task; /* while the response is examined off the loop … */
    struct response *owned; /* … with the headers it is examined with … */
    struct buf body;        /* … and its body */
    size_t counted;         /* bytes of the body, in sched.examined */
    unsigned readers;       /* of a bundle, when it left */
    unsigned count; /* of the references, each once; 0: of a job alone */
    struct slice references[];
};

static inline struct flight *flight_at(struct list *link)
{
    return container_of(link, struct flight, link);
}

static inline enum ops_class flight_class(const struct flight *f)
{
    return sources[f->asked.source].class;
}

/* On no list, without jobs. NULL: no memory. */
struct flight *flight_new(struct sched *s, const struct identity *asked,
                          const struct slice *references, unsigned count);
void flight_free(struct flight *f);
void flight_cancel(struct flight *f); /* and its jobs, silently */

/* Takes over a job that is on no list; then the flight is on its way. */
void flight_board(struct flight *f, struct job *j);
void flight_depart(struct flight *f, struct instant now);

/* The body of the response, and the same to keep; NULL: no memory. */
struct slice flight_body(const struct flight *f);
struct blob *flight_take_body(struct flight *f);

/* One of its jobs was brought another request's answer before. */
bool flight_is_mismatched(const struct flight *f);

/* Takes the first of its jobs off the list; there is one. */
struct job *flight_take_job(struct flight *f);

#endif
