/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a verdict leads to for one job: it is done, it is tried again, or what
 * stands in the way of all is passed on to the token and the pace.
 */
#ifndef OPSFS_NET_SETTLE_H
#define OPSFS_NET_SETTLE_H

#include "net/flight.h"

/* Does to a job of the flight, which is on no list any more, what the verdict
 * on its response says. */
void settle(struct flight *f, struct job *j);

#endif
