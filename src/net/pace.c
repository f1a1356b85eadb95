/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A class may send while its window has room: at once while the headers of the
 * last minute show green, however many wait, for the window alone keeps us
 * below the limit. A yellow that our own requests explain changes nothing, for
 * the same reason. One that they do not explain says that somebody else uses
 * the account, and red says that little is left: then what is left is spread
 * over the rest of the window (half as fast at a red we did not light), so that
 * a burst never runs into black.
 *
 * The window is a second longer than OPS's: what left here 60 s apart may
 * arrive closer together. Headers are kept by the second, 61 of them, so what
 * was told counts for a minute, and for a second more at most.
 *
 * Time never goes back here: an earlier `now` counts as the latest one seen.
 * Were the clock set back for good, all would stand still until it caught up;
 * so a step of more than a window moves the bookkeeping along with it.
 */
#include "net/quota.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MARGIN_MS 1000
#define KEEP_MS (PACE_WINDOW_MS + MARGIN_MS)
#define SECONDS (PACE_WINDOW_MS / 1000 + 1)
#define REST_MOST_MS 3600000

/* The worst of what was told within one second. */
struct told {
    int64_t second; /* since the clock's start, and one; 0: nothing yet */
    enum system_state state;
    struct class_limit classes[CLASS_COUNT];
};

struct window {
    int64_t sent[PACE_MOST]; /* a ring of ms */
    unsigned first, count;
    int64_t last;       /* ms of the latest one sent */
    int64_t rests;      /* ms until which the class rests */
    int64_t told_limit; /* the latest one told, UNTOLD before */
    uint64_t total;
};

struct pace {
    int64_t now;
    struct told told[SECONDS];
    struct window windows[CLASS_COUNT];
    struct quota quota;
};

struct pace *pace_new(void)
{
    struct pace *p = calloc(1, sizeof(*p));

    if (!p)
        return NULL;
    quota_init(&p->quota);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        p->windows[i].told_limit = UNTOLD;
    return p;
}

void pace_free(struct pace *p)
{
    free(p);
}

static void shift(struct pace *p, int64_t ms)
{
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        struct window *w = &p->windows[i];

        for (unsigned k = 0; k < w->count; k++)
            w->sent[(w->first + k) % PACE_MOST] += ms;
        w->last += ms;
        w->rests += ms;
    }
    memset(p->told, 0, sizeof(p->told));
    quota_shift(&p->quota, ms);
}

/* The time it is here. */
static struct instant advance(struct pace *p, struct instant now)
{
    if (now.ms < p->now - PACE_WINDOW_MS) {
        shift(p, now.ms - p->now);
        p->now = now.ms;
    }
    if (now.ms > p->now)
        p->now = now.ms;
    return (struct instant){.ms = p->now, .wall = now.wall};
}

static struct window *window_of(struct pace *p, enum ops_class class)
{
    struct window *w = &p->windows[class];

    while (w->count > 0 && w->sent[w->first] <= p->now - KEEP_MS) {
        w->first = (w->first + 1) % PACE_MOST;
        w->count--;
    }
    return w;
}

static int64_t nth_sent(const struct window *w, unsigned n)
{
    return w->sent[(w->first + n) % PACE_MOST];
}

static void worsen(struct class_limit *worst, const struct class_limit *by)
{
    if (by->light > worst->light)
        worst->light = by->light;
    if (by->limit > 0 && (worst->limit == UNTOLD || by->limit < worst->limit))
        worst->limit = by->limit;
}

static bool is_recent(const struct pace *p, const struct told *t)
{
    return t->second > 0 && t->second > p->now / 1000 - PACE_WINDOW_MS / 1000;
}

static struct class_limit worst_told(const struct pace *p, enum ops_class class)
{
    struct class_limit worst = {LIGHT_UNKNOWN, UNTOLD};

    for (size_t i = 0; i < SECONDS; i++) {
        if (is_recent(p, &p->told[i]))
            worsen(&worst, &p->told[i].classes[class]);
    }
    return worst;
}

static bool is_heard(const struct pace *p)
{
    for (size_t i = 0; i < SECONDS; i++)
        if (is_recent(p, &p->told[i]))
            return true;
    return false;
}

/* No answer for a minute: what an overloaded OPS grants. Answers that tell
 * nothing: what an idle one does. Less if it was less when last told. */
static int64_t limit_in_force(const struct pace *p, enum ops_class class,
                              const struct class_limit *worst)
{
    const struct window *w = &p->windows[class];
    int64_t limit = worst->limit;

    if (limit == UNTOLD) {
        limit = is_heard(p) ? classes[class].limit : classes[class].least;
        if (w->told_limit != UNTOLD && w->told_limit < limit)
            limit = w->told_limit;
    }
    return limit < PACE_MOST ? limit : PACE_MOST;
}

/* As OPS would see our own requests: green below half of the limit, red above
 * three quarters. */
static enum light own_light(const struct window *w, int64_t limit)
{
    if (w->count * 2 < limit)
        return LIGHT_GREEN;
    return w->count * 4 > limit * 3 ? LIGHT_RED : LIGHT_YELLOW;
}

/* When the next one is due if what is left is spread over the window's rest. */
static int64_t spread(const struct window *w, int64_t limit, bool slow)
{
    int64_t rest = nth_sent(w, 0) + KEEP_MS - w->last;
    int64_t gap = rest / (limit - w->count);

    return w->last + (slow ? 2 * gap : gap);
}

static int64_t when_window(struct pace *p, enum ops_class class)
{
    const struct window *w = window_of(p, class);
    struct class_limit worst = worst_told(p, class);
    int64_t limit = limit_in_force(p, class, &worst);
    enum light own;

    if (w->count >= limit)
        return nth_sent(w, w->count - (unsigned)limit) + KEEP_MS;
    own = own_light(w, limit);
    if (worst.light <= LIGHT_GREEN || w->count == 0 ||
        (worst.light == LIGHT_YELLOW && own >= LIGHT_YELLOW))
        return 0;
    return spread(w, limit, worst.light > own && worst.light >= LIGHT_RED);
}

int64_t pace_when(struct pace *p, enum ops_class class, struct instant now)
{
    int64_t at, held;

    now = advance(p, now);
    at = when_window(p, class);
    held = quota_when(&p->quota, now);
    if (at < held)
        at = held;
    if (at < p->windows[class].rests)
        at = p->windows[class].rests;
    return at > p->now ? at : 0;
}

void pace_sent(struct pace *p, enum ops_class class, struct instant now)
{
    struct window *w;

    quota_sent(&p->quota, advance(p, now));
    w = window_of(p, class);
    w->total++;
    w->last = p->now;
    if (w->count == PACE_MOST) {
        w->first = (w->first + 1) % PACE_MOST;
        w->count--;
    }
    w->sent[(w->first + w->count++) % PACE_MOST] = p->now;
}

static struct told *told_now(struct pace *p)
{
    int64_t second = p->now / 1000 + 1;
    struct told *t = &p->told[second % SECONDS];

    if (t->second == second)
        return t;
    *t = (struct told){.second = second};
    for (size_t i = 0; i < CLASS_COUNT; i++)
        t->classes[i].limit = UNTOLD;
    return t;
}

static void rest_until(struct window *w, int64_t ms)
{
    if (w->rests < ms)
        w->rests = ms;
}

/* Black is a rest, not a limit of nought: it ends with Retry-After, or when
 * the header that told it is a minute old. */
static void tell_class(struct pace *p, struct told *t, enum ops_class class,
                       const struct limits *limits)
{
    const struct class_limit *c = &limits->classes[class];
    struct window *w = &p->windows[class];

    worsen(&t->classes[class], c);
    if (c->limit > 0)
        w->told_limit = c->limit;
    if (c->light == LIGHT_BLACK || c->limit == 0)
        rest_until(w, p->now + (limits->retry_after > 0 ? limits->retry_after
                                                        : PACE_WINDOW_MS));
}

void pace_told(struct pace *p, const struct limits *limits, struct instant now)
{
    struct told *t;

    now = advance(p, now);
    t = told_now(p);
    if (limits->state > t->state)
        t->state = limits->state;
    for (size_t i = 0; i < CLASS_COUNT; i++)
        tell_class(p, t, (enum ops_class)i, limits);
    quota_told(&p->quota, limits, now);
}

void pace_rest(struct pace *p, enum ops_class class, int64_t ms,
               struct instant now)
{
    advance(p, now);
    if (ms < MARGIN_MS)
        ms = MARGIN_MS;
    rest_until(&p->windows[class],
               p->now + (ms < REST_MOST_MS ? ms : REST_MOST_MS));
}

void pace_quota(struct pace *p, enum rejection kind, struct instant now)
{
    quota_refused(&p->quota, kind, advance(p, now));
}

void pace_cap(struct pace *p, int64_t bytes)
{
    p->quota.cap = bytes;
}

enum rejection pace_forbidden(struct pace *p, struct instant now)
{
    return quota_holds(&p->quota, advance(p, now));
}

const char *pace_why(struct pace *p, struct instant now)
{
    return quota_why(&p->quota, advance(p, now));
}

static void report_class(struct pace *p, enum ops_class class,
                         struct pace_report *report)
{
    const struct window *w = window_of(p, class);
    struct class_limit worst = worst_told(p, class);

    report->classes[class].light = worst.light;
    report->classes[class].limit = limit_in_force(p, class, &worst);
    report->classes[class].used = w->count;
    report->classes[class].rests_ms = w->rests > p->now ? w->rests - p->now : 0;
    report->classes[class].sent = w->total;
}

static enum system_state worst_state(const struct pace *p)
{
    enum system_state state = STATE_UNKNOWN;

    for (size_t i = 0; i < SECONDS; i++)
        if (is_recent(p, &p->told[i]) && p->told[i].state > state)
            state = p->told[i].state;
    return state;
}

void pace_report(struct pace *p, struct instant now,
                 struct pace_report *ret_report)
{
    now = advance(p, now);
    *ret_report = (struct pace_report){.state = worst_state(p)};
    quota_report(&p->quota, now, ret_report);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        report_class(p, (enum ops_class)i, ret_report);
}
