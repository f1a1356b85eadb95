/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Chance that comes out the same each time, for tests against a model: the
 * seed of a failing run is the seed of every run.
 */
#ifndef OPSFS_TESTS_DICE_H
#define OPSFS_TESTS_DICE_H

#include <stdint.h>
#include <stdlib.h>

struct dice {
    uint64_t state; /* not 0 */
};

/* Below `n`, which is not 0 (xorshift64*, Marsaglia and Vigna). */
static inline uint32_t dice_roll(struct dice *d, uint32_t n)
{
    d->state ^= d->state >> 12;
    d->state ^= d->state << 25;
    d->state ^= d->state >> 27;
    return (uint32_t)((d->state * 0x2545f4914f6cdd1du >> 32) % n);
}

/* All rounds; a tenth under slow wrappers, which set OPSFS_QUICK. */
static inline int t_dice_rounds(int rounds)
{
    return getenv("OPSFS_QUICK") ? rounds / 10 : rounds;
}

/* … and one seed of all. */
static inline unsigned t_dice_seeds(unsigned seeds)
{
    return getenv("OPSFS_QUICK") ? 1 : seeds;
}

#endif
