/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Takes apart the response to references that were sent together. An error of
 * references (too many, one that OPS cannot read, a body that cannot be taken
 * apart) halves the bundle; one of the account, the class or the connection
 * applies to every job.
 *
 * A 503 may be either: the halves rest, longer each time, but it costs them no
 * try. So may a broken answer, which is tried again as a whole first.
 */
#ifndef OPSFS_NET_UNBUNDLE_H
#define OPSFS_NET_UNBUNDLE_H

#include "net/flight.h"

/* Reads the body of an answer of status 200, before it is examined. False: it
 * speaks of none of the references, and so answers another request, for OPS
 * says which ones it does not have. */
bool unbundle_read(struct flight *f);

/* Does to all jobs of the flight what its response says. */
void unbundle(struct flight *f);

#endif
