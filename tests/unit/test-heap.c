/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/heap.h"

#include "base/clock.h"
#include "check.h"

#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PIECE 50000 /* bytes: not so large that it has a mapping of its own */
#define PIECES 400
#define NOW 5000

static char *pieces[PIECES];

static void take_pieces(void)
{
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = malloc(PIECE);
        memset(pieces[i], 'x', PIECE);
    }
}

static void give_pieces(size_t from, size_t to)
{
    while (from < to)
        free(pieces[from++]);
}

/* What has a malloc() of its own, as valgrind and sanitizers do. */
static bool is_another_malloc(const struct heap *h)
{
    return pieces[PIECES - 1] < h->begin ||
           pieces[PIECES - 1] > (const char *)sbrk(0);
}

static bool is_resident(const char *at)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    unsigned char resident = 0;

    CHECK_INT(mincore((void *)((uintptr_t)at / page * page), 1, &resident), 0);
    return resident & 1;
}

/* A mount where a record was read sleeps for good. */
static void nobody_wakes_for_little(void)
{
    struct heap h;

    heap_init(&h);
    CHECK(h.deadline == NEVER);
    heap_turn(&h, true, NOW);
    CHECK(h.deadline == NEVER);
    heap_turn(&h, false, NOW + 100000);
    CHECK(h.deadline == NEVER);
}

/* All but the last one, which is in the way of what malloc() does itself. */
static void holes_are_given_back(void)
{
    struct heap h;
    const char *hole;

    heap_init(&h);
    take_pieces();
    if (is_another_malloc(&h)) {
        give_pieces(0, PIECES);
        return;
    }
    heap_turn(&h, false, NOW);
    CHECK(h.deadline == NEVER);
    heap_turn(&h, true, NOW);
    CHECK(h.deadline > NOW && h.deadline < NEVER);
    hole = pieces[PIECES / 2];
    give_pieces(0, PIECES - 1);
    heap_turn(&h, false, h.deadline - 1);
    CHECK(h.deadline < NEVER && is_resident(hole));
    heap_turn(&h, false, h.deadline);
    CHECK(h.deadline == NEVER && !is_resident(hole));
    give_pieces(PIECES - 1, PIECES);
}

TEST_MAIN({"nobody is woken for little", nobody_wakes_for_little},
          {"holes are given back", holes_are_given_back})
