/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs that travel together: who goes with whom, and when.
 */
#ifndef OPSFS_NET_BUNDLE_H
#define OPSFS_NET_BUNDLE_H

#include "net/flight.h"

/* Sends a waiting job, and those who go with it: the class has a slot. NEVER,
 * or when to ask again, because others may join it; then all of them are marked
 * as lingering in this turn. */
int64_t bundle_send(struct job *first, struct instant now);

#endif
