/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Carries out a verdict on one job: ends it, has it tried again, or reports
 * what blocks all of them to the token and the throttle.
 */
#ifndef OPSFS_NET_ENACT_H
#define OPSFS_NET_ENACT_H

#include "net/flight.h"

/* Does to a job of the flight, which is on no list any more, what the verdict
 * on its response says. */
void enact(struct flight *f, struct job *j);

#endif
