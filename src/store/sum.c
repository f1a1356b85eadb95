/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sum.h"

#define PRIME_1 UINT64_C(0x9e3779b185ebca87)
#define PRIME_2 UINT64_C(0xc2b2ae3d27d4eb4f)
#define PRIME_3 UINT64_C(0x165667b19e3779f9)
#define PRIME_4 UINT64_C(0x85ebca77c2b2ae63)
#define PRIME_5 UINT64_C(0x27d4eb2f165667c5)

#define LANES 4
#define STRIPE ((size_t)LANES * 8)

/* Little-endian, of `len` bytes. */
static uint64_t word(const unsigned char *at, size_t len)
{
    uint64_t value = 0;

    for (size_t i = 0; i < len; i++)
        value |= (uint64_t)at[i] << 8 * i;
    return value;
}

static uint64_t rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static uint64_t mix(uint64_t lane, uint64_t input)
{
    return rotate(lane + input * PRIME_2, 31) * PRIME_1;
}

static uint64_t merge(uint64_t sum, uint64_t lane)
{
    return (sum ^ mix(0, lane)) * PRIME_1 + PRIME_4;
}

/* All whole stripes, four lanes side by side. */
static uint64_t stripes(const unsigned char *at, size_t len, uint64_t seed)
{
    uint64_t lanes[LANES] = {seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed,
                             seed - PRIME_1};
    static const int turns[LANES] = {1, 7, 12, 18};
    uint64_t sum = 0;

    for (; len >= STRIPE; at += STRIPE, len -= STRIPE) {
        for (int i = 0; i < LANES; i++)
            lanes[i] = mix(lanes[i], word(at + i * 8, 8));
    }
    for (int i = 0; i < LANES; i++)
        sum += rotate(lanes[i], turns[i]);
    for (int i = 0; i < LANES; i++)
        sum = merge(sum, lanes[i]);
    return sum;
}

/* What is left of a stripe. */
static uint64_t rest(const unsigned char *at, size_t len, uint64_t sum)
{
    for (; len >= 8; at += 8, len -= 8)
        sum = rotate(sum ^ mix(0, word(at, 8)), 27) * PRIME_1 + PRIME_4;
    if (len >= 4) {
        sum = rotate(sum ^ word(at, 4) * PRIME_1, 23) * PRIME_2 + PRIME_3;
        at += 4;
        len -= 4;
    }
    for (; len > 0; at++, len--)
        sum = rotate(sum ^ *at * PRIME_5, 11) * PRIME_1;
    return sum;
}

uint64_t sum_bytes(const void *data, size_t len, uint64_t seed)
{
    const unsigned char *at = data;
    size_t whole = len - len % STRIPE;
    uint64_t sum = whole ? stripes(at, whole, seed) : seed + PRIME_5;

    sum = rest(whole ? at + whole : at, len - whole, sum + len);
    sum = (sum ^ sum >> 33) * PRIME_2;
    sum = (sum ^ sum >> 29) * PRIME_3;
    return sum ^ sum >> 32;
}
