/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sum.h"

#include "check.h"

#include <stdlib.h>

/* The same as the xxHash specification's reference gives. */
static void known_values(void)
{
    static const struct {
        const char *text;
        uint64_t seed, sum;
    } known[] = {
        {"", 0, UINT64_C(0xef46db3751d8e999)},
        {"a", 0, UINT64_C(0xd24ec4f1a98c6e5b)},
        {"abc", 0, UINT64_C(0x44bc2cf5ad770999)},
        {"Nobody inspects the spammish repetition", 0,
         UINT64_C(0xfbcea83c8a378bf1)},
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        CHECK(sum_bytes(known[i].text, strlen(known[i].text), known[i].seed) ==
              known[i].sum);
}

/* Every bit of every length up to some stripes counts, and so does the seed. */
static void each_bit_counts(void)
{
    unsigned char bytes[100];

    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)(i * 37);
    for (size_t len = 1; len <= sizeof(bytes); len++) {
        uint64_t sum = sum_bytes(bytes, len, 0);

        CHECK(sum_bytes(bytes, len, 1) != sum);
        CHECK(sum_bytes(bytes, len - 1, 0) != sum);
        for (size_t bit = 0; bit < len * 8; bit++) {
            bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
            CHECK(sum_bytes(bytes, len, 0) != sum);
            bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        }
    }
}

TEST_MAIN({"known values", known_values}, {"each bit counts", each_bit_counts})
