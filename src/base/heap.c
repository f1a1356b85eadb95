/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/heap.h"

#include "base/clock.h"

#include <malloc.h>
#include <unistd.h>

/* How long to wait for more to be freed, and how much is worth the walk. */
#define SLACK_MS 2000
#define WORTH ((size_t)4 << 20)

void heap_init(struct heap *h)
{
    h->begin = sbrk(0);
    h->deadline = NEVER;
}

/* Holes are not larger than all of it. They are not counted here: that is a
 * walk as well. */
static bool may_have_holes(const struct heap *h)
{
    return (const char *)sbrk(0) - h->begin >= (ptrdiff_t)WORTH;
}

void heap_turn(struct heap *h, bool happened, int64_t now)
{
    if (h->deadline <= now) {
        h->deadline = NEVER;
        if (mallinfo2().fordblks >= WORTH)
            malloc_trim(0);
    }
    if (happened && h->deadline == NEVER && may_have_holes(h))
        h->deadline = now + SLACK_MS;
}
