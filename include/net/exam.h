/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers while they are examined (sched_options.examine): a short one at once,
 * a long one by the worker, so that it holds up nobody. Private to net/sched.c,
 * net/arrival.c and net/unbundle.c.
 *
 * An exam owns a copy of the arrival and the body, since the transfer is gone
 * by then. The job or the bundle stays on the list of what is on the wire until
 * `go_on`; whoever frees those forgets the exams, too.
 */
#ifndef OPSFS_NET_EXAM_H
#define OPSFS_NET_EXAM_H

#include "net/job.h"

/* Calls `go_on` with the finding, now or from the worker's turn. What it is
 * given lives until it returns. */
void exam_begin(struct arrival *a, struct sched *s, enum form form,
                void (*go_on)(struct arrival *a));

/* None of them will go on. */
void exam_forget_all(struct sched *s);

#endif
