/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include "base/list.h"
#include "check.h"
#include "dice.h"

#include <stdlib.h>

struct item {
    struct hash_link link;
    int id;
    bool in;
};

static struct item *item_of(struct hash_link *l)
{
    return l ? container_of(l, struct item, link) : NULL;
}

static size_t count_of(const struct hash *h, uint64_t value)
{
    size_t n = 0;

    for (struct hash_link *l = hash_first(h, value); l; l = hash_next(l)) {
        CHECK(l->value == value);
        n++;
    }
    return n;
}

static void finds_what_was_added(void)
{
    struct item a = {.id = 1}, b = {.id = 2};
    struct hash h;

    CHECK_INT(hash_init(&h), 0);
    CHECK(hash_first(&h, 5) == NULL);
    hash_add(&h, &a.link, 5);
    hash_add(&h, &b.link, UINT64_MAX);
    CHECK(item_of(hash_first(&h, 5)) == &a);
    CHECK(item_of(hash_first(&h, UINT64_MAX)) == &b);
    CHECK(hash_first(&h, 6) == NULL);
    CHECK_INT(h.count, 2);
    hash_fini(&h);
}

/* Values that share a slot are not confused. */
static void distinguishes_values_of_one_slot(void)
{
    struct item items[5] = {0};
    struct hash h;

    CHECK_INT(hash_init(&h), 0);
    for (uint64_t i = 0; i < 5; i++)
        hash_add(&h, &items[i].link, 3 + i * h.size * 1024);
    for (uint64_t i = 0; i < 5; i++) {
        uint64_t value = 3 + i * h.size * 1024;

        CHECK(item_of(hash_first(&h, value)) == &items[i]);
        CHECK_INT(count_of(&h, value), 1);
    }
    hash_fini(&h);
}

static void gives_room_back(void)
{
    enum { ITEMS = 10000 };
    struct item *items = calloc(ITEMS, sizeof(*items));
    struct hash h;

    CHECK_INT(hash_init(&h), 0);
    for (uint64_t i = 0; i < ITEMS; i++)
        hash_add(&h, &items[i].link, i * 7);
    CHECK(h.size >= ITEMS);
    for (uint64_t i = 10; i < ITEMS; i++)
        hash_remove(&h, &items[i].link);
    CHECK_INT(h.size, 64);
    for (uint64_t i = 0; i < 10; i++)
        CHECK(item_of(hash_first(&h, i * 7)) == &items[i]);
    hash_fini(&h);
    free(items);
}

static void keeps_several_of_one_value(void)
{
    struct item items[5] = {0}, other = {0};
    struct hash h;

    CHECK_INT(hash_init(&h), 0);
    for (int i = 0; i < 5; i++)
        hash_add(&h, &items[i].link, 9);
    hash_add(&h, &other.link, 9 + h.size);
    CHECK_INT(count_of(&h, 9), 5);
    hash_remove(&h, &items[2].link);
    hash_remove(&h, &items[0].link);
    hash_remove(&h, &items[4].link);
    CHECK_INT(count_of(&h, 9), 2);
    CHECK_INT(count_of(&h, 9 + h.size), 1);
    CHECK_INT(h.count, 3);
    hash_fini(&h);
}

static void may_add_again_what_was_removed(void)
{
    struct item a = {0};
    struct hash h;

    CHECK_INT(hash_init(&h), 0);
    hash_add(&h, &a.link, 1);
    hash_remove(&h, &a.link);
    CHECK(hash_first(&h, 1) == NULL);
    CHECK_INT(h.count, 0);
    hash_add(&h, &a.link, 2);
    CHECK(item_of(hash_first(&h, 2)) == &a);
    hash_fini(&h);
}

static void grows_and_loses_nothing(void)
{
    enum { MANY = 5000 };
    struct item *items = calloc(MANY, sizeof(*items));
    struct hash h;

    CHECK_INT(hash_init(&h), 0);
    for (int i = 0; i < MANY; i++)
        hash_add(&h, &items[i].link, (uint64_t)i * 7);
    CHECK_INT(h.count, MANY);
    CHECK(h.size >= MANY);
    CHECK((h.size & (h.size - 1)) == 0);
    for (int i = 0; i < MANY; i++)
        CHECK(item_of(hash_first(&h, (uint64_t)i * 7)) == &items[i]);
    hash_fini(&h);
    free(items);
}

/* Random additions and removals of items of a few values against flags. */
static void agrees_with_flags(void)
{
    enum { MANY = 300, VALUES = 40 };
    struct item items[MANY] = {0};
    struct dice d = {2};
    struct hash h;

    CHECK_INT(hash_init(&h), 0);
    for (int step = 0; step < 20000; step++) {
        int i = (int)dice_roll(&d, MANY);
        uint64_t value = (uint64_t)(i % VALUES) * 64;
        size_t want = 0, got = 0;

        if (items[i].in)
            hash_remove(&h, &items[i].link);
        else
            hash_add(&h, &items[i].link, value);
        items[i].in = !items[i].in;
        for (int k = i % VALUES; k < MANY; k += VALUES)
            want += items[k].in;
        for (struct hash_link *l = hash_first(&h, value); l; l = hash_next(l)) {
            CHECK(item_of(l)->in);
            got++;
        }
        CHECK_INT(got, want);
        if (check_failed)
            break;
    }
    hash_fini(&h);
}

static void fini_leaves_the_entries(void)
{
    struct item a = {.id = 3};
    struct hash h;

    CHECK_INT(hash_init(&h), 0);
    hash_add(&h, &a.link, 1);
    hash_fini(&h);
    CHECK_INT(a.id, 3);
    CHECK_INT(h.count, 0);
}

static void bytes_have_one_value(void)
{
    uint64_t v = hash_bytes("EP1000000", 9, 0);

    CHECK(v == hash_bytes("EP1000000", 9, 0));
    CHECK(v != hash_bytes("EP1000001", 9, 0));
    CHECK(v != hash_bytes("EP100000", 8, 0));
    CHECK(v != hash_bytes("EP1000000", 9, 1));
    CHECK(hash_bytes("a\0b", 3, 0) != hash_bytes("a\0c", 3, 0));
    CHECK(hash_bytes(NULL, 0, 4) == hash_bytes("x", 0, 4));
}

/* The value depends on each byte of a long text, and on its place. */
static void long_texts(void)
{
    enum { LEN = 1000 };
    char text[LEN] = {0};
    uint64_t seen[LEN];

    for (int i = 0; i < LEN; i++) {
        text[i] = 1;
        seen[i] = hash_bytes(text, LEN, 0);
        for (int k = 0; k < i; k++)
            CHECK(seen[k] != seen[i]);
        text[i] = 0;
    }
    CHECK(seen[0] != hash_bytes(text, LEN, 0));
    CHECK(hash_bytes(text, LEN, 0) != hash_bytes(text, LEN - 32, 0));
}

/* Chaining parts keeps them apart by order. */
static void seeds_chain(void)
{
    uint64_t ab = hash_bytes("b", 1, hash_bytes("a", 1, 7));
    uint64_t ba = hash_bytes("a", 1, hash_bytes("b", 1, 7));

    CHECK(ab != ba);
}

/* Neighbours in number spread over the slots of a small table. */
static void spreads(void)
{
    enum { SLOTS = 256, MANY = 16 * SLOTS };
    unsigned slots[SLOTS] = {0}, most = 0;

    for (int i = 0; i < MANY; i++) {
        char text[20];
        int len = snprintf(text, sizeof(text), "EP%d", 1000000 + i);
        unsigned *slot = &slots[hash_bytes(text, (size_t)len, 1) % SLOTS];

        most = ++*slot > most ? *slot : most;
    }
    CHECK(most < 3 * MANY / SLOTS);
}

TEST_MAIN({"finds what was added", finds_what_was_added},
          {"distinguishes values of one slot",
           distinguishes_values_of_one_slot},
          {"gives room back", gives_room_back},
          {"keeps several of one value", keeps_several_of_one_value},
          {"may add again what was removed", may_add_again_what_was_removed},
          {"grows and loses nothing", grows_and_loses_nothing},
          {"agrees with flags", agrees_with_flags},
          {"fini leaves the entries", fini_leaves_the_entries},
          {"bytes have one value", bytes_have_one_value},
          {"long texts", long_texts}, {"seeds chain", seeds_chain},
          {"spreads", spreads})
