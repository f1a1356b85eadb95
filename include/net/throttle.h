/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fair use (OPS guide 2.3.3): may a request of this class go now, else when?
 *
 * Per class: a sliding window of our own requests of the last 60 s against the
 * limit of the worst header of the last 60 s (several instances of OPS answer,
 * each with its own view). Black, or a Retry-After, stops that class alone.
 * A quota that OPS says is used up, or the user's own cap (net/quota), stops
 * all classes until it is released.
 *
 * After a minute without any answer a class has what OPS grants when it is
 * overloaded: the next answer shows whether there is more.
 *
 * Mounts of one key on one machine share all of this but the cap, through a
 * file that they map (base/shared): together they stay within the limits.
 *
 * Bookkeeping without a clock of its own. Requests are counted when they are
 * sent, whatever becomes of them.
 */
#ifndef OPSFS_NET_THROTTLE_H
#define OPSFS_NET_THROTTLE_H

#include "base/clock.h"
#include "base/log.h"
#include "ops/limits.h"

#define THROTTLE_MAX 4096 /* requests in a window, whatever a header says */

struct throttle;

/* `log`: may be NULL; borrowed. */
struct throttle *throttle_new(struct log *log);
void throttle_free(struct throttle *t);

/* From now on, with the other mounts of this key. `dir`: of the user's own, as
 * shared_open() wants it. `key`: what names the account and the service; only a
 * hash of it shows. 0; or -errno, and the mount keeps to the limits alone. */
int throttle_share(struct throttle *t, const char *dir, const char *key);

/* 0: go. Else the monotonic ms when to ask again. */
int64_t throttle_when(struct throttle *t, enum ops_class class,
                      struct instant now);
void throttle_sent(struct throttle *t, enum ops_class class,
                   struct instant now);

/* Both at once: 0, and the request is counted; or when to ask again. No other
 * mount can come between. What is not sent after all is returned at once. */
int64_t throttle_take(struct throttle *t, enum ops_class class,
                      struct instant now);
void throttle_return(struct throttle *t, enum ops_class class);

/* How many more may go within this minute; 0 as well when none may go now. */
int64_t throttle_left(struct throttle *t, enum ops_class class,
                      struct instant now);

/* Every answer's limits, as they come. */
void throttle_learn(struct throttle *t, const struct limits *limits,
                    struct instant now);
/* OPS refused this class: rest for `ms`. */
void throttle_rest(struct throttle *t, enum ops_class class, int64_t ms,
                   struct instant now);
/* OPS refused for a quota. */
void throttle_quota(struct throttle *t, enum rejection kind,
                    struct instant now);

/* The bytes a calendar week (UTC) that the user grants; 0: no cap. */
void throttle_cap(struct throttle *t, int64_t bytes);

/* Requests a minute, at most, whatever a header says; 0: the guide's. */
void throttle_most(struct throttle *t, int64_t requests);

/* REJECTION_NONE, or the quota that forbids all requests now. */
enum rejection throttle_forbidden(struct throttle *t, struct instant now);
/* The same for people, with the date of the release; "" when nothing is
 * forbidden. Valid until the next call. */
const char *throttle_why(struct throttle *t, struct instant now);

/* What bytes are counted by. */
enum allowance {
    ALLOWANCE_HOUR, /* rolling */
    ALLOWANCE_WEEK, /* from Monday 00:00 UTC */
    ALLOWANCE_PAID, /* a week's, of a paying account */
    ALLOWANCE_COUNT
};

/* For the files of `.ops`. */
struct throttle_report {
    enum system_state state;
    enum rejection held; /* as throttle_forbidden() */
    int64_t released; /* Unix seconds when that is free; 0: nothing is held */
    int64_t cap;      /* bytes a week; 0: none */
    struct {
        int64_t used;  /* bytes, as the headers say; UNTOLD */
        int64_t limit; /* bytes, the guide's or the cap; 0: unknown */
        int64_t free;  /* Unix seconds when `used` is 0 again; 0: untold */
    } allowances[ALLOWANCE_COUNT];
    struct {
        enum light light; /* worst of the last 60 s */
        int64_t limit;    /* in force now */
        int64_t used;     /* requests of the last 60 s, of all mounts */
        int64_t rests_ms; /* how long the class still rests */
        uint64_t sent;    /* since the mount */
    } classes[CLASS_COUNT];
};

void throttle_report(struct throttle *t, struct instant now,
                     struct throttle_report *ret_report);

#endif
