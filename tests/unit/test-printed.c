/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tree/printed: the numbers of a table, by its header line. */
#include "tree/printed.h"

#include "check.h"
#include "dice.h"

#include <stdlib.h>

enum { MEMBER = 1, CITED, NUMBER };

/* Those found, each with a comma after it. */
static const char *found(const char *table, unsigned way, size_t most)
{
    static char text[1000];
    struct buf names = BUF_INIT(sizeof(text) - 1);
    size_t count = printed_numbers(slice_of(table), way, most, &names),
           ends = 0;

    memcpy(text, buf_text(&names), names.len + 1);
    for (size_t i = 0; i < names.len; i++) {
        if (text[i])
            continue;
        text[i] = ',';
        ends++;
    }
    CHECK(count == ends || count == 0);
    if (!count)
        text[0] = '\0';
    buf_fini(&names);
    return text;
}

static void by_their_columns(void)
{
    static const struct {
        const char *table;
        unsigned way;
        const char *want;
    } cases[] = {
        {"number\tx\nA\t1\nB\t2\n", NUMBER, "A,B,"},
        {"number\nA\nA\n\nB\nA\n", NUMBER, "A,B,A,"},
        {"number\nA", NUMBER, "A,"},
        {"x\tnumber\n1\tA\n2\n3\tC\n", NUMBER, "A,C,"},
        {"x\ty\n1\tA\n", NUMBER, ""},
        {"numbers\nA\n", NUMBER, ""},
        {"number\n", NUMBER, ""},
        {"", NUMBER, ""},
        {"number\tcited\nA\tB\nA\tC\nA\t\n", CITED, "B,C,"},
        {"number\tcited\nA\tB\nA\tC\n", NUMBER, "A,"},
        {"number\tcited\nA\tB\n", MEMBER, ""},
        {"x\tmember\n1\tA\n", MEMBER, "A,"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_STR(found(cases[i].table, cases[i].way, 100), cases[i].want);
}

static void not_too_many(void)
{
    CHECK_STR(found("number\nA\nB\nC\n", NUMBER, 3), "A,B,C,");
    CHECK_STR(found("number\nA\nB\nC\n", NUMBER, 2), "");
}

static void not_too_long(void)
{
    char *table = calloc(1, PRINTED_BYTES + 2);
    struct buf names = BUF_INIT(PRINTED_BYTES);

    memset(table, 'x', PRINTED_BYTES + 1);
    memcpy(table, "number\nA\nB\n", 11);
    CHECK_INT(printed_numbers((struct slice){table, PRINTED_BYTES}, NUMBER, 10,
                              &names),
              2);
    CHECK_INT(printed_numbers((struct slice){table, PRINTED_BYTES + 1}, NUMBER,
                              10, &names),
              0);
    buf_fini(&names);
    free(table);
}

/* Whatever bytes come: as many names as were counted. */
static void anything(void)
{
    static const char bytes[] = "AB\t\t\n\n#\0";
    struct dice dice = {.state = 9};

    for (int run = 0; run < 20000; run++) {
        char table[64] = "number\tx\n";
        size_t len = 9 + dice_roll(&dice, 50), at = 0, seen = 0, count;
        struct buf names = BUF_INIT(1000);

        for (size_t i = 9; i < len; i++)
            table[i] = bytes[dice_roll(&dice, sizeof(bytes) - 1)];
        count = printed_numbers((struct slice){table, len}, NUMBER, 100,
                                &names);
        for (; at < names.len; at += strlen(names.data + at) + 1)
            seen++;
        CHECK(seen >= count);
        buf_fini(&names);
    }
}

TEST_MAIN({"by their columns", by_their_columns},
          {"not too many", not_too_many}, {"not too long", not_too_long},
          {"anything", anything})
