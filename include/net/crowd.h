/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is company likely? The rule by which bundles fill, for one throttle class.
 *
 * Who was just answered will most often ask for the next record within
 * milliseconds, and so will they whose answer is due. While such readers are
 * away, those who are here wait for them: an eighth of the latest round trip
 * at most, within 3 and 20 ms: the patience. Where nobody was answered lately
 * nothing is known of company: a lone reader gives it 3 ms. Two make a crowd,
 * here or under way: half the patience is given to each newcomer to bring more,
 * CROWD_LONGEST times the patience at most in all. A lone reader who asks for one record
 * after another waits for nobody but once.
 *
 * Pure bookkeeping: no I/O, no clock of its own; all times are monotonic ms.
 */
#ifndef OPSFS_NET_CROWD_H
#define OPSFS_NET_CROWD_H

#include <stdbool.h>
#include <stdint.h>

#define CROWD_LEAST_MS 3
#define CROWD_MOST_MS 20
#define CROWD_LONGEST 5 /* times it: a hundred who come one a millisecond */

/* All zero at first. */
struct crowd {
    int64_t round_trip; /* of the latest answer; 0: none yet */
    int64_t answered;   /* when a reader got an answer; 0: never */
    unsigned away;      /* answered lately, and not back */
};

/* Those who could go together now. */
struct gathered {
    unsigned count;
    int64_t first, latest; /* when they came */
    unsigned under_way;    /* sent, and not answered */
    unsigned due;          /* those of them that crowd_is_due() */
};

void crowd_heard(struct crowd *c, int64_t round_trip);
void crowd_answered(struct crowd *c, int64_t now); /* one reader */
void crowd_asked(struct crowd *c);                 /* one reader */

/* What was sent then is likely to be answered about now. */
bool crowd_is_due(const struct crowd *c, int64_t sent, int64_t now);

/* 0: go. Else when to ask again, unless somebody comes before. */
int64_t crowd_hold(const struct crowd *c, const struct gathered *g,
                   int64_t now);

#endif
