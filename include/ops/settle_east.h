/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Publications of China, Japan and Korea: eras, rights, and years. Private to
 * ops/number.
 */
#ifndef OPSFS_OPS_SETTLE_EAST_H
#define OPSFS_OPS_SETTLE_EAST_H

#include "ops/serial.h"

/* The serial, and what it says of the kind, in place. 0; -ENOENT; -EINVAL:
 * `candidates` says in one line what is in doubt. */
int settle_cn(struct number_parts *p, char *candidates);
int settle_jp(struct number_parts *p, char *candidates);
int settle_kr(struct number_parts *p, char *candidates);

#endif
