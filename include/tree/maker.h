/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How an entry gets its answer: fetched from a place (tree/fetch), made of a
 * neighbour's answer (tree/derive), or assembled of many (tree/assemble). An
 * entry that is under way has one maker; the cache is handed a row of them, and
 * the first that takes the entry has it. Private to tree/.
 */
#ifndef OPSFS_TREE_MAKER_H
#define OPSFS_TREE_MAKER_H

#include "tree/entry.h"

struct outcome;

/* Gets to see what others fetch, or has work of its own in each turn. Each
 * function may be NULL. */
struct listener {
    /* An entry has its answer, or a failure. True: its waiters are woken by the
     * listener, in a later turn. */
    bool (*arrived)(struct listener *l, struct entry *e,
                    const struct outcome *outcome);
    /* Its answer turned out not to be true. */
    void (*doubted)(struct listener *l, const struct entry *e);
    /* True: there is more to do, at once. */
    bool (*turn)(struct listener *l);
    void (*end)(struct listener *l); /* the cache ends: holds no entry */
};

/* The head of what a maker needs; free() frees that, and a listener's. */
struct maker {
    /* For an entry that is not under way. 0: it has its answer, an older one
     * perhaps while it is under way.
     * -EINPROGRESS: entry.maker is this one until the answer comes. -ENODATA:
     * not for this maker. Any other: why it cannot be had, also in entry.why.
     * `ahead`: nobody waits for it yet. */
    int (*start)(struct maker *m, struct entry *e, const struct request *r,
                 bool ahead);
    /* Nobody waits for it any more. True: it is not under way any more. False:
     * too late, the answer comes all the same. */
    bool (*stop)(struct entry *e);
    /* The cache ends: frees entry.making, and asks and wakes nobody. */
    void (*end)(struct entry *e);

    /* The rest may be NULL. */
    void (*resume)(struct entry *e);        /* somebody waits (again) */
    bool (*is_sent)(const struct entry *e); /* too late to stop it */
    /* Why it is not there yet; what is set already is the plain reason. */
    void (*explain)(const struct entry *e, struct why *why);
    /* A line for each long work that is under way, for people. */
    void (*progress)(const struct maker *m, struct buf *to);
    struct listener listener;
};

#endif
