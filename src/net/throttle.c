/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that is known stands in a ledger, which all mounts of one key on
 * this machine have in common when throttle_share() could get it: their clock,
 * the monotonic one, is the same.
 *
 * A class may send while its window is not full: at once while the headers of
 * the last minute show green, however many wait, for the window alone keeps us
 * below the limit. A yellow that our own requests explain changes nothing, for
 * the same reason. One that they do not explain says that somebody else uses
 * the account, and red says that little is left: then what is left is spread
 * over the rest of the window (half as fast at a red we did not light), so that
 * a burst never runs into black.
 *
 * The window is a second longer than OPS's: what left here 60 s apart may
 * arrive closer together. Headers are kept by the second, 61 of them, so what
 * was reported counts for a minute, and for a second more at most.
 *
 * Time never goes back here: an earlier `now` counts as the latest one seen.
 * Were the clock set back for good, all would stand still until it caught up;
 * so a step of more than a window moves the bookkeeping along with it.
 */
#include "net/quota.h"

#include "base/hash.h"
#include "base/shared.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MARGIN_MS 1000
#define KEEP_MS (LIMITS_WINDOW_MS + MARGIN_MS)
#define SECONDS (LIMITS_WINDOW_MS / 1000 + 1)
#define LEDGER_FORM 3 /* of what is shared: one more when it changes */

/* The worst of what was reported within one second. */
struct reported {
    int64_t second; /* since the clock's start, and one; 0: nothing yet */
    enum system_state state;
    struct class_limit classes[CLASS_COUNT];
};

struct window {
    int64_t sent[THROTTLE_MAX]; /* a ring of ms */
    unsigned first, count;
    int64_t rests;          /* ms until which the class rests */
    int64_t reported_limit; /* the latest one reported, UNTOLD before */
};

/* What is known of one key: of this mount alone, or of all on this machine. No
 * pointers, since each of them maps it somewhere else. */
struct ledger {
    bool begun;
    int64_t now;
    int64_t most; /* requests in a window; 0: only the headers count */
    struct reported reported[SECONDS];
    struct window windows[CLASS_COUNT];
    struct quota quota;
};

struct throttle {
    struct ledger *own;    /* in use while there is no other */
    struct shared *shared; /* NULL: none */
    struct log *log;
    int64_t cap, most;
    uint64_t sent[CLASS_COUNT]; /* since the mount */
    char why[QUOTA_WHY];        /* the latest throttle_why() */
};

/* Of zero bytes. It is large, and its memory is not touched before use: of 170
 * KB most is for requests that few mounts send, or none where another ledger is
 * in use. calloc() would write to all that lies in a heap that it has
 * already. */
static void begin(struct ledger *l)
{
    quota_init(&l->quota);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        l->windows[i].reported_limit = UNTOLD;
    l->begun = true;
}

struct throttle *throttle_new(struct log *log)
{
    struct throttle *t = calloc(1, sizeof(*t));

    if (!t)
        return NULL;
    t->log = log;
    t->own = mmap(NULL, sizeof(*t->own), PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (t->own == MAP_FAILED) {
        free(t);
        return NULL;
    }
    return t;
}

void throttle_free(struct throttle *t)
{
    if (!t)
        return;
    shared_close(t->shared);
    munmap(t->own, sizeof(*t->own));
    free(t);
}

int throttle_share(struct throttle *t, const char *dir, const char *key)
{
    char name[64];

    snprintf(name, sizeof(name), "pace-%d-%016" PRIx64, LEDGER_FORM,
             hash_bytes(key, strlen(key), 0));
    return shared_open(dir, name, sizeof(struct ledger), &t->shared);
}

/* Whoever had it died in the middle of a change: what is counted may be off by
 * one, but nothing may lie outside. */
static void mend(struct ledger *l)
{
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        struct window *w = &l->windows[i];

        if (w->first >= THROTTLE_MAX || w->count > THROTTLE_MAX)
            w->first = w->count = 0;
    }
}

/* The ledger in use, until put_back(). */
static struct ledger *take(struct throttle *t)
{
    struct ledger *l = t->own;
    bool died = false;

    if (t->shared) {
        l = shared_lock(t->shared, &died);
        if (!l) {
            log_line(t->log, LOG_WARNING,
                     "pace: another mount of this key has stopped; this one "
                     "keeps to the limits by itself");
            shared_close(t->shared);
            t->shared = NULL;
            l = t->own;
        }
    }
    if (!l->begun)
        begin(l);
    if (died)
        mend(l);
    quota_cap(&l->quota, t->cap);
    l->most = t->most;
    return l;
}

static void put_back(struct throttle *t)
{
    if (t->shared)
        shared_unlock(t->shared);
}

static void shift(struct ledger *l, int64_t ms)
{
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        struct window *w = &l->windows[i];

        for (unsigned k = 0; k < w->count; k++)
            w->sent[(w->first + k) % THROTTLE_MAX] += ms;
        w->rests += ms;
    }
    memset(l->reported, 0, sizeof(l->reported));
    quota_shift(&l->quota, ms);
}

/* The time it is here. */
static struct instant advance(struct ledger *l, struct instant now)
{
    if (now.ms < l->now - LIMITS_WINDOW_MS) {
        shift(l, now.ms - l->now);
        l->now = now.ms;
    }
    if (now.ms > l->now)
        l->now = now.ms;
    return (struct instant){.ms = l->now, .wall = now.wall};
}

static struct window *window_of(struct ledger *l, enum ops_class class)
{
    struct window *w = &l->windows[class];

    while (w->count > 0 && w->sent[w->first] <= l->now - KEEP_MS) {
        w->first = (w->first + 1) % THROTTLE_MAX;
        w->count--;
    }
    return w;
}

static int64_t nth_sent(const struct window *w, unsigned n)
{
    return w->sent[(w->first + n) % THROTTLE_MAX];
}

static void worsen(struct class_limit *worst, const struct class_limit *by)
{
    if (by->light > worst->light)
        worst->light = by->light;
    if (by->limit > 0 && (worst->limit == UNTOLD || by->limit < worst->limit))
        worst->limit = by->limit;
}

static bool is_recent(const struct ledger *l, const struct reported *t)
{
    return t->second > 0 && t->second > l->now / 1000 - LIMITS_WINDOW_MS / 1000;
}

static struct class_limit worst_reported(const struct ledger *l,
                                         enum ops_class class)
{
    struct class_limit worst = {LIGHT_UNKNOWN, UNTOLD};

    for (size_t i = 0; i < SECONDS; i++) {
        if (is_recent(l, &l->reported[i]))
            worsen(&worst, &l->reported[i].classes[class]);
    }
    return worst;
}

static bool is_heard(const struct ledger *l)
{
    for (size_t i = 0; i < SECONDS; i++)
        if (is_recent(l, &l->reported[i]))
            return true;
    return false;
}

/* No answer for a minute: what an overloaded OPS grants. Answers that
 * report nothing: what an idle one does. Less if it was less when last
 * reported. */
static int64_t limit_in_force(const struct ledger *l, enum ops_class class,
                              const struct class_limit *worst)
{
    const struct window *w = &l->windows[class];
    int64_t limit = worst->limit;

    if (limit == UNTOLD) {
        limit = is_heard(l) ? classes[class].limit : classes[class].least;
        if (w->reported_limit != UNTOLD && w->reported_limit < limit)
            limit = w->reported_limit;
    }
    if (l->most && l->most < limit)
        limit = l->most;
    return limit < THROTTLE_MAX ? limit : THROTTLE_MAX;
}

/* As OPS would see our own requests: green below half of the limit, red above
 * three quarters. */
static enum light own_light(const struct window *w, int64_t limit)
{
    if (w->count * 2 < limit)
        return LIGHT_GREEN;
    return w->count * 4 > limit * 3 ? LIGHT_RED : LIGHT_YELLOW;
}

/* When the next one is due if what is left is spread over the window's rest,
 * once one was sent. */
static int64_t spread(const struct window *w, int64_t limit, bool slow)
{
    int64_t last = nth_sent(w, w->count - 1);
    int64_t gap = (nth_sent(w, 0) + KEEP_MS - last) / (limit - w->count);

    return last + (slow ? 2 * gap : gap);
}

static int64_t when_window(struct ledger *l, enum ops_class class)
{
    const struct window *w = window_of(l, class);
    struct class_limit worst = worst_reported(l, class);
    int64_t limit = limit_in_force(l, class, &worst);
    enum light own;

    if (w->count >= limit)
        return nth_sent(w, w->count - (unsigned)limit) + KEEP_MS;
    own = own_light(w, limit);
    if (worst.light <= LIGHT_GREEN || w->count == 0 ||
        (worst.light == LIGHT_YELLOW && own >= LIGHT_YELLOW))
        return 0;
    return spread(w, limit, worst.light > own && worst.light >= LIGHT_RED);
}

static int64_t when(struct ledger *l, enum ops_class class, struct instant now)
{
    int64_t at, held;

    now = advance(l, now);
    at = when_window(l, class);
    held = quota_when(&l->quota, now);
    if (at < held)
        at = held;
    if (at < l->windows[class].rests)
        at = l->windows[class].rests;
    return at > l->now ? at : 0;
}

static void count(struct ledger *l, enum ops_class class, struct instant now)
{
    struct window *w;

    quota_sent(&l->quota, advance(l, now));
    w = window_of(l, class);
    if (w->count == THROTTLE_MAX) {
        w->first = (w->first + 1) % THROTTLE_MAX;
        w->count--;
    }
    w->sent[(w->first + w->count) % THROTTLE_MAX] = l->now;
    w->count++;
}

int64_t throttle_when(struct throttle *t, enum ops_class class,
                      struct instant now)
{
    int64_t at = when(take(t), class, now);

    put_back(t);
    return at;
}

void throttle_sent(struct throttle *t, enum ops_class class, struct instant now)
{
    count(take(t), class, now);
    t->sent[class]++;
    put_back(t);
}

int64_t throttle_take(struct throttle *t, enum ops_class class,
                      struct instant now)
{
    struct ledger *l = take(t);
    int64_t at = when(l, class, now);

    if (at == 0) {
        count(l, class, now);
        t->sent[class]++;
    }
    put_back(t);
    return at;
}

void throttle_return(struct throttle *t, enum ops_class class)
{
    struct window *w = &take(t)->windows[class];

    if (w->count > 0)
        w->count--;
    t->sent[class]--;
    put_back(t);
}

int64_t throttle_left(struct throttle *t, enum ops_class class,
                      struct instant now)
{
    struct ledger *l = take(t);
    bool may_go = when(l, class, now) == 0;
    struct class_limit worst = worst_reported(l, class);
    int64_t left = limit_in_force(l, class, &worst) - l->windows[class].count;

    put_back(t);
    return may_go && left > 0 ? left : 0;
}

static struct reported *reported_now(struct ledger *l)
{
    int64_t second = l->now / 1000 + 1;
    struct reported *t = &l->reported[second % SECONDS];

    if (t->second == second)
        return t;
    *t = (struct reported){.second = second};
    for (size_t i = 0; i < CLASS_COUNT; i++)
        t->classes[i].limit = UNTOLD;
    return t;
}

static void rest_until(struct window *w, int64_t ms)
{
    if (w->rests < ms)
        w->rests = ms;
}

/* Black is a rest, not a limit of zero: it ends with Retry-After, or when the
 * header that reported it is a minute old. */
static void note_class(struct ledger *l, struct reported *t,
                       enum ops_class class, const struct limits *limits)
{
    const struct class_limit *c = &limits->classes[class];
    struct window *w = &l->windows[class];

    worsen(&t->classes[class], c);
    if (c->limit > 0)
        w->reported_limit = c->limit;
    if (c->light == LIGHT_BLACK || c->limit == 0)
        rest_until(w, l->now + (limits->retry_after > 0 ? limits->retry_after
                                                        : LIMITS_WINDOW_MS));
}

void throttle_learn(struct throttle *t, const struct limits *limits,
                    struct instant now)
{
    struct ledger *l = take(t);
    struct reported *reported;

    now = advance(l, now);
    reported = reported_now(l);
    if (limits->state > reported->state)
        reported->state = limits->state;
    for (size_t i = 0; i < CLASS_COUNT; i++)
        note_class(l, reported, (enum ops_class)i, limits);
    quota_learn(&l->quota, limits, now);
    put_back(t);
}

void throttle_rest(struct throttle *t, enum ops_class class, int64_t ms,
                   struct instant now)
{
    struct ledger *l = take(t);

    advance(l, now);
    if (ms < MARGIN_MS)
        ms = MARGIN_MS;
    rest_until(&l->windows[class],
               l->now + (ms < LIMITS_REST_MS ? ms : LIMITS_REST_MS));
    put_back(t);
}

void throttle_quota(struct throttle *t, enum rejection kind, struct instant now)
{
    struct ledger *l = take(t);

    quota_refused(&l->quota, kind, advance(l, now));
    put_back(t);
}

void throttle_cap(struct throttle *t, int64_t bytes)
{
    t->cap = bytes;
}

void throttle_most(struct throttle *t, int64_t requests)
{
    t->most = requests;
}

enum rejection throttle_forbidden(struct throttle *t, struct instant now)
{
    struct ledger *l = take(t);
    enum rejection held = quota_holds(&l->quota, advance(l, now));

    put_back(t);
    return held;
}

const char *throttle_why(struct throttle *t, struct instant now)
{
    struct ledger *l = take(t);

    quota_why(&l->quota, advance(l, now), t->why);
    put_back(t);
    return t->why;
}

static void report_class(struct ledger *l, enum ops_class class,
                         struct throttle_report *report)
{
    const struct window *w = window_of(l, class);
    struct class_limit worst = worst_reported(l, class);

    report->classes[class].light = worst.light;
    report->classes[class].limit = limit_in_force(l, class, &worst);
    report->classes[class].used = w->count;
    report->classes[class].rests_ms = w->rests > l->now ? w->rests - l->now : 0;
}

static enum system_state worst_state(const struct ledger *l)
{
    enum system_state state = STATE_UNKNOWN;

    for (size_t i = 0; i < SECONDS; i++)
        if (is_recent(l, &l->reported[i]) && l->reported[i].state > state)
            state = l->reported[i].state;
    return state;
}

void throttle_report(struct throttle *t, struct instant now,
                     struct throttle_report *ret_report)
{
    struct ledger *l = take(t);

    now = advance(l, now);
    *ret_report = (struct throttle_report){.state = worst_state(l)};
    quota_report(&l->quota, now, ret_report);
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        report_class(l, (enum ops_class)i, ret_report);
        ret_report->classes[i].sent = t->sent[i];
    }
    put_back(t);
}
