/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answer, on its way from http_done to what is done about it. Private to
 * net/arrival.c, net/exam.c and net/unbundle.c.
 */
#ifndef OPSFS_NET_ARRIVAL_H
#define OPSFS_NET_ARRIVAL_H

#include "net/job.h"

/* One answer, and what was made of it. */
struct arrival {
    struct job *job;       /* of a bundle, the one at hand */
    struct bundle *bundle; /* NULL: the job went alone */
    struct http_answer *answer;
    struct limits limits;
    struct finding finding;
    struct blob *blob; /* of the body, where that was made; NULL: not */
    struct telling *telling; /* of a bundle (net/unbundle.c), likewise */
    struct verdict verdict;
    int64_t rests; /* ms, should jobs rest: the same for all; 0: not drawn yet */
};

/* Tells the pace; `a->answer` is there. */
void arrival_begin(struct arrival *a, struct sched *s, enum ops_class class);
/* Counts the answer; `a->verdict` is there. */
void arrival_count(const struct arrival *a, struct sched *s, enum ops_class class);
/* The answer is another request's: whatever comes over its connection may be.
 * The first of a job, or of a bundle, is told. */
void arrival_distrust(const struct arrival *a, struct sched *s,
                      const char *path, bool first);
struct slice arrival_body(const struct arrival *a);
/* Gives `a->verdict`. */
void arrival_judge(struct arrival *a);
/* Does to `a->job`, which is on no list, what the verdict says. */
void arrival_act(struct arrival *a);

#endif
