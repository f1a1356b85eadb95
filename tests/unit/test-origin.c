/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/origin.h"

#include "check.h"

#include <stdio.h>

static struct origin named(const char *path, int64_t fetched)
{
    return (struct origin){
        .path = slice_of(path),
        .source = SOURCE_LEGAL,
        .form = FORM_XML,
        .place = SLICE("store"),
        .etag = SLICE("\"0a\""),
        .fetched = fetched,
        .lasts = 100,
        .status = 200,
        .count = 1,
    };
}

static struct slice lines_of(const struct blob *b)
{
    return (struct slice){b->data, b->size};
}

static void what_is_put_is_read(void)
{
    struct origin o = named("legal/a?q=b", 1700000000), got;
    struct blob *b;
    struct slice lines;

    o.excerpt = true;
    b = origin_new(&o);
    lines = lines_of(b);
    CHECK(origin_next(&lines, &got));
    CHECK(slice_is(got.path, "legal/a?q=b"));
    CHECK(slice_is(got.place, "store"));
    CHECK(slice_is(got.etag, "\"0a\""));
    CHECK_INT(got.source, SOURCE_LEGAL);
    CHECK_INT(got.form, FORM_XML);
    CHECK_INT(got.fetched, 1700000000);
    CHECK_INT(got.lasts, 100);
    CHECK_INT(got.status, 200);
    CHECK(got.excerpt);
    CHECK_INT(origin_server(&got), SERVER_OPS);
    CHECK(!origin_is_stale(&got, 1700000099));
    CHECK(origin_is_stale(&got, 1700000100));
    CHECK(!origin_is_stale(&got, 1600000000));
    CHECK(!origin_next(&lines, &got));
    blob_unref(b);
}

/* In the order of asking, none twice. */
static void some_are_joined(void)
{
    struct origin a = named("a", 1), b = named("b", 2), got;
    struct blob *all[4] = {origin_new(&b), NULL, origin_new(&a),
                           origin_new(&b)};
    struct blob *whole = origin_join(all, 4);
    struct slice lines = lines_of(whole);

    CHECK(origin_next(&lines, &got));
    CHECK(slice_is(got.path, "b"));
    CHECK(origin_next(&lines, &got));
    CHECK(slice_is(got.path, "a"));
    CHECK(!origin_next(&lines, &got));
    blob_unref(whole);
    whole = origin_join(all, 2);
    CHECK(whole == all[0]);
    blob_unref(whole);
    CHECK(!origin_join(all + 1, 1));
    CHECK(!origin_join(all, 0));
    for (int i = 0; i < 4; i++)
        blob_unref(all[i]);
}

static struct blob *many(size_t from, size_t count)
{
    struct blob *all[2 * ORIGINS_MAX], *whole;
    char path[32];

    for (size_t i = 0; i < count; i++) {
        struct origin o;

        snprintf(path, sizeof(path), "%zu", from + i);
        o = named(path, (int64_t)(10000 - from - i));
        all[i] = origin_new(&o);
    }
    whole = origin_join(all, count);
    for (size_t i = 0; i < count; i++)
        blob_unref(all[i]);
    return whole;
}

/* What is left out counts, and is as old as the oldest of it. */
static void too_many_end_as_one(void)
{
    struct blob *all[2] = {many(0, ORIGINS_MAX + 5), many(3000, 7)};
    struct blob *whole = origin_join(all, 2);
    struct slice lines = lines_of(whole);
    struct origin got;
    size_t count = 0;

    while (origin_next(&lines, &got) && got.path.len)
        count++;
    CHECK_INT(count, ORIGINS_MAX);
    CHECK_INT(got.count, 12);
    CHECK_INT(got.fetched, 10000 - 3006);
    CHECK_INT(got.status, 0);
    CHECK(!origin_next(&lines, &got));
    blob_unref(whole);
    blob_unref(all[0]);
    blob_unref(all[1]);
}

TEST_MAIN({"what is put is read", what_is_put_is_read},
          {"some are joined", some_are_joined},
          {"too many end as one", too_many_end_as_one})
