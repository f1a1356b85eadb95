/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A header block of any bytes: what is read stays within what limits.h says,
 * and reading it twice says nothing new. */
#include "ops/limits.h"

#include "fuzz.h"

#include <string.h>

static void expect_reported(int64_t value)
{
    expect(value == UNTOLD || value >= 0);
}

static void expect_sane(const struct limits *l)
{
    expect(l->state <= STATE_OVERLOADED);
    expect(l->rejection <= REJECTION_OTHER);
    expect_reported(l->hour_used);
    expect_reported(l->week_used);
    expect_reported(l->paying_used);
    expect_reported(l->retry_after);
    expect(l->retry_after <= 3600000);
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        expect(l->classes[i].light <= LIGHT_BLACK);
        expect_reported(l->classes[i].limit);
    }
}

static void expect_same(const struct limits *a, const struct limits *b)
{
    expect(a->state == b->state && a->rejection == b->rejection);
    expect(a->hour_used == b->hour_used && a->week_used == b->week_used);
    expect(a->paying_used == b->paying_used);
    expect(a->retry_after == b->retry_after);
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        expect(a->classes[i].light == b->classes[i].light);
        expect(a->classes[i].limit == b->classes[i].limit);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice block = {(const char *)data, size};
    struct limits once, twice;

    limits_init(&once);
    limits_read(&once, block);
    expect_sane(&once);
    twice = once;
    limits_read(&twice, block);
    expect_same(&once, &twice);
    return 0;
}
