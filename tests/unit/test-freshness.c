/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/freshness.h"

#include "check.h"

#define DAY (24u * 60 * 60)

static uint32_t found(enum source_id source, const char *parts)
{
    return freshness_of(source, slice_of(parts))->found;
}

static void every_source_has_its_time(void)
{
    for (int i = 0; i < SOURCE_COUNT; i++) {
        const struct freshness *f = freshness_of((enum source_id)i,
                                                 SLICE("biblio"));

        CHECK_INT(f->source, i);
        CHECK(f->absent > 0 && f->absent <= f->found);
        CHECK(f->found <= 365 * DAY);
    }
}

/* It is asked for anew soon, and the case above names it. */
static void a_source_without_a_row_has_one_too(void)
{
    CHECK_INT(freshness_of(SOURCE_COUNT, SLICE(""))->source, SOURCE_COUNT);
    CHECK(found(SOURCE_COUNT, "") > 0);
}

static void a_constituent_may_change_sooner(void)
{
    CHECK_INT(found(SOURCE_BIBLIO, "biblio"), 90 * DAY);
    CHECK_INT(found(SOURCE_BIBLIO, "abstract"), 90 * DAY);
    CHECK_INT(found(SOURCE_BIBLIO, "biblio,full-cycle"), DAY);
    CHECK_INT(found(SOURCE_BIBLIO, "full-cycle"), DAY);
    CHECK_INT(found(SOURCE_REGISTER, "biblio,events"), DAY);
    CHECK_INT(found(SOURCE_PAGE, ""), 365 * DAY);
}

TEST_MAIN({"every source has its time", every_source_has_its_time},
          {"a source without a row has one, too",
           a_source_without_a_row_has_one_too},
          {"a constituent may change sooner", a_constituent_may_change_sooner})
