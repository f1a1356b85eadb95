/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/blob.h"

#include "check.h"

#include <string.h>

#include <stdlib.h>

static void takes_over_its_bytes(void)
{
    char *data = strdup("<x/>");
    struct blob *b = blob_new(data, 4);

    CHECK(memcmp(b->data, "<x/>", 4) == 0);
    CHECK_INT(b->size, 4);
    CHECK_INT(b->refs, 1);
    blob_unref(b);
}

static void copies(void)
{
    char data[] = "abc";
    struct blob *b = blob_copy(data, 3);

    data[0] = 'x';
    CHECK(memcmp(b->data, "abc", 3) == 0);
    blob_unref(b);
}

static void may_be_empty(void)
{
    struct blob *a = blob_new(NULL, 0), *b = blob_copy(NULL, 0),
                *c = blob_copy("x", 0);

    CHECK(a && b && c);
    CHECK_INT(a->size, 0);
    CHECK_INT(b->size, 0);
    CHECK(a->hash == b->hash && b->hash == c->hash);
    blob_unref(a);
    blob_unref(b);
    blob_unref(c);
}

/* Read after each unref but the last: valgrind and ASan see a blob that went
 * too early, and one that never went. */
static void lives_until_the_last_reference(void)
{
    struct blob *b = blob_copy("abc", 3);

    CHECK(blob_ref(b) == b);
    CHECK(blob_ref(b) == b);
    CHECK_INT(b->refs, 3);
    blob_unref(b);
    CHECK(memcmp(b->data, "abc", 3) == 0);
    blob_unref(b);
    CHECK(memcmp(b->data, "abc", 3) == 0);
    CHECK_INT(b->refs, 1);
    blob_unref(b);
}

static void unref_takes_null(void)
{
    blob_unref(NULL);
    CHECK(true);
}

static void print_distinguishes_bytes(void)
{
    struct blob *a = blob_copy("abc", 3), *same = blob_copy("abc", 3),
                *other = blob_copy("abd", 3), *shorter = blob_copy("ab", 2),
                *zero = blob_copy("ab\0", 3);

    CHECK(a->hash == same->hash);
    CHECK(a->hash != other->hash);
    CHECK(shorter->hash != zero->hash);
    blob_unref(a);
    blob_unref(same);
    blob_unref(other);
    blob_unref(shorter);
    blob_unref(zero);
}

static void one_in_a_file_is_like_another(void)
{
    struct buf b = BUF_INIT(100);
    struct blob *memory, *copy, *filed;

    buf_puts(&b, "the same");
    memory = blob_of(&b);
    copy = blob_filed(memory);
    buf_puts(&b, "the same");
    CHECK_INT(buf_file(&b), 0);
    filed = blob_of(&b);
    CHECK(!memory->filed);
    CHECK(copy->filed && filed->filed);
    CHECK(memory->hash == copy->hash && copy->hash == filed->hash);
    blob_rest(memory);
    blob_rest(copy);
    CHECK_INT(filed->size, memory->size);
    CHECK(memcmp(copy->data, memory->data, memory->size) == 0);
    CHECK(memcmp(filed->data, memory->data, memory->size) == 0);
    blob_unref(memory);
    blob_unref(copy);
    blob_unref(filed);
}

static void an_empty_one_in_a_file(void)
{
    struct blob *nothing = blob_new(NULL, 0), *filed = blob_filed(nothing);

    CHECK_INT(filed->size, 0);
    CHECK(filed->hash == nothing->hash);
    blob_rest(filed);
    blob_unref(filed);
    blob_unref(nothing);
}

TEST_MAIN({"one in a file is like another", one_in_a_file_is_like_another},
          {"an empty one in a file", an_empty_one_in_a_file},
          {"takes over its bytes", takes_over_its_bytes}, {"copies", copies},
          {"may be empty", may_be_empty},
          {"lives until the last reference", lives_until_the_last_reference},
          {"unref takes NULL", unref_takes_null},
          {"print distinguishes bytes", print_distinguishes_bytes})
