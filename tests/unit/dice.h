/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Chance that comes out the same each time, for tests against a model: the
 * seed of a failing run is the seed of every run.
 */
#ifndef OPSFS_TESTS_DICE_H
#define OPSFS_TESTS_DICE_H

#include <stdbool.h>
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

/* Under a slow wrapper. */
static inline bool t_is_quick(void)
{
    return getenv("OPSFS_QUICK") != NULL;
}

/* All rounds; a tenth under slow wrappers. */
static inline int t_dice_rounds(int rounds)
{
    return t_is_quick() ? rounds / 10 : rounds;
}

/* … and one seed of all. */
static inline unsigned t_dice_seeds(unsigned seeds)
{
    return t_is_quick() ? 1 : seeds;
}

#endif
