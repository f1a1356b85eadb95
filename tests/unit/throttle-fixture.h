/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/throttle in virtual time: the parts that its tests share.
 */
#ifndef OPSFS_TESTS_THROTTLE_FIXTURE_H
#define OPSFS_TESTS_THROTTLE_FIXTURE_H

#include "check.h"
#include "net/throttle.h"

#include <stdlib.h>

#define T_THROTTLE_START 5000000     /* ms */
#define T_THROTTLE_MONDAY 1700438400 /* 2023-11-20T00:00:00Z */
#define T_THROTTLE_WINDOW LIMITS_WINDOW_MS
#define T_THROTTLE_SLACK 1000 /* how much longer than needed a class may wait */

struct t_throttle {
    struct throttle *throttle;
    struct instant now; /* set by t_throttle_pass() */
    uint64_t dice;
};

/* Of the case that runs, between t_throttle_begin() and t_throttle_end(). */
extern struct t_throttle t_throttle;

void t_throttle_begin(void);
void t_throttle_end(void);
void t_throttle_pass(int64_t ms);

unsigned t_throttle_roll(unsigned sides);

/* What headers say that have this light and limit for every class. */
struct limits t_throttle_header(enum light light, int64_t limit);
void t_throttle_learn(enum light light, int64_t limit);

int64_t t_throttle_when(enum ops_class class);

/* Sends while it may; how many. */
unsigned t_throttle_burst(enum ops_class class);

#endif
