/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the headers of an answer say about fair use (OPS guide 2.3): throttle
 * lights, quotas, Retry-After, the reason of a rejection; and what is left of
 * the publication server's quota, which is of an address and of any seven days.
 *
 * Pure: header lines in, a struct out. Names in any case; fields may be
 * missing, doubled, reordered, unknown or absurd: what cannot be read is
 * ignored, and of two values for one class the worse one counts.
 */
#ifndef OPSFS_OPS_LIMITS_H
#define OPSFS_OPS_LIMITS_H

#include "base/str.h"
#include "ops/catalog.h"

#include <stdint.h>

/* Worst last, so that two lights compare. */
enum light {
    LIGHT_UNKNOWN,
    LIGHT_GREEN,
    LIGHT_YELLOW,
    LIGHT_RED,
    LIGHT_BLACK,
};

enum system_state {
    STATE_UNKNOWN,
    STATE_IDLE,
    STATE_BUSY,
    STATE_OVERLOADED,
};

enum rejection {
    REJECTION_NONE,
    REJECTION_HOUR,      /* IndividualQuotaPerHour */
    REJECTION_WEEK,      /* RegisteredQuotaPerWeek, …PayingQuotaPerWeek */
    REJECTION_ANONYMOUS, /* Anonymous…: the request carried no valid token */
    REJECTION_BLOCKED,   /* DeveloperBlocked */
    REJECTION_OTHER,     /* a word we do not know */
    REJECTION_CAP,       /* not from a header: the user's own weekly cap */
    REJECTION_SEVEN,     /* nor from it: the publication server's quota */
};

/* Over what time requests are counted; the longest rest that is believed. */
#define LIMITS_WINDOW_MS 60000
#define LIMITS_REST_MS 3600000

/* What OPS grants free of charge, by its guide. */
#define HOURLY_BYTES ((int64_t)450 * 1000 * 1000)
#define WEEKLY_BYTES ((int64_t)4 << 30)

struct class_limit {
    enum light light;
    int64_t limit; /* requests in 60 s; UNTOLD */
};

#define UNTOLD (-1)

struct limits {
    enum system_state state;
    struct class_limit classes[CLASS_COUNT];
    int64_t hour_used;   /* bytes; UNTOLD */
    int64_t week_used;   /* bytes; UNTOLD */
    int64_t paying_used; /* bytes; UNTOLD */
    int64_t week_left;   /* bytes of seven days, of an address; UNTOLD */
    int64_t retry_after; /* milliseconds, capped at an hour; UNTOLD */
    enum rejection rejection;
};

extern const char *const light_names[];
extern const char *const state_names[];

void limits_init(struct limits *l); /* everything unknown */

/* A whole header block, lines ended by LF or CRLF. */
void limits_read(struct limits *l, struct slice block);

#endif
