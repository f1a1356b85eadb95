/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long to rest before another try: doubling from a first rest up to a
 * longest one, half of it at random, so that what failed together does not come
 * back together.
 */
#ifndef OPSFS_NET_BACKOFF_H
#define OPSFS_NET_BACKOFF_H

#include <stdint.h>

/* A xorshift generator (Marsaglia 2003): randomness for politeness, not for
 * secrets. */
struct chance {
    uint64_t state;
};

void chance_init(struct chance *c); /* seeded by the kernel */

/* first_ms * 2^failures, at most longest_ms; 0 is before the first rest. */
int64_t backoff_ms(unsigned failures, int64_t first_ms, int64_t longest_ms);

/* Between half of `ms` and all of it. */
int64_t backoff_jitter(struct chance *c, int64_t ms);

#endif
