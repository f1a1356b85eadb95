/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/snapshot.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

static struct snapshots all;

static void begin(void)
{
    all = (struct snapshots){.bytes = 0};
    CHECK_INT(hash_init(&all.table), 0);
}

static void end(void)
{
    CHECK_INT(all.bytes, 0);
    CHECK_INT(all.table.count, 0);
    hash_fini(&all.table);
}

/* `count` names that begin with a number of its own. */
static struct snapshot *make(unsigned number, unsigned count)
{
    struct snapshot *s = snapshot_new();
    char name[32];

    CHECK(s != NULL);
    for (unsigned i = 0; i < count; i++) {
        snprintf(name, sizeof(name), "%u-%u", number, i);
        CHECK_INT(snapshot_add(s, slice_of(name)), 0);
    }
    return s;
}

static void keeps_its_names(void)
{
    struct snapshot *s = make(7, 1000), *none = make(0, 0);

    begin();
    CHECK_INT(snapshot_share(&all, &s), 0);
    CHECK_INT(snapshot_share(&all, &none), 0);
    CHECK_INT(snapshot_count(s), 1000);
    CHECK_STR(snapshot_name(s, 999).at, "7-999");
    CHECK_INT(snapshot_count(none), 0);
    snapshot_free(&all, none);
    snapshot_free(&all, s);
    snapshot_free(&all, NULL);
    end();
}

static void equal_ones_are_kept_once(void)
{
    struct snapshot *one = make(1, 100), *two = make(1, 100), *other;
    size_t bytes;

    begin();
    other = make(2, 100);
    CHECK_INT(snapshot_share(&all, &one), 0);
    bytes = all.bytes;
    CHECK_INT(snapshot_share(&all, &two), 0);
    CHECK(two == one);
    CHECK_INT(all.bytes, bytes);
    CHECK_INT(snapshot_share(&all, &other), 0);
    CHECK(other != one && all.bytes > bytes);
    snapshot_free(&all, one);
    CHECK_STR(snapshot_name(two, 0).at, "1-0");
    snapshot_free(&all, other);
    snapshot_free(&all, two);
    end();
}

static void others_have_a_limit(void)
{
    enum { MOST = 40 };
    struct snapshot *kept[MOST], *more;
    unsigned count = 0;

    begin();
    for (; count < MOST; count++) {
        kept[count] = make(count, 100000);
        if (snapshot_share(&all, &kept[count]) < 0)
            break;
    }
    CHECK(count > 10 && count < MOST);
    CHECK(all.bytes <= SNAPSHOTS_MAX);
    snapshot_free(&all, kept[count]);
    more = make(0, 100000);
    CHECK_INT(snapshot_share(&all, &more), 0);
    CHECK(more == kept[0]);
    snapshot_free(&all, more);
    while (count > 0)
        snapshot_free(&all, kept[--count]);
    end();
}

/* Whatever its size: nobody else would have to close. */
static void the_only_one_is_never_too_long(void)
{
    struct snapshot *s = make(1, 3000000);

    begin();
    CHECK_INT(snapshot_share(&all, &s), 0);
    CHECK(all.bytes > SNAPSHOTS_MAX);
    snapshot_free(&all, s);
    end();
}

TEST_MAIN({"keeps its names", keeps_its_names},
          {"equal ones are kept once", equal_ones_are_kept_once},
          {"others have a limit", others_have_a_limit},
          {"the only one is never too long", the_only_one_is_never_too_long})
