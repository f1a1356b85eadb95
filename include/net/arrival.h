/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A response comes: the pace learns of it, a redirect is followed, the body is
 * examined (sched_options.examine) and the verdict given; the rest is
 * net/enact's and net/unbundle's. A short body is examined at once, a long one
 * by the worker, so that it does not hold up anybody; until then the jobs count
 * as sent.
 */
#ifndef OPSFS_NET_ARRIVAL_H
#define OPSFS_NET_ARRIVAL_H

#include "net/flight.h"

/* The http_done of a flight. */
void arrival(void *flight, struct response *response);

#endif
