/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a reader waits for others, so that their requests become one: Nagle's
 * rule for small segments (RFC 896). While an answer of a class is on its way,
 * readers who come wait for it, and then go together. No clocks need to be in
 * step: a reader who comes late misses one answer, and is among the others from
 * then on.
 *
 * How long depends on the minute's requests. If they would not last, were each
 * reader to use one at the rate of asking, a reader waits until the answer
 * comes or is overdue (as a retransmission is due, RFC 6298); else for a share
 * at most, which is a quarter of a round trip. Once the answer is there, the
 * first of its readers to ask again waits a share for the others: else one
 * would go alone, the others after it, and so on in turn. A lone reader never
 * waits. A crowd that nearly fills a bundle waits for a lull only: a whole
 * answer's time would save hardly a request. Nor does the rest of a crowd wait
 * longer than a share, or a lull: it would be a request of its own all the
 * same, or two if it left while more of it are coming.
 *
 * Pure bookkeeping for one class: no I/O, no clock of its own; all times are
 * monotonic ms.
 */
#ifndef OPSFS_NET_NAGLE_H
#define OPSFS_NET_NAGLE_H

#include <stdint.h>

/* Of a share, whatever the round trip; and the round trip while none is
 * known. */
#define NAGLE_MIN_MS 3
#define NAGLE_MAX_MS 100
#define NAGLE_FIRST_MS 100
/* What the rate of asking is measured over. */
#define NAGLE_SLOT_MS 5000

/* All zero at first. */
struct nagle {
    int64_t mean, deviation; /* of the round trips; 0: none yet */
    int64_t answered;        /* when readers got an answer; 0: never */
    unsigned away;           /* those of them who have not asked again */
    unsigned asked_now, answered_now; /* since the latest turn */
    int64_t slot;                     /* the number of this one */
    unsigned asked, asked_before;     /* in it, and in the one before */
};

/* Those who could go together now. */
struct gathered {
    unsigned count;
    int64_t first; /* when the first of them came … */
    int64_t last;  /* … and the last */
    int64_t sent;  /* of the latest that was on the wire then; 0: none is */
    int64_t left;  /* requests of the minute */
    unsigned with; /* readers that the latest one was sent for */
};

void nagle_heard(struct nagle *n, int64_t round_trip);
void nagle_asked(struct nagle *n);    /* one reader */
void nagle_answered(struct nagle *n); /* one reader */

/* What was noted since the latest turn has happened now. */
void nagle_turn(struct nagle *n, int64_t now);

/* 0: go. Else when to ask again, unless somebody comes, or is answered,
 * before. */
int64_t nagle_hold(const struct nagle *n, const struct gathered *g,
                   int64_t now);

#endif
