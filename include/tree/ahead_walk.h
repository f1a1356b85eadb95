/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a reader walking, and how far ahead is worth looking? The arithmetic of
 * read-ahead for one sequence of reads in one listing, after that of a kernel:
 * pure, without names, requests or a clock.
 *
 * A listing is walked in one of its orders, up or down: `ls`, `find` and
 * `grep -r` go as it was listed, globs and `sorted` by name, and a glob of bash
 * from the end. AHEAD_STEPS steps from one name to the next in one order are a
 * walk. It opens a window of AHEAD_FIRST names; whenever half of the latest
 * window is used up the next one is due, twice as large, unless more names were
 * skipped than AHEAD_SLACK, or what was asked for got lost: then it is half
 * as large. A jump out of what was asked for ends the walk, and halves what the
 * next one begins with. Readers of one walk who run side by side may come a
 * little out of order.
 */
#ifndef OPSFS_TREE_AHEAD_WALK_H
#define OPSFS_TREE_AHEAD_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AHEAD_STEPS 2
#define AHEAD_FIRST 2
#define AHEAD_SLACK 8 /* names that one may run ahead of others or lag */

/* Where a name stands in each of the orders of its listing. */
enum ahead_order { ORDER_LISTED, ORDER_NAME, ORDERS };

struct position {
    int64_t in[ORDERS];
};

struct ahead_walk {
    bool begun;
    struct position last; /* of the latest access */
    int run[ORDERS];      /* steps in a row, negative downwards */
    int way;              /* 1 or -1; 0: not walking */
    enum ahead_order order;
    int64_t pos;
    unsigned ahead;  /* names after `pos` that were asked for */
    unsigned window; /* the latest one, or what to begin with; 0: AHEAD_FIRST */
    unsigned skipped; /* recently, and not read since */
};

/* An access. True: more of the `count` names should be asked for. */
bool ahead_walk_step(struct ahead_walk *w, const struct position *at,
                     size_t count);

/* The names to ask for: first, first + way, … `count` of them. */
struct ahead_window {
    enum ahead_order order;
    int way;
    int64_t first;
    unsigned count;
};

/* After a true ahead_walk_step(). `most`: names of a window; `lost`: something
 * that was asked for is gone. */
struct ahead_window ahead_walk_open(struct ahead_walk *w, unsigned most,
                                    bool lost, size_t count);

/* All names of a short listing, from the end of it that was accessed. */
struct ahead_window ahead_walk_all(struct ahead_walk *w,
                                   const struct position *at, size_t count);

/* Whether it is an end of one of the orders. */
bool ahead_walk_is_end(const struct position *at, size_t count);

/* Instead: it cannot be asked for now; it is not due again for a while. */
void ahead_walk_close(struct ahead_walk *w);

#endif
