/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE 64
#define SPARSE 8 /* slots for each that is left, when it shrinks */

#define LANES 4
#define BLOCK (LANES * sizeof(uint64_t))
#define LONG_TEXT 256 /* bytes for which lanes pay */

int hash_init(struct hash *h)
{
    h->count = 0;
    h->size = FIRST_SIZE;
    h->slots = calloc(h->size, sizeof(struct hash_link *));
    return h->slots ? 0 : -ENOMEM;
}

void hash_fini(struct hash *h)
{
    free(h->slots);
    h->slots = NULL;
    h->size = h->count = 0;
}

/* Values may differ in some of their bits only. */
static size_t slot_of(const struct hash *h, uint64_t value)
{
    return (size_t)(value * 0x9e3779b97f4a7c15u >> 32) & (h->size - 1);
}

static void insert(struct hash *h, struct hash_link *l)
{
    struct hash_link **slot = &h->slots[slot_of(h, l->value)];

    l->next = *slot;
    *slot = l;
}

/* When memory is out, the old table stays, with longer chains. */
static void resize(struct hash *h, size_t size)
{
    struct hash old = *h;
    struct hash_link **slots = calloc(size, sizeof(*slots));

    if (!slots)
        return;
    h->slots = slots;
    h->size = size;
    for (size_t i = 0; i < old.size; i++) {
        for (struct hash_link *l = old.slots[i], *next; l; l = next) {
            next = l->next;
            insert(h, l);
        }
    }
    free(old.slots);
}

void hash_add(struct hash *h, struct hash_link *l, uint64_t value)
{
    if (h->count >= h->size)
        resize(h, h->size * 2);
    l->value = value;
    insert(h, l);
    h->count++;
}

void hash_remove(struct hash *h, struct hash_link *l)
{
    struct hash_link **at = &h->slots[slot_of(h, l->value)];

    while (*at != l)
        at = &(*at)->next;
    *at = l->next;
    l->next = NULL;
    h->count--;
    if (h->size > FIRST_SIZE && h->count < h->size / SPARSE)
        resize(h, h->size / 2);
}

static struct hash_link *same_value(struct hash_link *l, uint64_t value)
{
    while (l && l->value != value)
        l = l->next;
    return l;
}

struct hash_link *hash_first(const struct hash *h, uint64_t value)
{
    return same_value(h->slots[slot_of(h, value)], value);
}

struct hash_link *hash_next(const struct hash_link *l)
{
    return same_value(l->next, l->value);
}

/* Each step is a bijection of `h`: words that differ never meet in it. */
static uint64_t step(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}

/* Four sums side by side: a processor does not wait for each step's end before
 * it takes the next word, and goes through long texts three times as fast. */
static uint64_t hash_blocks(const unsigned char *at, size_t count, uint64_t h)
{
    uint64_t sums[LANES] = {h, h + 1, h + 2, h + 3}, words[LANES];

    for (; count > 0; at += sizeof(words), count--) {
        memcpy(words, at, sizeof(words));
        for (int i = 0; i < LANES; i++)
            sums[i] = step(sums[i], words[i]);
    }
    for (int i = 1; i < LANES; i++)
        sums[0] = step(sums[0], sums[i]);
    return sums[0];
}

uint64_t hash_bytes(const void *data, size_t len, uint64_t seed)
{
    const unsigned char *at = data;
    uint64_t h = 0xcbf29ce484222325u ^ seed, word;
    size_t blocks = len >= LONG_TEXT ? len / BLOCK : 0;

    if (blocks) {
        h = hash_blocks(at, blocks, h);
        at += blocks * BLOCK;
        len -= blocks * BLOCK;
    }
    for (; len >= sizeof(word); at += sizeof(word), len -= sizeof(word)) {
        memcpy(&word, at, sizeof(word));
        h = step(h, word);
    }
    for (; len > 0; at++, len--)
        h = (h ^ *at) * 0x100000001b3u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}
