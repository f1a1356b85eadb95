/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs that travel together. Private to net/sched.c, net/bundle.c (who goes
 * with whom, and when) and net/unbundle.c (what an answer leads to).
 *
 * A bundle owns its jobs from when it is on the wire until its answer has been
 * examined; it is then taken apart: each of its jobs is done, rests, or is back in its
 * queue. A job that went back because its bundle failed as a whole has a
 * `part`, the half that it is in: a part goes without delay and without others,
 * is halved again should it fail, and ends as jobs that go alone, so that a
 * good record is never refused for its company.
 */
#ifndef OPSFS_NET_BUNDLE_H
#define OPSFS_NET_BUNDLE_H

#include "net/job.h"

struct bundle {
    struct list link; /* on sched.bundles */
    struct sched *sched;
    struct list jobs; /* in the order of asking */
    struct transfer *transfer;
    int64_t sent; /* ms */
    enum source_id source;
    enum form form;
    const char *path;
    unsigned count; /* of the references, each once */
    struct slice references[BULK_MOST];
};

static inline bool job_is_bulk(const struct job *j)
{
    return j->bulk && !j->alone;
}

/* Sends a waiting job, and those who go with it: the class has a slot. NEVER,
 * or when to ask again because company is waited for; then all of them are
 * marked as held in this turn. */
int64_t bundle_send(struct job *first, struct instant now);

void bundle_cancel(struct bundle *b); /* and its jobs, silently */

/* The http_done of a bundle. */
void bundle_arrived(void *bundle, struct http_answer *answer);

#endif
