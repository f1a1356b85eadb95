/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XXH64, the 64-bit hash of the xxHash specification: finds what a disk
 * changed, not what somebody forged. The same on every machine, since it is
 * written into files. Private to store/.
 */
#ifndef OPSFS_STORE_SUM_H
#define OPSFS_STORE_SUM_H

#include <stddef.h>
#include <stdint.h>

/* `seed` chains several parts into one value. */
uint64_t sum_bytes(const void *data, size_t len, uint64_t seed);

#endif
