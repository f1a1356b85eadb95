/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/ahead_walk.h"

#include <stdlib.h>

static void count_run(struct ahead_walk *w, int order, int64_t by)
{
    int *run = &w->run[order];

    if (by != 1 && by != -1)
        *run = 0;
    else if (*run * by < 0)
        *run = (int)by;
    else
        *run += (int)by;
}

static bool runs(const struct ahead_walk *w, int order)
{
    return abs(w->run[order]) >= AHEAD_STEPS;
}

static void begin(struct ahead_walk *w, const struct position *at)
{
    for (int o = 0; o < ORDERS && !w->way; o++) {
        if (!runs(w, o))
            continue;
        w->order = (enum ahead_order)o;
        w->way = w->run[o] > 0 ? 1 : -1;
        w->pos = at->in[o];
    }
    w->ahead = w->skipped = 0;
}

/* Two orders may go together for a while: the one that goes on is it. */
static bool is_other_order(const struct ahead_walk *w)
{
    for (int o = 0; o < ORDERS; o++)
        if (runs(w, o) && !runs(w, w->order))
            return true;
    return false;
}

static void jump(struct ahead_walk *w)
{
    w->way = 0;
    w->window /= 4; /* the next one is half as large, for it doubles */
}

/* It lags: this is one of those that the others skipped. */
static void fall_back(struct ahead_walk *w, int64_t by)
{
    if (-by > (int64_t)w->window + AHEAD_SLACK)
        jump(w);
    else
        w->skipped -= w->skipped > 0;
}

static void go_on(struct ahead_walk *w, int64_t by)
{
    if (by > (int64_t)w->ahead + AHEAD_SLACK) {
        jump(w);
        return;
    }
    w->skipped += (unsigned)by - 1;
    w->ahead -= (unsigned)by < w->ahead ? (unsigned)by : w->ahead;
    w->pos += by * w->way;
}

static void move(struct ahead_walk *w, int64_t by)
{
    if (by > 0)
        go_on(w, by);
    else if (by < 0)
        fall_back(w, by);
}

static size_t names_left(const struct ahead_walk *w, size_t count)
{
    int64_t asked = w->pos + (int64_t)w->ahead * w->way;
    int64_t left = w->way > 0 ? (int64_t)count - 1 - asked : asked;

    return left > 0 ? (size_t)left : 0;
}

static bool is_due(const struct ahead_walk *w, size_t count)
{
    return w->way && w->ahead <= w->window / 2 && names_left(w, count) > 0;
}

bool ahead_walk_step(struct ahead_walk *w, const struct position *at,
                     size_t count)
{
    bool again = w->begun && at->in[ORDER_LISTED] == w->last.in[ORDER_LISTED];

    if (again)
        return false;
    for (int o = 0; o < ORDERS && w->begun; o++)
        count_run(w, o, at->in[o] - w->last.in[o]);
    if (w->way && is_other_order(w))
        w->way = 0;
    if (w->way)
        move(w, (at->in[w->order] - w->pos) * w->way);
    else
        begin(w, at);
    w->begun = true;
    w->last = *at;
    return is_due(w, count);
}

static unsigned next_size(const struct ahead_walk *w, unsigned most, bool lost)
{
    bool well = !lost && w->skipped <= AHEAD_SLACK;
    unsigned size = well ? 2 * w->window : w->window / 2;

    if (!w->window || size < AHEAD_FIRST)
        size = AHEAD_FIRST;
    return size < most ? size : most;
}

struct ahead_window ahead_walk_open(struct ahead_walk *w, unsigned most,
                                    bool lost, size_t count)
{
    size_t left = names_left(w, count);
    struct ahead_window window = {
        .order = w->order,
        .way = w->way,
        .first = w->pos + ((int64_t)w->ahead + 1) * w->way,
    };

    w->window = next_size(w, most, lost);
    w->skipped /= 2;
    window.count = w->window < left ? w->window : (unsigned)left;
    w->ahead += window.count;
    return window;
}

static int end_way(const struct position *at, int order, size_t count)
{
    if (at->in[order] == 0)
        return 1;
    return at->in[order] == (int64_t)count - 1 ? -1 : 0;
}

bool ahead_walk_is_end(const struct position *at, size_t count)
{
    bool end = false;

    for (int o = 0; o < ORDERS; o++)
        end |= end_way(at, o, count) != 0;
    return end;
}

struct ahead_window ahead_walk_all(struct ahead_walk *w,
                                   const struct position *at, size_t count)
{
    for (int o = ORDERS - 1; o >= 0; o--) {
        int way = end_way(at, o, count);

        if (!way)
            continue;
        w->order = (enum ahead_order)o;
        w->way = way;
        w->pos = at->in[o];
    }
    w->ahead = w->window = (unsigned)count - 1;
    return (struct ahead_window){
        .order = w->order,
        .way = w->way,
        .first = w->pos + w->way,
        .count = (unsigned)count - 1,
    };
}

void ahead_walk_close(struct ahead_walk *w)
{
    w->window = 0;
    w->ahead += AHEAD_SLACK;
}
