/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two clocks may differ by some minutes at a week's end. A figure that OPS
 * reports in the first hour of our week may still be of OPS's last one: it is
 * shown, but it holds nobody up for longer than that hour.
 */
#include "net/quota.h"

#include "base/day.h"

#include <stdbool.h>
#include <stdio.h>

#define HOUR_S 3600
#define HOUR_REST_S 600 /* a used-up hour frees up bit by bit */
#define WEEK_S (7 * DAY_SECONDS)

void quota_init(struct quota *q)
{
    *q = (struct quota){.kind = REJECTION_NONE};
    for (size_t i = 0; i < ALLOWANCE_COUNT; i++)
        q->reported[i].bytes = UNTOLD;
}

void quota_cap(struct quota *q, int64_t bytes)
{
    q->cap = bytes;
}

static int64_t week_begun(int64_t wall)
{
    return wall - day_latest(wall / DAY_SECONDS, MONDAY) * DAY_SECONDS;
}

static int64_t week_end(int64_t wall)
{
    return wall - week_begun(wall) + WEEK_S;
}

/* When whoever is held at `wall` because of the week may ask again. */
static int64_t week_release(int64_t wall)
{
    if (week_begun(wall) < HOUR_S)
        return wall - week_begun(wall) + HOUR_S;
    return week_end(wall);
}

/* What is used as far as it is known at this time. */
static int64_t used(const struct quota *q, enum allowance which,
                    struct instant now)
{
    bool counts = which == ALLOWANCE_HOUR
                      ? now.ms < q->reported[which].ms + HOUR_S * 1000
                      : week_end(q->reported[which].wall) == week_end(now.wall);

    return counts ? q->reported[which].bytes : UNTOLD;
}

/* Unix seconds; 0 when the cap does not hold. */
static int64_t cap_release(const struct quota *q, struct instant now)
{
    for (int i = ALLOWANCE_WEEK; q->cap && i <= ALLOWANCE_PAID; i++) {
        int64_t release = week_release(q->reported[i].wall);

        if (used(q, (enum allowance)i, now) >= q->cap && now.wall < release)
            return release;
    }
    return 0;
}

static void note(struct quota *q, enum allowance which, int64_t bytes,
                 struct instant now)
{
    if (bytes == UNTOLD)
        return;
    q->reported[which].bytes = bytes;
    q->reported[which].ms = now.ms;
    q->reported[which].wall = now.wall;
}

void quota_learn(struct quota *q, const struct limits *limits,
                 struct instant now)
{
    note(q, ALLOWANCE_HOUR, limits->hour_used, now);
    note(q, ALLOWANCE_WEEK, limits->week_used, now);
    note(q, ALLOWANCE_PAID, limits->paying_used, now);
    if (limits->week_left != UNTOLD && limits->week_used != UNTOLD &&
        __builtin_add_overflow(limits->week_used, limits->week_left, &q->seven))
        q->seven = 0;
    if (q->probed && limits->rejection == REJECTION_NONE)
        q->kind = REJECTION_NONE;
    if (q->kind == REJECTION_NONE)
        q->probed = 0;
    if (limits->week_left == 0)
        quota_refused(q, REJECTION_SEVEN, now);
}

void quota_refused(struct quota *q, enum rejection kind, struct instant now)
{
    q->kind = kind == REJECTION_NONE ? REJECTION_OTHER : kind;
    q->wall = now.wall + HOUR_REST_S;
    if (kind == REJECTION_WEEK && week_begun(now.wall) >= HOUR_S)
        q->wall = week_end(now.wall);
    q->ms = now.ms + (q->wall - now.wall) * 1000;
    q->probed = 0;
}

void quota_sent(struct quota *q, struct instant now)
{
    if (q->kind != REJECTION_NONE)
        q->probed = now.ms;
}

void quota_shift(struct quota *q, int64_t ms)
{
    for (size_t i = 0; i < ALLOWANCE_COUNT; i++)
        q->reported[i].ms += ms;
    q->ms += ms;
    q->probed += q->probed ? ms : 0;
}

static bool ops_holds(const struct quota *q, struct instant now)
{
    return q->kind != REJECTION_NONE && now.ms < q->ms && now.wall < q->wall;
}

enum rejection quota_holds(const struct quota *q, struct instant now)
{
    if (ops_holds(q, now))
        return q->kind;
    return cap_release(q, now) ? REJECTION_CAP : REJECTION_NONE;
}

/* Unix seconds; 0: nothing holds. */
static int64_t release(const struct quota *q, struct instant now)
{
    return ops_holds(q, now) ? q->wall : cap_release(q, now);
}

int64_t quota_when(const struct quota *q, struct instant now)
{
    int64_t wall = release(q, now);

    if (ops_holds(q, now))
        return earlier(q->ms, now.ms + (wall - now.wall) * 1000);
    if (wall)
        return now.ms + (wall - now.wall) * 1000;
    return q->probed ? q->probed + LIMITS_WINDOW_MS : 0;
}

void quota_why(const struct quota *q, struct instant now,
               char ret_why[QUOTA_WHY])
{
    static const char *const names[] = {
        [REJECTION_HOUR] = "the hourly quota is used up",
        [REJECTION_WEEK] = "the weekly quota is used up",
        [REJECTION_CAP] = "the weekly cap of this mount (-o weekly_cap) is "
                          "reached",
        [REJECTION_SEVEN] = "the publication server's quota of seven days is "
                            "used up",
    };
    enum rejection kind = quota_holds(q, now);
    const char *name = "the quota is used up";
    char stamp[CLOCK_STAMP];

    ret_why[0] = '\0';
    if (kind == REJECTION_NONE)
        return;
    if ((size_t)kind < sizeof(names) / sizeof(*names) && names[kind])
        name = names[kind];
    clock_stamp(release(q, now), stamp);
    snprintf(ret_why, QUOTA_WHY, "%s; released %s (.ops/quota)", name, stamp);
}

/* The guide's figures, but for what the user set. */
static int64_t limit_of(const struct quota *q, enum allowance which)
{
    static const int64_t limits[ALLOWANCE_COUNT] = {
        [ALLOWANCE_HOUR] = HOURLY_BYTES,
        [ALLOWANCE_WEEK] = WEEKLY_BYTES,
    };

    if (q->seven)
        return which == ALLOWANCE_WEEK ? q->seven : 0;
    return which != ALLOWANCE_HOUR && q->cap ? q->cap : limits[which];
}

static int64_t free_again(const struct quota *q, enum allowance which,
                          struct instant now)
{
    if (which != ALLOWANCE_HOUR)
        return week_end(now.wall);
    return now.wall + (q->reported[which].ms - now.ms) / 1000 + HOUR_S;
}

void quota_report(const struct quota *q, struct instant now,
                  struct throttle_report *report)
{
    report->held = quota_holds(q, now);
    report->released = release(q, now);
    report->cap = q->cap;
    for (int i = 0; i < ALLOWANCE_COUNT; i++) {
        enum allowance which = (enum allowance)i;
        int64_t bytes = used(q, which, now);

        report->allowances[i].used = bytes;
        report->allowances[i].limit = limit_of(q, which);
        report->allowances[i].free = bytes == UNTOLD
                                         ? 0
                                         : free_again(q, which, now);
    }
}
