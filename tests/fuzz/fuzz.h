/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all fuzz targets have: the function that a fuzzer, or tests/fuzz/replay
 * with the seeds, calls with any bytes; and a condition that holds for all of
 * them.
 */
#ifndef OPSFS_TESTS_FUZZ_H
#define OPSFS_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void expect(bool condition)
{
    if (!condition)
        abort();
}

#endif
