/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers while they are examined (sched_options.examine): a short one at once,
 * a long one by the worker, so that it holds up nobody. Private to net/arrival.c
 * and net/unbundle.c.
 *
 * An exam owns a copy of the arrival and the body, since the transfer is gone
 * by then. The job or the bundle stays on the list of what is on the wire, and
 * as it is, until `go_on`.
 */
#ifndef OPSFS_NET_EXAM_H
#define OPSFS_NET_EXAM_H

#include "net/arrival.h"

/* What to do with a finding. */
struct exam_calls {
    void (*prepare)(struct arrival *a); /* where it was examined; or NULL */
    void (*go_on)(struct arrival *a);   /* now, or from the worker's turn */
};

/* What `go_on` is given lives until it returns; `asked->path` has to. */
void exam_begin(struct arrival *a, struct sched *s,
                const struct identity *asked, const struct exam_calls *calls);

#endif
