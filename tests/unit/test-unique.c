/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/unique.h"

#include "check.h"

#include <errno.h>

static void check_lines(const char *text, const char *want)
{
    struct buf to = BUF_INIT(100);

    CHECK_INT(unique_lines(slice_of(text), &to), 0);
    CHECK_STR(buf_text(&to), want);
    buf_fini(&to);
}

static void each_where_it_comes_first(void)
{
    check_lines("", "");
    check_lines("a\nb\na\nab\nb\n", "a\nb\nab\n");
    check_lines("a\na", "a\n");
    check_lines("\n\nA\na\n\n", "\nA\na\n");
}

static void many(void)
{
    struct buf text = BUF_INIT(1 << 20), to = BUF_INIT(1 << 20);
    struct buf small = BUF_INIT(10);
    size_t half = 0;

    for (int i = 0; i < 10000; i++) {
        buf_printf(&text, "EP%uA1\n", i % 5000u);
        half = i == 4999 ? text.len : half;
    }
    CHECK_INT(unique_lines((struct slice){text.data, text.len}, &to), 0);
    CHECK_INT(to.len, half);
    CHECK(memcmp(to.data, text.data, half) == 0);
    CHECK_INT(unique_lines((struct slice){text.data, text.len}, &small),
              -EFBIG);
    buf_fini(&text);
    buf_fini(&to);
    buf_fini(&small);
}

TEST_MAIN({"each where it comes first", each_where_it_comes_first},
          {"many", many})
