/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes that the account has used, as OPS's headers say, and whether a quota
 * forbids all requests. OPS's own hold once OPS says that they are used up: the
 * hourly one for ten minutes, then one request may try; the weekly one until
 * Monday 00:00 UTC (in a week's first hour, ten minutes). The user's own cap
 * holds once a header reports that many bytes in the present week.
 *
 * The publication server's quota is of any seven days: when nothing is left it
 * frees up bit by bit, as the hourly one does.
 *
 * A figure counts for as long as it can be true: the hour's for an hour, the
 * week's until the week is over. Pure bookkeeping, part of net/throttle, which
 * hands in a monotonic time that never goes back. Private to net/throttle.c.
 */
#ifndef OPSFS_NET_QUOTA_H
#define OPSFS_NET_QUOTA_H

#include "net/throttle.h"

#define QUOTA_WHY 160

struct quota {
    int64_t cap;   /* bytes a week; 0: none */
    int64_t seven; /* bytes in seven days, as reported; 0: the guide's counts */
    struct {
        int64_t bytes; /* UNTOLD */
        int64_t ms, wall;
    } reported[ALLOWANCE_COUNT];
    enum rejection kind; /* REJECTION_NONE: none is used up, says OPS */
    int64_t ms, wall;    /* released at either */
    int64_t probed;      /* ms of the one request that tries; 0: none yet */
};

void quota_init(struct quota *q);

/* The bytes a week that the user grants; 0: no cap. */
void quota_cap(struct quota *q, int64_t bytes);

void quota_learn(struct quota *q, const struct limits *limits,
                 struct instant now);
void quota_refused(struct quota *q, enum rejection kind, struct instant now);
void quota_sent(struct quota *q, struct instant now);
void quota_shift(struct quota *q, int64_t ms); /* the clock was set back */

/* REJECTION_NONE, or what forbids all requests. */
enum rejection quota_holds(const struct quota *q, struct instant now);
/* 0, or the ms when a request may go. */
int64_t quota_when(const struct quota *q, struct instant now);
/* For people, into `ret_why`; "" when nothing is forbidden. */
void quota_why(const struct quota *q, struct instant now,
               char ret_why[QUOTA_WHY]);

void quota_report(const struct quota *q, struct instant now,
                  struct throttle_report *report);

#endif
