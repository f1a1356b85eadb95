/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a reader walking, and how far ahead is worth looking? The arithmetic of
 * read-ahead for one sequence of reads in one listing, after that of a kernel:
 * pure, without names, requests or a clock.
 *
 * A listing is walked in one of its orders, up or down: `ls`, `find` and
 * `grep -r` go as it was listed, globs and `sorted` by name, and a glob of bash
 * from the end. WALK_STEPS steps from one name to the next in one order are a
 * walk. It opens a window of WALK_FIRST names; whenever half of the latest
 * window is used up the next one is due, twice as large, unless more names were
 * skipped than WALK_SLACK, or what was asked for got lost: then it is half
 * as large. A jump out of what was asked for ends the walk, and halves what the
 * next one begins with. Readers of one walk who run side by side may come a
 * little out of order.
 */
#ifndef OPSFS_TREE_AHEAD_WALK_H
#define OPSFS_TREE_AHEAD_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WALK_STEPS 2
#define WALK_FIRST 2
#define WALK_SLACK 8 /* names that one may run ahead of others or lag */

/* Where a name stands in each of the orders of its listing. */
enum walk_order { ORDER_LISTED, ORDER_NAME, ORDERS };

struct position {
    int64_t in[ORDERS];
};

struct walk {
    bool begun;
    struct position last; /* of the latest access */
    int run[ORDERS];      /* steps in a row, negative downwards */
    int way;              /* 1 or -1; 0: not walking */
    enum walk_order order;
    int64_t pos;
    unsigned ahead;   /* names after `pos` that were asked for */
    unsigned window;  /* the latest one, or what to begin with; 0: WALK_FIRST */
    unsigned skipped; /* recently, and not read since */
};

/* An access. True: more of the `count` names should be asked for. */
bool walk_step(struct walk *w, const struct position *at, size_t count);

/* The names to ask for: first, first + way, … `count` of them. */
struct walk_window {
    enum walk_order order;
    int way;
    int64_t first;
    unsigned count;
};

/* After a true walk_step(). `most`: names of a window; `lost`: something that
 * was asked for is gone. */
struct walk_window walk_open(struct walk *w, unsigned most, bool lost,
                             size_t count);

/* All names of a short listing, from the end of it that was accessed. */
struct walk_window walk_all(struct walk *w, const struct position *at,
                            size_t count);

/* Whether it is an end of one of the orders. */
bool walk_is_end(const struct position *at, size_t count);

/* Instead: it cannot be asked for now; it is not due again for a while. */
void walk_close(struct walk *w);

#endif
