/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE 64
#define SPARSE 8 /* slots for each that is left, when it shrinks */

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

uint64_t hash_bytes(const void *data, size_t len, uint64_t seed)
{
    const unsigned char *at = data;
    uint64_t h = 0xcbf29ce484222325u ^ seed, word;

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
