/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much OPS serves in one request. What it serves in a minute and in a week
 * it says itself: ops/limits.h.
 */
#ifndef OPSFS_OPS_SERVICE_LIMITS_H
#define OPSFS_OPS_SERVICE_LIMITS_H

/* A search (OPS guide 3.1.4): hits of one page, the last hit that OPS serves,
 * how far it counts, and terms of one index in a query. */
#define SEARCH_PAGE 100
#define SEARCH_MAX 2000
#define SEARCH_COUNTED 10000
#define SEARCH_TERMS 10

/* Most references of one bulk request (OPS guide 3.1.1). */
#define BULK_MAX 100

#endif
