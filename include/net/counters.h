/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was done since the mount, counted where it happens (in the scheduler)
 * and printed by the reports of fs/. Each number only grows, except `largest`.
 */
#ifndef OPSFS_NET_COUNTERS_H
#define OPSFS_NET_COUNTERS_H

#include "ops/catalog.h"
#include "ops/verdict.h"

/* Sizes of bundles are counted up to each of `bundle_bounds`. */
#define BUNDLE_BOUNDS 6
extern const unsigned bundle_bounds[BUNDLE_BOUNDS];

struct class_counters {
    uint64_t requests; /* sent, those that a connection lost included */
    uint64_t records;  /* asked for by them: a bundle asks for many */
    uint64_t bytes;    /* of bodies received */
    uint64_t answers[ACTION_COUNT]; /* by what they meant */
    uint64_t retries;
    uint64_t waits; /* jobs that waited for the pace */
    uint64_t waited_ms;
    uint64_t bundles;              /* requests for more than one record */
    uint64_t bundled;              /* records asked for by them */
    uint64_t sizes[BUNDLE_BOUNDS]; /* bundles not larger than each bound */
    unsigned largest;
};

struct counters {
    struct class_counters classes[CLASS_COUNT];
};

/* What `.ops` calls the meaning of an answer. */
extern const char *const action_names[ACTION_COUNT];

void counters_sent(struct counters *c, enum ops_class class, unsigned records);
void counters_answered(struct counters *c, enum ops_class class, size_t bytes,
                       enum action action);
void counters_retried(struct counters *c, enum ops_class class);
/* Nothing for a wait of no time. */
void counters_waited(struct counters *c, enum ops_class class, int64_t ms);

struct class_counters counters_total(const struct counters *c);

/* 0 before the first request. */
double counters_per_request(const struct class_counters *c);

#endif
